import { Button } from '@mantine/core';
import type { Collection } from '@shared/domain/collection.ts';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { call } from '../../api.ts';
import { attempt, useCrumb, useStatus } from '../../app.store.ts';
import { importFiles, pickAndImport, useEngagement } from '../../engagement.store.ts';
import { useLive } from '../../live/live.store.ts';
import { runTitle } from '../../live/live-words.ts';
import { go, useNavigation, useParams } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TabList, tabPanel } from '../../ui/tab-list.tsx';
import { Time } from '../../ui/time.tsx';
import { useRoute } from '../../use-route.ts';
import { stateWords } from './collection-words.ts';
import classes from './collections.module.css';
import { CoverageView } from './coverage-view.tsx';
import { HistoryView } from './history-view.tsx';
import { ImportsView } from './imports-view.tsx';
import { EndedActs, RunningActs, RunSecond } from './run-head.tsx';
import { RunView } from './run-view.tsx';

const refused = 'Nothing was imported.';
const importSome = () => void attempt(refused, pickAndImport);

async function pickFolder(): Promise<void> {
  const folders = await call('file.pick', { folders: true });
  await importFiles(folders.map(({ handle }) => handle));
}

function StartButtons() {
  return (
    <>
      <Button onClick={() => void attempt(refused, pickFolder)}>Import a folder</Button>
      <Button onClick={importSome}>Import files</Button>
      <Button variant="filled" onClick={() => go('connect')}>
        Collect from a cloud
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

type View = 'runs' | 'history' | 'coverage';

function Second({ collection }: { readonly collection: Collection }) {
  return (
    <>
      Import {collection.id}, {stateWords(collection)}. Started <Time at={collection.startedAt} form="instant" /> by{' '}
      {collection.actor}, Fieldwork {collection.toolVersion}.
    </>
  );
}

function LiveHead({ collection }: { readonly collection: Collection }) {
  const run = useLive((state) => (state.run?.collectionId === collection.id ? state.run : null));
  const state = run?.state ?? collection.state;
  const isOn = state === 'running' || state === 'paused';
  return (
    <PageHead
      title={runTitle(collection)}
      second={<RunSecond collection={collection} state={state} note={run?.note ?? null} />}
      actions={
        isOn ? (
          <RunningActs key={collection.id} state={state} />
        ) : (
          <>
            <EndedActs collection={collection} />
            <Button onClick={() => go('connect')}>Collect from a cloud</Button>
          </>
        )
      }
    />
  );
}

function ImportHead({ collection, runs }: { readonly collection: Collection; readonly runs: number }) {
  const isRunning = useEngagement((state) => state.importing !== null);
  const resources = useEngagement((state) => state.summary?.counts.resources ?? 0);
  useStatus([counted(runs, 'run'), `${counted(resources, 'resource')} seen`]);
  return (
    <PageHead
      title="Collections"
      second={<Second collection={collection} />}
      actions={isRunning ? <CancelButton /> : <StartButtons />}
    />
  );
}

interface PanelProps {
  readonly view: View;
  readonly collections: readonly Collection[];
  readonly shown: Collection;
  readonly onShow: (id: number) => void;
}

function Panel({ view, collections, shown, onShow }: PanelProps) {
  if (view === 'coverage') return <CoverageView />;
  if (view === 'history') return <HistoryView collections={collections} shown={shown.id} onShow={onShow} />;
  if (shown.kind !== 'import') return <RunView id={shown.id} />;
  return <ImportsView collections={collections} shown={shown.id} onShow={onShow} />;
}

function Full({ collections }: { readonly collections: readonly Collection[] }) {
  const { id, view = 'runs' } = useParams('collections');
  const { note } = useNavigation.getState();
  const shown = collections.find((one) => one.id === id) ?? collections[0];
  useCrumb(shown === undefined ? null : runTitle(shown));
  if (shown === undefined) return null;
  return (
    <>
      {shown.kind === 'import' ? (
        <ImportHead collection={shown} runs={collections.length} />
      ) : (
        <LiveHead collection={shown} />
      )}
      <TabList<View>
        id="collections-tab"
        label="Collections"
        tabs={[
          { value: 'runs', label: runTitle(shown) },
          { value: 'history', label: 'All runs', count: collections.length },
          { value: 'coverage', label: 'Coverage' },
        ]}
        value={view}
        onTab={(value) => note('collections', { id: shown.id, view: value })}
      />
      <div className={classes.panel} {...tabPanel('collections-tab', view)}>
        <Panel
          view={view}
          collections={collections}
          shown={shown}
          onShow={(next) => note('collections', { id: next })}
        />
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
          text="A collection is one run that brings in what a cloud answered. Connect to AWS or Azure and read it, or import answers saved as JSON: AWS Config snapshots, histories, command line output, packed or not. Files can also be dropped anywhere on this window."
          action={<StartButtons />}
        />
      </div>
    </>
  );
}

/** What was brought in, file by file, and what was not read. */
export function CollectionsScreen() {
  const answer = useRoute('collection.list', {}, ['collections']);
  const collections = answer.state === 'ready' ? [...answer.value].sort((a, b) => b.id - a.id) : [];
  return (
    <div className={classes.screen}>
      {answer.state === 'ready' && collections.length > 0 ? <Full collections={collections} /> : null}
      {answer.state === 'ready' && collections.length === 0 ? <Empty /> : null}
      {answer.state === 'ready' ? null : (
        <div className={classes.block}>
          {answer.state === 'error' ? (
            <ListState
              kind="error"
              title="The runs could not be read"
              text={answer.error.message}
              action={<Button onClick={answer.reload}>Try again</Button>}
            />
          ) : (
            <ListState kind="loading" title="The runs are being read" />
          )}
        </div>
      )}
    </div>
  );
}
