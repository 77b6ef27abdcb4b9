import type { AuditEntry } from '@shared/domain/audit-log.ts';
import { auditWords } from '../../ui/audit-words.ts';
import { ListState } from '../../ui/list-state.tsx';
import { MonoId } from '../../ui/mono-id.tsx';
import { Time } from '../../ui/time.tsx';
import classes from './log.module.css';

/** A hash or that there is none: a thing just made has no state before. */
function Hash({ value }: { readonly value: string | null }) {
  return value === null ? <>None</> : <MonoId value={value} max={25} copy />;
}

/** One entry in full: what was done to what, by whom, and the hashes that chain it. */
export function EntryPane({ entry }: { readonly entry: AuditEntry | undefined }) {
  if (entry === undefined)
    return (
      <div className={classes.pane}>
        <ListState
          kind="empty"
          title="No entry in focus"
          text="Choose an entry to see what it changed and how it is chained."
        />
      </div>
    );
  return (
    <div className={classes.pane}>
      <h2 className="type-section">
        Entry {entry.seq}: {auditWords(entry.action)}
      </h2>
      <dl className={classes.facts}>
        <dt>Time</dt>
        <dd>
          <Time at={entry.at} form="instant" />
        </dd>
        <dt>Who</dt>
        <dd>{entry.actor}</dd>
        <dt>Fieldwork</dt>
        <dd>{entry.toolVersion}</dd>
        <dt>Action</dt>
        <dd>
          <code className="type-mono">{entry.action}</code>
        </dd>
        <dt>Object</dt>
        <dd>
          {entry.objectType} <MonoId value={entry.objectId} max={40} copy />
        </dd>
        <dt>Reason</dt>
        <dd>{entry.reason ?? 'None given'}</dd>
      </dl>
      <h3 className="type-section">Hashes</h3>
      <dl className={classes.facts}>
        <dt>Before</dt>
        <dd>
          <Hash value={entry.beforeDigest} />
        </dd>
        <dt>After</dt>
        <dd>
          <Hash value={entry.afterDigest} />
        </dd>
        <dt>{entry.seq === 1 ? 'Start' : `Entry ${entry.seq - 1}`}</dt>
        <dd>
          <Hash value={entry.prevHash} />
        </dd>
        <dt>This entry</dt>
        <dd>
          <Hash value={entry.entryHash} />
        </dd>
      </dl>
      <p className="type-second text-3">
        The hash of an entry covers every field above and the hash of the entry before it.
      </p>
    </div>
  );
}
