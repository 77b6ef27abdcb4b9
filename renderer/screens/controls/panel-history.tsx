import type { Output } from '@shared/contract/contract.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { useState } from 'react';
import { go } from '../../navigation.store.ts';
import { auditWords } from '../../ui/audit-words.ts';
import { useControls } from './controls.store.ts';
import { fieldName } from './matrix-fields.ts';
import classes from './panel.module.css';

type Entries = Output<'control.detail'>['history'];
type Field = Entries[number]['fields'][number];

/** Fields that the log tells besides those of the columns. */
const names: Readonly<Record<string, string>> = { version: 'Version', effectiveFrom: 'Effective from' };
const shortest = 90;
const short = (text: string): string => (text.length > shortest ? `${text.slice(0, shortest)}…` : text);

function FieldLine({ field, before, after }: Field) {
  return (
    <span className={classes.change} title={`${before || 'Empty'} → ${after || 'empty'}`}>
      {names[field] ?? fieldName(field)}: {before === '' ? 'empty' : <del>{short(before)}</del>} →{' '}
      {after === '' ? 'empty' : <ins>{short(after)}</ins>}
    </span>
  );
}

/** A control that came or went is told by its words alone; a change tells its fields. */
function Entry({ entry, fields }: Entries[number]) {
  const isChange = entry.beforeDigest !== null && entry.afterDigest !== null;
  const isTurned = entry.reason?.startsWith('Undo of') === true || entry.reason?.startsWith('Redo of') === true;
  return (
    <li>
      {auditWords(entry.action)}
      {isTurned ? ` (${entry.reason?.replace(/\.$/, '').toLowerCase()})` : ''}
      {isChange ? fields.map((field) => <FieldLine key={field.field} {...field} />) : null}
      <span className={classes.when}>
        {dayWords(entry.at)}, by {entry.actor},{' '}
        <button type="button" className="link" onClick={() => go('log', { seq: entry.seq })}>
          log entry {entry.seq}
        </button>
      </span>
    </li>
  );
}

const shownFirst = 12;

/** Every change of a control with its log entry, newest first; what is being typed stands above them. */
export function History({ entries, id }: { readonly entries: Entries; readonly id: string }) {
  const [isWhole, setWhole] = useState(false);
  const isEditing = useControls((state) => state.isEditing && state.focus.line === id);
  const field = useControls((state) => state.focus.field);
  const shown = isWhole ? entries : entries.slice(0, shownFirst);
  if (entries.length === 0 && !isEditing)
    return <p className="type-second text-3">No change since the engagement was created.</p>;
  return (
    <>
      <ol className={classes.history}>
        {isEditing ? (
          <li data-now>
            Editing {fieldName(field).toLowerCase()}
            <span className={classes.when}>now, not saved</span>
          </li>
        ) : null}
        {shown.map((one) => (
          <Entry key={one.entry.seq} {...one} />
        ))}
      </ol>
      {shown.length < entries.length ? (
        <button type="button" className="link" onClick={() => setWhole(true)}>
          Show all {counted(entries.length, 'change')}
        </button>
      ) : null}
    </>
  );
}
