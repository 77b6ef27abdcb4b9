import { Button } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import type { Collection } from '@shared/domain/collection.ts';
import type { AwsReach, AzureReach, Connection } from '@shared/domain/connection.ts';
import { useState } from 'react';
import { call } from '../../api.ts';
import { FormDialog } from '../../form-dialog.tsx';
import { useLive } from '../../live/live.store.ts';
import { tasksLine } from '../../live/live-words.ts';
import { go, useParams } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { useRoute } from '../../use-route.ts';
import classes from './connect.module.css';
import { ConnectForm } from './connect-form.tsx';
import { azureCloudWords, credentialWords } from './connect-words.ts';
import { Session } from './session.tsx';

function AwsFacts({ reach, externalId }: { readonly reach: AwsReach; readonly externalId: string }) {
  return (
    <dl className={classes.facts}>
      <dt>Keys</dt>
      <dd>
        {reach.profile === null ? 'Pasted for each run, never stored' : `Profile ${reach.profile} of this machine`}
      </dd>
      <dt>Role</dt>
      <dd>
        {reach.roleArn === null ? 'None: the session is not narrowed' : <MonoId value={reach.roleArn} max={70} copy />}
      </dd>
      {reach.accounts.length === 0 ? null : (
        <>
          <dt>Accounts</dt>
          <dd className="type-mono">{reach.accounts.join(', ')}</dd>
        </>
      )}
      <dt>External id</dt>
      <dd>{reach.sendsExternalId ? <MonoId value={externalId} max={40} copy /> : 'Not sent'}</dd>
      <dt>Session</dt>
      <dd>
        {Math.round(reach.durationSeconds / 60)} min, from STS in {reach.stsRegion}
      </dd>
    </dl>
  );
}

function AzureFacts({ reach }: { readonly reach: AzureReach }) {
  return (
    <dl className={classes.facts}>
      <dt>Sign-in</dt>
      <dd>{credentialWords[reach.credential]}</dd>
      <dt>Cloud</dt>
      <dd>{azureCloudWords[reach.cloud]}</dd>
      <dt>Tenant</dt>
      <dd>{reach.tenant === null ? 'The default of the sign-in' : <MonoId value={reach.tenant} max={44} copy />}</dd>
      {reach.clientId === null ? null : (
        <>
          <dt>Application</dt>
          <dd>
            <MonoId value={reach.clientId} max={44} copy />
          </dd>
        </>
      )}
      {reach.certificatePath === null ? null : (
        <>
          <dt>Certificate</dt>
          <dd className={classes.path}>{reach.certificatePath}</dd>
        </>
      )}
    </dl>
  );
}

interface RemoveDialogProps {
  readonly connection: Connection;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

function RemoveDialog({ connection, onRemoved, onClose }: RemoveDialogProps) {
  const remove = async () => {
    await call('connection.remove', { id: connection.id });
    onRemoved();
    return true;
  };
  return (
    <FormDialog title={`Remove ${connection.name}`} submit="Remove" size={480} onSubmit={remove} onClose={onClose}>
      <p>The description of the connection is removed. What was read through it stays, with its provenance.</p>
    </FormDialog>
  );
}

interface ConnectionPaneProps {
  readonly connection: Connection;
  readonly offers: Output<'connection.list'>;
  readonly onEdit: () => void;
  readonly onRemoved: () => void;
  readonly onPermissions: () => void;
}

/** The runs a link named, once they are known. */
function useNamedRuns(): {
  readonly again: Collection | null;
  readonly stopped: Collection | null;
  readonly isKnown: boolean;
} {
  const { again, goOn } = useParams('connect');
  const answer = useRoute('collection.list', {}, ['collections']);
  const find = (id: number | undefined) =>
    answer.state === 'ready' ? (answer.value.find((one) => one.id === id) ?? null) : null;
  const isKnown = answer.state !== 'loading' || (again === undefined && goOn === undefined);
  return { again: find(again), stopped: find(goOn), isKnown };
}

function Body({ connection, offers }: Pick<ConnectionPaneProps, 'connection' | 'offers'>) {
  const connected = useLive((state) => state.connected);
  const run = useLive((state) => state.run);
  const { again, stopped, isKnown } = useNamedRuns();
  if (connected === null || connected.connectionId !== connection.id) {
    return run === null ? (
      <>
        {stopped === null ? null : (
          <p className="text-2">
            Collection {stopped.id} goes on when a session of the same principal is open: {tasksLine(stopped.tasks)}.
          </p>
        )}
        <ConnectForm connection={connection} />
      </>
    ) : (
      <p className="text-2">Collection {run.collectionId} is being read. One session is open at a time.</p>
    );
  }
  if (!isKnown) return <ListState kind="loading" title="The runs are being read" />;
  return (
    <Session
      connection={connection}
      connected={connected}
      offers={offers}
      again={again}
      stopped={stopped}
      isRunning={run !== null}
    />
  );
}

/** One connection: how it reaches its cloud, and the session through it. */
export function ConnectionPane({ connection, offers, onEdit, onRemoved, onPermissions }: ConnectionPaneProps) {
  const [isRemoving, setRemoving] = useState(false);
  const run = useLive((state) => state.run);
  const { reach, name } = connection;
  return (
    <section className={classes.pane} aria-labelledby="connection-name">
      <div className={classes.between}>
        <h2 id="connection-name" className="type-pane">
          {name}
        </h2>
        <span className={classes.inline}>
          {run === null ? null : (
            <Button onClick={() => go('collections', { id: run.collectionId })}>
              Show collection {run.collectionId}
            </Button>
          )}
          <Button variant="subtle" onClick={onPermissions}>
            What the client must allow
          </Button>
          <Button variant="subtle" disabled={run !== null} onClick={onEdit}>
            Change…
          </Button>
          <Button variant="subtle" disabled={run !== null} onClick={() => setRemoving(true)}>
            Remove…
          </Button>
        </span>
      </div>
      {reach.provider === 'aws' ? (
        <AwsFacts reach={reach} externalId={offers.externalId} />
      ) : (
        <AzureFacts reach={reach} />
      )}
      <Body connection={connection} offers={offers} />
      {isRemoving ? (
        <RemoveDialog connection={connection} onRemoved={onRemoved} onClose={() => setRemoving(false)} />
      ) : null}
    </section>
  );
}
