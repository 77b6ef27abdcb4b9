import type { Control } from '@shared/domain/control.ts';
import { slotWords } from '@shared/domain/slots.ts';
import { call } from '../../api.ts';
import { attempt } from '../../app.store.ts';
import { useJudged } from '../../judged.ts';
import { Mark } from '../../ui/mark.tsx';
import classes from './cell-bar.module.css';
import { focusedReading, openCell, useControls } from './controls.store.ts';
import { columnText, rawText } from './field-text.ts';
import { HoldsSwitch } from './holds-switch.tsx';
import { editableField, fieldColumn, fieldName, type MatrixField } from './matrix-fields.ts';

/** Why a column is not typed. */
const notTyped: Partial<Readonly<Record<MatrixField, string>>> = {
  standing: 'Standing follows from findings and is not typed.',
  period: 'The line through the period follows from findings.',
  declares: 'Declared values are edited in the panel.',
  checks: 'The checks that read this control.',
  version: 'A changed wording starts the next version.',
  effectiveFrom: 'The first day of the wording in force.',
  iso27001: 'Related by the criteria, never equivalent.',
  nistCsf: 'Related by the criteria, never equivalent.',
  dora: 'Related by the criteria, never equivalent.',
};

/** What stands in grey behind the value of a cell. */
function useSecond(control: Control, field: MatrixField): string {
  const judged = useJudged();
  const note = notTyped[field];
  if (note !== undefined) return note;
  if (fieldColumn(field)?.kind === 'long') return '';
  if (field === 'status' && control.reason !== null) return control.reason;
  const slots = field === 'frequency' && judged !== null ? `${slotWords(control.frequency, judged.period)}. ` : '';
  return `${slots.charAt(0).toUpperCase()}${slots.slice(1)}${control.statement}`;
}

function Value({ control, field }: { readonly control: Control; readonly field: MatrixField }) {
  const reading = useControls(focusedReading);
  const names = useControls((state) => state.names);
  const second = useSecond(control, field);
  const text = reading === null ? '' : columnText(reading, field, names);
  const editable = editableField(field);
  const shown = text.replaceAll('\n', ' · ') || 'Empty';
  return (
    <>
      {editable === null ? (
        <span className="ellipsis" title={text}>
          {shown}
        </span>
      ) : (
        <button
          type="button"
          className={`ellipsis ${classes.edit}`}
          title={`Edit ${fieldName(field).toLowerCase()} of ${control.id}: ${text}`}
          onClick={() => openCell({ id: control.id, field: editable, text: rawText(control, editable) })}
        >
          {shown}
        </button>
      )}
      <span className={`ellipsis ${classes.second}`} title={second}>
        {second}
      </span>
    </>
  );
}

/** What was just done or refused; a file that was written can be shown. */
function Said() {
  const said = useControls((state) => state.said);
  const { handle } = said ?? {};
  return (
    <span className={classes.said} role="status">
      {said?.isRefusal === true ? <Mark state="fail" /> : null}
      <span className="ellipsis" title={said?.text}>
        {said?.text}
      </span>
      {handle === undefined ? null : (
        <button
          type="button"
          className="link"
          onClick={() => void attempt('The file was not shown.', () => call('app.reveal', { handle }))}
        >
          Show in folder
        </button>
      )}
    </span>
  );
}

/** The bar above the matrix: which cell has the focus, its whole value, what was done, and from when edits hold. */
export function CellBar({ placeRef }: { readonly placeRef: (place: HTMLElement | null) => void }) {
  const { focus, said } = useControls();
  const control = useControls(focusedReading)?.control ?? null;
  return (
    <section className={classes.bar} aria-label="Cell in focus">
      <div className={classes.address}>
        {control === null ? null : <code className="type-mono">{control.id}</code>}
        <span className="ellipsis">{control === null ? 'No control in focus' : fieldName(focus.field)}</span>
      </div>
      <div className={classes.value}>
        {control === null || said !== null ? null : <Value control={control} field={focus.field} />}
        <Said />
        <div className={classes.place} ref={placeRef} />
      </div>
      <HoldsSwitch />
    </section>
  );
}
