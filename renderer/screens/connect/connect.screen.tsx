import { Button } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import type { Connection } from '@shared/domain/connection.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { useCrumb, useStatus } from '../../app.store.ts';
import { useLive } from '../../live/live.store.ts';
import { go, useNavigation, useParams } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { PageHead } from '../../ui/page-head.tsx';
import { TabList, tabPanel } from '../../ui/tab-list.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './connect.module.css';
import { ConnectionDialog } from './connection-dialog.tsx';
import { ConnectionList } from './connection-list.tsx';
import { ConnectionPane } from './connection-pane.tsx';
import { PermissionsView } from './permissions-view.tsx';

type Offers = Output<'connection.list'>;
type View = 'connections' | 'permissions';

function Empty({ onNew }: { readonly onNew: (provider: Provider) => void }) {
  return (
    <div className={classes.page}>
      <ListState
        kind="empty"
        title="No connection yet"
        text="A connection says how a cloud is reached: a profile of this machine, a role the client made, a sign-in. It holds no secret. Fieldwork can only read: calls that could change something do not exist in it."
        action={
          <>
            <Button variant="filled" onClick={() => onNew('aws')}>
              Connect AWS
            </Button>
            <Button onClick={() => onNew('azure')}>Connect Azure</Button>
          </>
        }
      />
    </div>
  );
}

/** The connection in focus: the one asked for, else the one with the open session, else the first. */
function shownOf(connections: readonly Connection[], ...wanted: readonly (string | undefined)[]): Connection | null {
  for (const id of wanted) {
    const found = connections.find((one) => one.id === id);
    if (found !== undefined) return found;
  }
  return connections[0] ?? null;
}

interface FullProps {
  readonly offers: Offers;
  readonly reload: () => void;
}

function Full({ offers, reload }: FullProps) {
  const params = useParams('connect');
  const { note } = useNavigation.getState();
  const connectedTo = useLive((state) => state.connected?.connectionId);
  const [asked, setAsked] = useState<{ readonly connection: Connection | null; readonly provider: Provider } | null>(
    null,
  );
  const { view = 'connections' } = params;
  const { connections, externalId } = offers;
  const shown = shownOf(connections, params.id, connectedTo);
  useCrumb(shown?.name ?? null);
  useStatus([
    counted(connections.length, 'connection'),
    connectedTo === undefined ? 'no session open' : 'session open',
  ]);
  const onNew = (provider: Provider) => setAsked({ connection: null, provider });
  const setView = (next: View) => note('connect', { ...params, view: next });
  return (
    <>
      <PageHead
        title="Connections"
        second="How each cloud is reached. Secrets are typed for one run and never stored; nothing can be changed through them."
        actions={
          <>
            <Button variant="subtle" onClick={() => go('collections')}>
              Collections
            </Button>
            <Button onClick={() => onNew(shown?.provider ?? 'aws')}>New connection</Button>
          </>
        }
      />
      <TabList<View>
        id="connect-tab"
        label="Connections"
        tabs={[
          { value: 'connections', label: 'Connections', count: connections.length },
          { value: 'permissions', label: 'What the client must allow' },
        ]}
        value={view}
        onTab={setView}
      />
      <div className={classes.panel} {...tabPanel('connect-tab', view)}>
        {view === 'permissions' ? (
          <PermissionsView first={shown?.provider ?? 'aws'} externalId={externalId} />
        ) : shown === null ? (
          <Empty onNew={onNew} />
        ) : (
          <div className={classes.columns}>
            <ConnectionList
              connections={connections}
              shown={shown.id}
              connectedTo={connectedTo}
              onShow={(id) => note('connect', { id })}
            />
            <ConnectionPane
              key={`${shown.id} ${JSON.stringify(shown.reach)}`}
              connection={shown}
              offers={offers}
              onEdit={() => setAsked({ connection: shown, provider: shown.provider })}
              onRemoved={reload}
              onPermissions={() => setView('permissions')}
            />
          </div>
        )}
      </div>
      {asked === null ? null : (
        <ConnectionDialog
          connection={asked.connection}
          provider={asked.provider}
          offers={offers}
          onSaved={({ id }) => {
            reload();
            note('connect', { ...params, id });
          }}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

/** How clouds are reached, and the session that reads: connect, see who we are, choose what to read, start. */
export function ConnectScreen() {
  const answer = useRoute('connection.list', {}, ['collections', 'scope']);
  return (
    <div className={classes.screen}>
      {answer.state === 'ready' ? <Full offers={answer.value} reload={answer.reload} /> : null}
      {answer.state === 'loading' ? (
        <div className={classes.page}>
          <ListState kind="loading" title="Connections are being read" />
        </div>
      ) : null}
      {answer.state === 'error' ? (
        <div className={classes.page}>
          <ListState
            kind="error"
            title="The connections could not be read"
            text={answer.error.message}
            action={<Button onClick={answer.reload}>Try again</Button>}
          />
        </div>
      ) : null}
    </div>
  );
}
