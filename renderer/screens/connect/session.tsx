import { Button, Textarea } from '@mantine/core';
import type { Output } from '@shared/contract/contract.ts';
import type { Collection } from '@shared/domain/collection.ts';
import type { Connection } from '@shared/domain/connection.ts';
import { reportPeriod } from '@shared/domain/engagement.ts';
import { counted } from '@shared/domain/words.ts';
import { type FormEvent, useState } from 'react';
import { asAppError, call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { goOn } from '../../live/go-on.ts';
import { type Connected, disconnect } from '../../live/live.store.ts';
import { tasksLine, unitWords } from '../../live/live-words.ts';
import { go } from '../../navigation.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import classes from './connect.module.css';

import { DryRun } from './dry-run.tsx';
import { firstOptions, type OptionErrors, type OptionsDraft, optionErrors, optionsOf } from './options-draft.ts';
import { OptionsForm } from './options-form.tsx';
import { WhoWeAre } from './who-we-are.tsx';

export interface SessionProps {
  readonly connection: Connection;
  readonly connected: Connected;
  readonly offers: Output<'connection.list'>;
  /** The run whose options are used again; null to begin from the scope register. */
  readonly again: Collection | null;
  /** The stopped run to go on with; null for a new one. */
  readonly stopped: Collection | null;
  readonly isRunning: boolean;
}

type Work =
  | { readonly kind: 'idle' | 'trying' | 'starting' }
  | { readonly kind: 'tried'; readonly estimate: Output<'collection.plan'> }
  | { readonly kind: 'refused'; readonly title: string; readonly words: string };

const refusal = (title: string, error: unknown): Work => {
  const { message, remedy } = asAppError(error);
  return { kind: 'refused', title, words: remedy === undefined ? message : `${message} ${remedy}` };
};

function regionsOf({ connection, connected, offers }: SessionProps) {
  if (connection.provider === 'azure') return [];
  const known = new Map(offers.regions.map((region) => [region.id, region]));
  return connected.regions.map((id) => known.get(id) ?? { id, name: id, partition: '', isOptIn: false });
}

function useDraft(props: SessionProps) {
  const { connection, connected, offers, again } = props;
  const regions = regionsOf(props);
  const [draft, setDraft] = useState<OptionsDraft>(() =>
    firstOptions(
      {
        provider: connection.provider,
        regions,
        accounts: connected.identities.map(({ account }) => account),
        declaredRegions: offers.declaredRegions,
        undeclared: connected.undeclared,
      },
      again?.run?.options ?? null,
    ),
  );
  return { draft, regions, change: (part: Partial<OptionsDraft>) => setDraft((before) => ({ ...before, ...part })) };
}

interface OutsideProps {
  readonly accounts: readonly string[];
  readonly unit: string;
  readonly reason: string;
  readonly error: string | undefined;
  readonly onReason: (reason: string) => void;
}

/** Reading what the register does not declare has a reason, which the log keeps. */
function Outside({ accounts, unit, reason, error, onReason }: OutsideProps) {
  if (accounts.length === 0) return null;
  const is = accounts.length === 1 ? 'is' : 'are';
  return (
    <div className={classes.caution}>
      <p>
        {counted(accounts.length, unit)} to be read {is} not in the scope register: {accounts.join(', ')}.
      </p>
      <Textarea
        label="Why it is read all the same"
        description="Stands in the log with the run."
        value={reason}
        error={error}
        maxLength={400}
        autosize
        minRows={2}
        onChange={(event) => onReason(event.currentTarget.value)}
      />
    </div>
  );
}

function GoOn({ stopped, connection }: { readonly stopped: Collection; readonly connection: string }) {
  return (
    <section className={classes.stack}>
      <h2 className="type-section">Collection {stopped.id} has not read everything</h2>
      <p className="text-2">
        {tasksLine(stopped.tasks)}. Going on reads what is left, with the same options and as the same principal.
        Finished tasks are not read again.
      </p>
      <div className={classes.inline}>
        <Button
          variant="filled"
          onClick={() => void attempt('The run was not gone on with.', () => goOn(stopped.id, connection))}
        >
          Go on with collection {stopped.id}
        </Button>
      </div>
    </section>
  );
}

function NewRun(props: SessionProps) {
  const { connection, connected, offers, isRunning } = props;
  const engagement = useEngagement((state) => state.summary?.engagement);
  const { draft, regions, change } = useDraft(props);
  const [work, setWork] = useState<Work>({ kind: 'idle' });
  const [reason, setReason] = useState('');
  const [wasSent, setSent] = useState(false);
  const [wasStarted, setStarted] = useState(false);
  const outside = draft.accounts.filter((account) => connected.undeclared.includes(account));
  const found: OptionErrors = optionErrors(draft, connection.provider);
  const options = optionsOf(draft, connection.provider);
  const lacksReason = outside.length > 0 && reason.trim() === '';
  const run = async (kind: 'trying' | 'starting', title: string, send: () => Promise<void>) => {
    setSent(true);
    if (kind === 'starting') setStarted(true);
    if (Object.keys(found).length > 0 || (kind === 'starting' && lacksReason)) return;
    setWork({ kind });
    await send().catch((error: unknown) => setWork(refusal(title, error)));
  };
  const dry = () =>
    run('trying', 'The dry run did not end.', async () =>
      setWork({ kind: 'tried', estimate: await call('collection.plan', options) }),
    );
  const start = (event: FormEvent) => {
    event.preventDefault();
    void run('starting', 'Nothing was read.', async () => {
      const acceptsUndeclared = outside.length === 0 ? null : reason.trim();
      const { collectionId } = await call('collection.start', { options, acceptsUndeclared });
      go('collections', { id: collectionId });
    });
  };
  if (engagement === undefined) return null;
  const isBusy = work.kind === 'trying' || work.kind === 'starting';
  return (
    <form className={classes.stack} noValidate onSubmit={start}>
      <OptionsForm
        provider={connection.provider}
        draft={draft}
        errors={wasSent ? found : {}}
        regions={regions}
        declaredRegions={offers.declaredRegions}
        identities={connected.identities}
        undeclared={connected.undeclared}
        period={reportPeriod(engagement.scope)}
        change={change}
      />
      <Outside
        accounts={outside}
        unit={unitWords[connection.provider]}
        reason={reason}
        error={wasStarted && lacksReason ? 'Give the reason.' : undefined}
        onReason={setReason}
      />
      <div className={classes.inline}>
        <Button type="submit" variant="filled" disabled={isBusy || isRunning} loading={work.kind === 'starting'}>
          Start reading
        </Button>
        <Button disabled={isBusy || isRunning} loading={work.kind === 'trying'} onClick={() => void dry()}>
          Dry run
        </Button>
        <span className="text-3">
          {isRunning
            ? 'A collection is being read; one is read at a time.'
            : 'A dry run tries each call and keeps nothing.'}
        </span>
      </div>
      {work.kind === 'refused' ? <ListState kind="error" title={work.title} text={work.words} /> : null}
      {work.kind === 'tried' ? <DryRun estimate={work.estimate} provider={connection.provider} /> : null}
    </form>
  );
}

/** An open session: whom the cloud takes us for, what to read, a dry run, and the start. */
export function Session(props: SessionProps) {
  const { connection, connected, stopped, isRunning } = props;
  return (
    <>
      <WhoWeAre connected={connected} provider={connection.provider} />
      {stopped === null ? <NewRun {...props} /> : <GoOn stopped={stopped} connection={connection.id} />}
      {isRunning ? null : (
        <p className={classes.foot}>
          <button type="button" className="link" onClick={() => void attempt('The session was not ended.', disconnect)}>
            End the session
          </button>{' '}
          <span className="text-3">Its credentials are forgotten at once.</span>
        </p>
      )}
    </>
  );
}
