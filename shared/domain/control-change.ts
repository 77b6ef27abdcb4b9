import { AppError } from '../errors.ts';
import { canonicalJson } from './canonical-json.ts';
import type { Parameter } from './check.ts';
import type { Control, ControlChange, ControlFields, Declaration, Wording } from './control.ts';
import { wantedInstead } from './declaration.ts';
import { asJson } from './json.ts';
import { isDay } from './period.ts';

/** What each field of a control is called in a sentence. */
export const controlFieldWords: Readonly<Record<keyof ControlFields, string>> = {
  domain: 'domain',
  title: 'title',
  statement: 'statement',
  criteria: 'criteria',
  type: 'type',
  nature: 'nature',
  frequency: 'declared frequency',
  targetCadence: 'target cadence',
  owner: 'owner',
  performer: 'performer',
  systems: 'systems',
  isKey: 'key or supporting',
  risk: 'risk',
  population: 'population source',
  evidence: 'evidence expected',
  testOfDesign: 'test of design',
  testOfOperation: 'test of operation',
  policy: 'policy reference',
  status: 'status',
  reason: 'reason',
  checks: 'checks',
  declares: 'declared values',
  effectiveTo: 'effective to',
};

const wordingOf = ({ statement, nature, frequency, population, declares }: Wording): Wording => ({
  statement,
  nature,
  frequency,
  population,
  declares,
});

const isSame = (a: object, b: object): boolean => canonicalJson(asJson(a)) === canonicalJson(asJson(b));
const isSameWording = (a: Wording, b: Wording): boolean => isSame(wordingOf(a), wordingOf(b));

/** True when two states of a control say the same, versions included; null is no control. */
export const isSameControl = (a: Control | null, b: Control | null): boolean =>
  a === null || b === null ? a === b : isSame(a, b);

const isField = (name: string): name is keyof ControlFields => Object.hasOwn(controlFieldWords, name);

/** The fields that people edit in which two states of a control differ. */
export const changedFields = (a: Control, b: Control): readonly (keyof ControlFields)[] =>
  Object.keys(controlFieldWords)
    .filter(isField)
    .filter((field) => !isSame([a[field]], [b[field]]));

/** A reason belongs to the status it explains. */
function settled(control: Control): Control {
  const reason = control.status === 'not-applicable' ? (control.reason ?? '').trim() : '';
  return { ...control, reason: reason === '' ? null : reason };
}

function withChange(control: Control, change: ControlChange): Control {
  const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return settled(Object.assign({}, control, named));
}

/** The wording goes back to the one before it: the version that was begun is taken back. */
function withoutVersion(control: Control): Control {
  const before = control.earlier.at(-1);
  if (before === undefined || !isSameWording(control, before)) return control;
  const { version, effectiveFrom } = before;
  return { ...control, version, effectiveFrom, earlier: control.earlier.slice(0, -1) };
}

/**
 * A control after a change. A new wording holds from the day `from` as its next version; several edits of one day are one
 * version. A null day corrects the wording in force.
 */
export function changedControl(control: Control, change: ControlChange, from: string | null): Control {
  const next = withChange(control, change);
  const { version, effectiveFrom } = control;
  if (from === null || isSameWording(next, control)) return next;
  if (from === effectiveFrom) return withoutVersion(next);
  if (effectiveFrom !== null && from < effectiveFrom)
    throw new AppError(
      'bad-input',
      `The wording of ${control.id} in force holds from ${effectiveFrom}, so a new one cannot hold from ${from}.`,
      `Choose ${effectiveFrom} or a later day, or correct the wording in force.`,
    );
  const past = { ...wordingOf(control), version, effectiveFrom };
  return { ...next, version: version + 1, effectiveFrom: from, earlier: [...control.earlier, past] };
}

/** A control that is new in the matrix, from a day; from the start when the day is null. */
export const newControl = (id: string, fields: ControlFields, from: string | null): Control =>
  settled({ ...fields, id, version: 1, effectiveFrom: from, earlier: [] });

