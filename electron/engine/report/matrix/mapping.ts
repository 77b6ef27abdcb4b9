import { listed } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { isMatrixField, type MatrixField, matrixColumns } from './columns.ts';
import { folded } from './words.ts';

/** Which column head of a file means which field. */
export type Mapping = ReadonlyMap<string, MatrixField>;

/** Heads that other people write over a column, folded; each means one field only. */
const synonyms: Partial<Readonly<Record<MatrixField, readonly string[]>>> = {
  id: [
    'control id',
    'control no',
    'control number',
    'control ref',
    'control reference',
    'ctrl id',
    'id',
    'ref',
    'control',
  ],
  domain: ['domain', 'control domain', 'control family', 'family', 'process', 'area', 'control area', 'process area'],
  title: ['title', 'control title', 'control name', 'name', 'short description', 'control summary'],
  statement: [
    ...['statement', 'control statement', 'control description', 'description', 'control activity', 'control'],
    ...['control language', 'control wording', 'description of control', 'control specification'],
  ],
  criteria: [
    ...[
      'criteria',
      'criterion',
      'tsc',
      'tsc id',
      'tsc ref',
      'tsc criteria',
      'tsc reference',
      'trust services criteria',
    ],
    ...['trust service criteria', 'soc 2 criteria', 'soc2 criteria', 'criteria reference', 'common criteria'],
  ],
  type: ['type', 'control type', 'preventive detective', 'preventive or detective'],
  nature: [
    ...['nature', 'control nature', 'nature of control', 'manual automated', 'manual or automated', 'automation'],
    ...['automated manual', 'execution'],
  ],
  frequency: ['frequency', 'declared frequency', 'control frequency', 'frequency of control', 'performed'],
  targetCadence: ['target cadence', 'target frequency'],
  owner: ['owner', 'control owner', 'owner role', 'responsible', 'responsible person', 'accountable', 'process owner'],
  performer: ['performer', 'control performer', 'performed by', 'operator', 'control operator'],
  systems: ['systems', 'system', 'systems in scope', 'application', 'applications', 'it system'],
  isKey: ['key or supporting', 'key', 'key control', 'key non key', 'is key'],
  risk: ['risk', 'risk description', 'risk addressed', 'risks', 'risk statement'],
  population: ['population', 'population source', 'source of population'],
  evidence: [
    ...['evidence', 'evidence expected', 'expected evidence', 'evidence required', 'required evidence'],
    ...['supporting evidence', 'control evidence'],
  ],
  testOfDesign: ['test of design', 'tod', 'design test', 'test of design procedure'],
  testOfOperation: [
    ...[
      'test of operation',
      'test of operating effectiveness',
      'toe',
      'test procedure',
      'test procedures',
      'test steps',
    ],
    ...['tests of operating effectiveness', 'testing procedure'],
  ],
  policy: ['policy', 'policy reference', 'policy ref', 'related policy', 'policies'],
  status: ['status', 'control status', 'implementation status', 'state'],
  reason: ['reason', 'reason not applicable', 'justification', 'not applicable reason', 'reason for exclusion'],
  effectiveTo: ['effective to', 'valid to', 'end date', 'retired on'],
  declares: ['declared values'],
};

const ownFields = new Map<string, MatrixField>(matrixColumns.map(({ head, field }) => [head, field]));
/** Heads of other files come with fewer of ours; then "Version" or "Checks" is the client's own column. */
const ownEnough = 20;

/** True when the heads are those of a workbook that Fieldwork wrote, perhaps with some columns taken out. */
export const areOwnHeads = (heads: readonly string[]): boolean =>
  heads.filter((head) => ownFields.has(head)).length >= ownEnough;

/** True for a head whose meaning can be told without being asked. */
export function isKnownHead(head: string): boolean {
  const text = folded(head);
  return ownFields.has(head) || Object.values(synonyms).some((words) => words.includes(text));
}

/** The heads that may mean a field, the surest first. */
function headsFor(field: MatrixField, heads: readonly string[]): readonly string[] {
  return (synonyms[field] ?? []).flatMap((word) => heads.filter((head) => folded(head) === word));
}

function guessed(heads: readonly string[]): Mapping {
  const mapping = new Map<string, MatrixField>();
  for (const { field } of matrixColumns) {
    const head = headsFor(field, heads).find((it) => !mapping.has(it));
    if (head !== undefined) mapping.set(head, field);
  }
  return mapping;
}

/** The meaning of each head as far as it can be told; a field is given to one head only. */
export function guessMapping(heads: readonly string[]): Mapping {
  if (!areOwnHeads(heads)) return guessed(heads);
  return new Map(
    heads.flatMap((head) => {
      const field = ownFields.get(head);
      return field === undefined ? [] : [[head, field] as const];
    }),
  );
}

const refuse = (message: string): AppError =>
  new AppError('bad-input', message, 'Choose the meaning of the columns again.');

/** A mapping as a person stated it, once it fits the file: heads that are there, fields that exist, each field once. */
export function statedMapping(stated: Readonly<Record<string, string>>, heads: readonly string[]): Mapping {
  const mapping = new Map<string, MatrixField>();
  for (const [head, field] of Object.entries(stated)) {
    if (!heads.includes(head)) throw refuse(`The file has no column "${head}".`);
    if (!isMatrixField(field)) throw refuse(`"${field}" is not a field of a control.`);
    const other = [...mapping].find(([, it]) => it === field)?.[0];
    if (other !== undefined) throw refuse(`The columns ${listed([other, head])} cannot both be read as ${field}.`);
    mapping.set(head, field);
  }
  return mapping;
}
