import type { ControlFields } from '@shared/domain/control.ts';

/** Fields that are typed into the matrix itself; declared values have a place of their own in the panel. */
export type EditableField = Exclude<keyof ControlFields, 'checks' | 'declares'>;
/** Columns that follow from something else and cannot be typed. */
type DerivedField =
  | 'number'
  | 'id'
  | 'standing'
  | 'period'
  | 'declares'
  | 'checks'
  | 'version'
  | 'effectiveFrom'
  | 'iso27001'
  | 'nistCsf'
  | 'dora';
export type MatrixField = EditableField | DerivedField;

/** How a field is written: one line, several lines, one piece a line, one word of a list, several ids, a calendar day. */
type FieldKind = 'text' | 'long' | 'lines' | 'choice' | 'many' | 'day' | 'derived';

/** One column of the matrix. Widths in px, lengths in characters. */
export interface FieldColumn {
  readonly id: MatrixField;
  /** The head of the column. */
  readonly title: string;
  /** What the cell bar calls it, when the head is too short. */
  readonly name?: string | undefined;
  readonly width: number;
  readonly kind: FieldKind;
  readonly isFixed?: true | undefined;
  readonly isHiddenAtFirst?: true | undefined;
  /** Longest text; for `lines` of one piece. */
  readonly longest?: number | undefined;
  readonly mayBeEmpty?: boolean | undefined;
}

const edited = (
  id: EditableField,
  title: string,
  kind: Exclude<FieldKind, 'derived'>,
  width: number,
  more: Partial<FieldColumn> = {},
): FieldColumn => ({ id, title, width, kind, mayBeEmpty: true, ...more });
const derived = (id: DerivedField, title: string, width: number, more: Partial<FieldColumn> = {}): FieldColumn => ({
  id,
  title,
  width,
  kind: 'derived',
  ...more,
});
const fixed = { isFixed: true } as const;
const later = { isHiddenAtFirst: true } as const;

/** The columns of the matrix in their order; number, control and title stay while the others scroll. */
export const matrixFields: readonly FieldColumn[] = [
  derived('number', 'Number', 34, fixed),
  derived('id', 'Control', 64, fixed),
  edited('title', 'Title', 'text', 236, { ...fixed, longest: 200, mayBeEmpty: false }),
  edited('criteria', 'Criteria', 'many', 120),
  edited('owner', 'Owner', 'text', 112, { longest: 120 }),
  edited('frequency', 'Frequency', 'choice', 98, { name: 'Declared frequency' }),
  derived('standing', 'Standing', 114),
  derived('period', 'Audit period', 162),
  edited('status', 'Status', 'choice', 112),
  edited('statement', 'Statement', 'long', 420, { longest: 4000, mayBeEmpty: false }),
  edited('nature', 'Nature', 'choice', 92),
  edited('type', 'Type', 'choice', 92),
  edited('isKey', 'Key', 'choice', 88, { name: 'Key or supporting' }),
  edited('performer', 'Performer', 'text', 116, { ...later, longest: 120 }),
  edited('systems', 'Systems', 'many', 160, later),
  edited('population', 'Population source', 'long', 240, { ...later, longest: 2000 }),
  edited('evidence', 'Evidence expected', 'lines', 260, { ...later, longest: 400 }),
  edited('testOfDesign', 'Test of design', 'long', 260, { ...later, longest: 4000 }),
  edited('testOfOperation', 'Test of operation', 'lines', 260, { ...later, longest: 1000 }),
  edited('risk', 'Risk', 'long', 220, { ...later, longest: 1000 }),
  edited('policy', 'Policy reference', 'text', 140, { ...later, longest: 400 }),
  edited('targetCadence', 'Target cadence', 'choice', 110, later),
  derived('declares', 'Declared values', 240, later),
  derived('checks', 'Checks', 84, later),
  derived('version', 'Version', 70, later),
  derived('effectiveFrom', 'Effective from', 104, later),
  edited('effectiveTo', 'Effective to', 'day', 104, later),
  edited('reason', 'Reason', 'long', 220, { ...later, name: 'Why it does not apply', longest: 2000 }),
  edited('domain', 'Domain', 'choice', 150, later),
  derived('iso27001', 'Related: ISO 27001', 170, later),
  derived('nistCsf', 'Related: NIST CSF', 170, later),
  derived('dora', 'Related: DORA', 150, later),
];

const byId = new Map<string, FieldColumn>(matrixFields.map((field) => [field.id, field]));

/** The column of a field; undefined for a name that is none. */
export const fieldColumn = (id: string): FieldColumn | undefined => byId.get(id);

/** What the cell bar and dialogs call a field. */
export const fieldName = (id: string): string => byId.get(id)?.name ?? byId.get(id)?.title ?? id;

const derivedFields: readonly MatrixField[] = matrixFields.filter(({ kind }) => kind === 'derived').map(({ id }) => id);
const isDerived = (id: MatrixField): id is DerivedField => derivedFields.includes(id);

/** A field that can be typed into; null for derived columns. */
export function editableField(id: string): EditableField | null {
  const field = byId.get(id);
  return field === undefined || isDerived(field.id) ? null : field.id;
}

/** The column in which the head of a domain stands. */
export const domainField: MatrixField = 'id';
