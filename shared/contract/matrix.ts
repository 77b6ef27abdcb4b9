import { z } from 'zod';
import { type ControlEdit, controlNatures, controlStatuses, controlTypes, frequencies } from '../domain/control.ts';
import { conclusionWords } from '../domain/criterion.ts';
import { auditEntry, control, controlReading, criterionReading, day, declaration, handle, id, list } from './shapes.ts';

const nothing = z.strictObject({});
const line = (max: number) => z.string().trim().max(max);
const lines = (count: number, max: number) => z.array(line(max)).max(count).readonly();

/** What people may write into a control, with its limits. */
const controlFields = z.strictObject({
  domain: line(40).min(1),
  title: line(200).min(1),
  statement: line(4000),
  criteria: lines(61, 10),
  type: z.enum(controlTypes),
  nature: z.enum(controlNatures),
  frequency: z.enum(frequencies),
  targetCadence: z.enum(frequencies),
  owner: line(120),
  performer: line(120),
  systems: lines(100, 40),
  isKey: z.boolean(),
  risk: line(1000),
  population: line(2000),
  evidence: lines(50, 400),
  testOfDesign: line(4000),
  testOfOperation: lines(30, 1000),
  policy: line(400),
  status: z.enum(controlStatuses),
  reason: line(2000).nullable(),
  checks: lines(60, 120),
  declares: z.array(declaration).max(60).readonly(),
  effectiveTo: day.nullable(),
});
export const controlEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('change'), id, change: controlFields.partial() }),
  z.strictObject({ kind: z.literal('add'), id: line(40).min(1), fields: controlFields }),
  z.strictObject({ kind: z.literal('remove'), id }),
]) satisfies z.ZodType<ControlEdit>;

/** A field as it was and as it became, in words. */
const fieldChange = z.object({ field: z.string(), before: z.string(), after: z.string() });
/** A log entry about one object, with what it changed. */
export const historyEntry = z.object({ entry: auditEntry, fields: list(fieldChange) });

/** What the matrix leaves open, for the filter chips and the overview. */
const matrixGaps = z.object({
  criteriaWithoutControl: list(z.string()),
  criteriaWithOneControl: list(z.string()),
  controlsWithoutCriterion: list(z.string()),
  controlsWithoutEvidence: list(z.string()),
});
/** What one step did: only the rows that changed come back. */
const matrixStep = z.object({
  changed: list(controlReading),
  removed: list(z.string()),
  gaps: matrixGaps,
  /** What the next undo and redo would take back or bring again, in words; null when there is nothing. */
  undo: z.string().nullable(),
  redo: z.string().nullable(),
});

const heads = z.record(z.string().max(200), z.string().max(40));
/** Which column head of a file means which field; fields are those of `Control`, and `id`. */
const matrixMapping = heads;
const matrixFile = z.object({
  /** True for a workbook that Fieldwork wrote. */
  isOwn: z.boolean(),
  sheet: z.string(),
  encoding: z.string().nullable(),
  heads: list(z.string()),
  rows: z.number(),
  /** The first rows as text, to choose columns by. */
  sample: list(list(z.string())),
  /** Remembered, or guessed by the heads; heads left out are not read. */
  mapping: matrixMapping,
  isRemembered: z.boolean(),
  /** What to know before trusting the file: its encoding, merged cells, another engagement's workbook. */
  notes: list(z.string()),
});
const rowError = z.object({
  row: z.number(),
  column: z.string().nullable(),
  message: z.string(),
  remedy: z.string().nullable(),
});
const matrixChange = z.object({
  kind: z.enum(['add', 'change']),
  row: z.number(),
  id: z.string(),
  title: z.string(),
  fields: list(fieldChange),
});
const matrixPreview = z.object({
  changes: list(matrixChange),
  errors: list(rowError),
  /** Rows that say what the matrix says already. */
  same: z.number(),
  /** Controls that the file does not name; they stay as they are. */
  notInFile: list(z.string()),
  /** What was read and what it was compared with; the import applies exactly this or refuses. */
  token: z.string(),
});

const conclusion = z.object({
  criterion: z.string(),
  word: z.enum(conclusionWords),
  reason: z.string(),
  by: z.string(),
  concludedOn: z.string(),
});
/** A criterion with the pieces behind its word. */
const criterionView = z.object({
  reading: criterionReading,
  controls: list(z.object({ control, reading: controlReading.shape.reading, words: z.string() })),
  conclusion: conclusion.nullable(),
  related: list(z.string()),
});

export const matrixRoutes = {
  'matrix.state': { input: nothing, output: matrixStep.omit({ changed: true, removed: true }) },
  /** One step of work. `from`: the day a new wording holds from; absent means today, null corrects the wording in force. */
  'matrix.edit': {
    input: z.strictObject({ edits: z.array(controlEdit).min(1).max(2000).readonly(), from: day.nullable().optional() }),
    output: matrixStep,
  },
  'matrix.undo': { input: nothing, output: matrixStep },
  'matrix.redo': { input: nothing, output: matrixStep },
  'matrix.export': {
    input: z.strictObject({ handle }),
    output: z.object({ file: z.string(), rows: z.number(), sha256: z.string() }),
  },
  'matrix.read': { input: z.strictObject({ handle }), output: matrixFile },
  'matrix.preview': {
    input: z.strictObject({ handle, mapping: matrixMapping, from: day.nullable().optional() }),
    output: matrixPreview,
  },
  'matrix.import': {
    input: z.strictObject({
      handle,
      mapping: matrixMapping,
      token: z.string().max(200),
      from: day.nullable().optional(),
    }),
    output: matrixStep,
  },
  'criterion.list': { input: nothing, output: list(criterionView) },
  /** A person's word on a criterion; a null word takes it back. */
  'criterion.conclude': {
    input: z.strictObject({
      criterion: id,
      word: z.enum(conclusionWords).nullable(),
      by: line(120),
      reason: line(4000),
    }),
    output: list(criterionView),
  },
} as const;
