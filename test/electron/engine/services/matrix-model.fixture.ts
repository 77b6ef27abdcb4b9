import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Control, ControlChange, ControlEdit, ControlFields } from '@shared/domain/control.ts';
import { asJson } from '@shared/domain/json.ts';
import fc from 'fast-check';

/** The matrix as a person understands it: controls in order, and ids that were taken out. */
export interface Model {
  readonly controls: readonly Control[];
  readonly removed: ReadonlySet<string>;
}

export const textOf = (value: object): string => canonicalJson(asJson(value));

const wordingText = ({ statement, nature, frequency, population, declares }: Omit<Control, keyof object>): string =>
  textOf([statement, nature, frequency, population, declares]);

/** Wordings as a line of (first day, wording), the newest last: another way to say versions than the product's. */
function reworded(before: Control, after: Control, from: string | null): Control | null {
  const { statement, nature, frequency, population, declares } = before;
  const current = { statement, nature, frequency, population, declares };
  if (wordingText(before) === wordingText(after) || from === null) return after;
  const start = before.effectiveFrom ?? '';
  if (from < start) return null;
  const past = [...before.earlier, { ...current, version: before.version, effectiveFrom: before.effectiveFrom }];
  const line = from === start ? past.slice(0, -1) : past;
  const last = line.at(-1);
  const isBack = from === start && last !== undefined && wordingText({ ...after, ...last }) === wordingText(after);
  if (isBack) return { ...after, version: last.version, effectiveFrom: last.effectiveFrom, earlier: line.slice(0, -1) };
  const number = from === start ? before.version : before.version + 1;
  return { ...after, version: number, effectiveFrom: from, earlier: line };
}

function changed(before: Control, change: ControlChange, from: string | null): Control | null {
  const after: Control = Object.assign({}, before, change);
  const reason = after.status === 'not-applicable' ? after.reason : null;
  return reworded(before, { ...after, reason }, from);
}

/** One edit of a step; `stood` tells which controls were there before the step. */
function one(model: Model, edit: ControlEdit, from: string | null, stood: ReadonlySet<string>): Model | null {
  const found = model.controls.find(({ id }) => id === edit.id);
  if (edit.kind === 'add') {
    if (found !== undefined || model.removed.has(edit.id)) return null;
    const added: Control = { ...edit.fields, id: edit.id, version: 1, effectiveFrom: from, earlier: [] };
    return { ...model, controls: [...model.controls, added] };
  }
  if (found === undefined) return null;
  if (edit.kind === 'remove')
    return {
      controls: model.controls.filter((it) => it !== found),
      removed: stood.has(edit.id) ? new Set([...model.removed, edit.id]) : model.removed,
    };
  const after = changed(found, edit.change, from);
  return after === null ? null : { ...model, controls: model.controls.map((it) => (it === found ? after : it)) };
}

const isWhole = ({ title, status, reason }: Control): boolean =>
  title !== '' && (status !== 'not-applicable' || reason !== null);

/** What the matrix must be after a step; null when the step must be refused. Only its end must be whole. */
export function expectedAfter(model: Model, edits: readonly ControlEdit[], from: string | null): Model | null {
  const stood = new Set(model.controls.map(({ id: own }) => own));
  const after = edits.reduce<Model | null>((now, edit) => (now === null ? null : one(now, edit, from, stood)), model);
  return after?.controls.every(isWhole) === true ? after : null;
}

/** A command of a session: an edit from a day (`today` by default), an undo, a redo, or the next morning. */
export type Command =
  | { readonly kind: 'edit'; readonly edits: readonly ControlEdit[]; readonly from: string | null | undefined }
  | { readonly kind: 'undo' | 'redo' | 'sleep' };

export const libraryIds = ['GOV-01', 'GOV-02', 'GOV-03', 'GOV-04'] as const;
const ownIds = ['OWN-01', 'OWN-02'] as const;
const id = fc.constantFrom(...libraryIds, ...libraryIds, ...ownIds);

const rotation = (value: number) => [{ checkId: 'aws.secret-rotation-on', parameter: 'secretRotationDays', value }];
const change: fc.Arbitrary<ControlChange> = fc.oneof(
  fc.record({ owner: fc.constantFrom('', 'A', 'B') }),
  fc.record({ statement: fc.constantFrom('One.', 'Two.', 'Three.') }),
  fc.record({ frequency: fc.constantFrom('quarterly', 'monthly'), nature: fc.constantFrom('manual', 'hybrid') }),
  fc.record({ declares: fc.constantFrom([], rotation(30), rotation(120)) }),
  fc.record({
    status: fc.constantFrom('in-place', 'planned', 'not-applicable'),
    reason: fc.constantFrom(null, 'None.'),
  }),
  fc.record({ criteria: fc.subarray(['CC6.1', 'CC7.2', 'A1.2']), evidence: fc.subarray(['x', 'y']) }),
  fc.record({ title: fc.constantFrom('', 'Title') }),
);

/** Edits, undos, redos and nights; some of them impossible. */
export const commands = (fields: ControlFields): fc.Arbitrary<readonly Command[]> => {
  const edit: fc.Arbitrary<ControlEdit> = fc.oneof(
    { weight: 8, arbitrary: fc.record({ kind: fc.constant('change' as const), id, change }) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('add' as const), id, fields: fc.constant(fields) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('remove' as const), id }) },
  );
  const from = fc.constantFrom(undefined, undefined, null, '2026-01-01', '2026-12-01');
  const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
  const command: fc.Arbitrary<Command> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant('edit' as const), edits, from }) },
    { weight: 3, arbitrary: fc.constant({ kind: 'undo' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'redo' as const }) },
    { weight: 1, arbitrary: fc.constant({ kind: 'sleep' as const }) },
  );
  return fc.array(command, { minLength: 100, maxLength: 100 });
};