/** What a control may name. */
export interface Known {
  readonly criteria: ReadonlySet<string>;
  /** Checks with their parameters. */
  readonly checks: ReadonlyMap<string, readonly Parameter[]>;
  /** Ids of the scope register. */
  readonly systems: ReadonlySet<string>;
}

/** One reason why a control may not be saved, as a sentence. */
export interface ControlProblem {
  readonly field: keyof ControlFields | 'id';
  readonly words: string;
}

const problem = (field: ControlProblem['field'], words: string): ControlProblem => ({ field, words });

function emptyProblems({ title, statement, status, reason }: Control): readonly ControlProblem[] {
  return [
    ...(title.trim() === '' ? [problem('title', 'The title is empty.')] : []),
    ...(statement.trim() === '' ? [problem('statement', 'The statement is empty.')] : []),
    ...(status === 'not-applicable' && reason === null
      ? [problem('reason', 'It can only be not applicable with a written reason.')]
      : []),
  ];
}

/** A sentence for each id that is not known. */
const strangers = (
  field: 'criteria' | 'checks' | 'systems',
  ids: readonly string[],
  known: { has(id: string): boolean },
  what: string,
): readonly ControlProblem[] =>
  [...new Set(ids)].filter((id) => !known.has(id)).map((id) => problem(field, `The ${field} name ${id}, ${what}.`));

function declarationProblem({ checkId, parameter: name, value }: Declaration, { checks }: Known): string | null {
  const parameters = checks.get(checkId);
  if (parameters === undefined) return `The declared values name the check ${checkId}, which does not exist.`;
  const parameter = parameters.find((it) => it.name === name);
  if (parameter === undefined) return `The declared values name ${name}, which is not a parameter of ${checkId}.`;
  const wanted = wantedInstead(parameter, value);
  return wanted === null
    ? null
    : `The declared value of ${name} of ${checkId} is ${canonicalJson(value)}, which is not ${wanted}.`;
}

function declareProblems({ declares }: Control, known: Known): readonly ControlProblem[] {
  const twice = declares.filter(
    (it, place) =>
      declares.findIndex((other) => other.checkId === it.checkId && other.parameter === it.parameter) < place,
  );
  return [
    ...declares.flatMap((it) => declarationProblem(it, known) ?? []),
    ...twice.map(({ checkId, parameter }) => `The declared values name ${parameter} of ${checkId} twice.`),
  ].map((words) => problem('declares', words));
}

function dateProblems({ effectiveFrom, effectiveTo }: Control): readonly ControlProblem[] {
  if (effectiveTo === null) return [];
  if (!isDay(effectiveTo))
    return [problem('effectiveTo', `It ends on ${effectiveTo}, which is not a calendar day such as 2026-12-31.`)];
  return effectiveFrom !== null && effectiveTo < effectiveFrom
    ? [problem('effectiveTo', `It ends on ${effectiveTo}, before its wording begins to hold on ${effectiveFrom}.`)]
    : [];
}

/** Every reason why a control may not be saved; empty when it may. */
export const problemsOf = (control: Control, known: Known): readonly ControlProblem[] => [
  ...emptyProblems(control),
  ...strangers('criteria', control.criteria, known.criteria, 'which is not a trust services criterion'),
  ...strangers('systems', control.systems, known.systems, 'which is not in the scope register'),
  ...strangers('checks', control.checks, known.checks, 'which does not exist'),
  ...declareProblems(control, known),
  ...dateProblems(control),
];

const idShape = /^[A-Za-z0-9-]{1,40}$/;

/** Every reason why a new control may not have this id. `removed` gives the day on which an id was taken out. */
export function idProblems(
  id: string,
  taken: { has(id: string): boolean },
  removed: ReadonlyMap<string, string>,
): readonly ControlProblem[] {
  const on = removed.get(id);
  return [
    ...(idShape.test(id) ? [] : [problem('id', `The id ${id} is not made of 1 to 40 letters, digits and dashes.`)]),
    ...(taken.has(id) ? [problem('id', `There is a control ${id} already.`)] : []),
    ...(on === undefined ? [] : [problem('id', `${id} was removed on ${on}; undo the removal or choose another id.`)]),
  ];
}
