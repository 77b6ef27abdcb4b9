import { Button } from '@mantine/core';
import type { Collection } from '@shared/domain/collection.ts';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { call } from '../../api.ts';
import { attempt, useCrumb, useStatus } from '../../app.store.ts';
import { importFiles, pickAndImport, useEngagement } from '../../engagement.store.ts';
import { useNavigation, useParams } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TabList, tabPanel } from '../../ui/tab-list.tsx';
import { Time } from '../../ui/time.tsx';
import { useRoute } from '../../use-route.ts';
import { stateWords } from './collection-words.ts';
import classes from './collections.module.css';
import { CoverageView } from './coverage-view.tsx';
import { ImportsView } from './imports-view.tsx';

const refused = 'Nothing was imported.';
const importSome = () => void attempt(refused, pickAndImport);

async function pickFolder(): Promise<void> {
  const folders = await call('file.pick', { folders: true });
  await importFiles(folders.map(({ handle }) => handle));
}

function ImportButtons() {
  return (
    <>
      <Button onClick={() => void attempt(refused, pickFolder)}>Import a folder</Button>
      <Button variant="filled" onClick={importSome}>
        Import files
      </Button>
    </>
  );
}

/** Cancel is acknowledged at once; the run itself ends with the file in hand. */
function CancelButton() {
  const [isAsked, setAsked] = useState(false);
  const cancel = async () => {
    setAsked(true);
    await attempt('The import was not cancelled.', () => call('collection.cancel', {}));
  };
  return (
    <Button disabled={isAsked} onClick={() => void cancel()}>
      {isAsked ? 'Cancelling, what was read is kept' : 'Cancel, keep what is read'}
    </Button>
  );
}

const tabs = [
  { value: 'runs', label: 'Imports' },
  { value: 'coverage', label: 'Coverage' },
] as const;

function Second({ collection }: { readonly collection: Collection }) {
  return (
    <>
      Import {collection.id}, {stateWords(collection)}. Started <Time at={collection.startedAt} form="instant" /> by{' '}
      {collection.actor}, Fieldwork {collection.toolVersion}.
    </>
  );
}

function Full({ collections }: { readonly collections: readonly Collection[] }) {
  const { id, view = 'runs' } = useParams('collections');
  const { note } = useNavigation.getState();
  const shown = collections.find((one) => one.id === id) ?? collections[0];
  const isRunning = useEngagement((state) => state.importing !== null);
  useCrumb(shown === undefined ? null : `Import ${shown.id}`);
  if (shown === undefined) return null;
  return (
    <>
      <PageHead
        title="Collections"
        second={<Second collection={shown} />}
        actions={isRunning ? <CancelButton /> : <ImportButtons />}
      />
      <TabList
        id="collections-tab"
        label="Collections"
        tabs={tabs.map((tab) => ({ ...tab, count: tab.value === 'runs' ? collections.length : null }))}
        value={view}
        onTab={(value) => note('collections', { id: shown.id, view: value })}
      />
      <div className={classes.panel} {...tabPanel('collections-tab', view)}>
        {view === 'coverage' ? (
          <CoverageView />
        ) : (
          <ImportsView
            collections={collections}
            shown={shown.id}
            onShow={(next) => note('collections', { id: next, view })}
          />
        )}
      </div>
    </>
  );
}

function Empty() {
  return (
    <>
      <PageHead title="Collections" />
      <div className={classes.block}>
        <ListState
          kind="empty"
          title="Nothing has been collected yet"
          text="A collection is one run that brings in what a cloud answered. Import AWS Config snapshots, histories or command line answers saved as JSON, packed or not. Files can also be dropped anywhere on this window."
          action={<ImportButtons />}
        />
      </div>
    </>
  );
}

/** What was brought in, file by file, and what was not read. */
export function CollectionsScreen() {
  const answer = useRoute('collection.list', {}, ['collections']);
  const collections = answer.state === 'ready' ? [...answer.value].sort((a, b) => b.id - a.id) : [];
  const snapshots = useEngagement((state) => state.summary?.counts.resources ?? 0);
  useStatus(
    collections.length === 0 ? [] : [counted(collections.length, 'import'), `${counted(snapshots, 'resource')} seen`],
  );
  return (
    <div className={classes.screen}>
      {answer.state === 'ready' && collections.length > 0 ? <Full collections={collections} /> : null}
      {answer.state === 'ready' && collections.length === 0 ? <Empty /> : null}
      {answer.state === 'ready' ? null : (
        <div className={classes.block}>
          {answer.state === 'error' ? (
            <ListState
              kind="error"
              title="The imports could not be read"
              text={answer.error.message}
              action={<Button onClick={answer.reload}>Try again</Button>}
            />
          ) : (
            <ListState kind="loading" title="Imports are being read" />
          )}
        </div>
      )}
    </div>
  );
}
