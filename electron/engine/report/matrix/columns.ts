import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { Control, ControlFields, Declaration } from '@shared/domain/control.ts';

/** What other frameworks say near the criteria of a control: "related", never "equivalent". */
export interface Related {
  readonly iso27001: readonly string[];
  readonly nistCsf: readonly string[];
  readonly dora: readonly string[];
}

export type EditableField = keyof ControlFields;
/** Every column of the matrix: fields of the control, its id, and the crosswalk. */
export type MatrixField = EditableField | 'id' | 'version' | 'effectiveFrom' | keyof Related;

/** One column of the sheet "Control matrix". */
export interface MatrixColumn {
  readonly field: MatrixField;
  readonly head: string;
  /** In Excel's units. */
  readonly width: number;
  readonly kind: 'id' | 'text' | 'strong' | 'mono' | 'number' | 'day';
  readonly isReadOnly: boolean;
  /** What it holds and how it is written, for the sheet "Read me". */
  readonly meaning: string;
}

const edited = (
  field: EditableField,
  head: string,
  width: number,
  meaning: string,
  kind: MatrixColumn['kind'] = 'text',
): MatrixColumn => ({ field, head, width, kind, meaning, isReadOnly: false });

const readOnly = (
  field: MatrixField,
  head: string,
  width: number,
  meaning: string,
  kind: MatrixColumn['kind'] = 'mono',
): MatrixColumn => ({ field, head, width, kind, meaning, isReadOnly: true });

/** The columns in their order; the first is the id, which names the control and is never changed. */
export const matrixColumns: readonly MatrixColumn[] = [
  readOnly('id', 'Control', 9, 'The id of the control. A row with a new id adds a control.', 'id'),
  edited('domain', 'Domain', 7, 'The group of the control, such as IAM.', 'mono'),
  edited('title', 'Title', 22, 'The control in a few words.', 'strong'),
  edited('statement', 'Statement', 42, 'Who does what, when, with what result. A change makes a new version.'),
  edited('criteria', 'Criteria', 9, 'Ids of the trust services criteria, most direct first, one a line.', 'mono'),
  edited('type', 'Type', 12, 'One word of the list.'),
  edited('nature', 'Nature', 11, 'One word of the list. A change makes a new version.'),
  edited(
    'frequency',
    'Declared frequency',
    12,
    'One word of the list: what the auditor tests. A change makes a new version.',
  ),
  edited('targetCadence', 'Target cadence', 12, 'One word of the list: what good practice aims for.'),
  edited('owner', 'Owner', 16, 'The role that answers for the control.'),
  edited('performer', 'Performer', 14, 'Who carries it out, when that is not the owner.'),
  edited('systems', 'Systems', 9, 'Ids of the scope register, one a line.', 'mono'),
  edited('isKey', 'Key or supporting', 12, 'One word of the list.'),
  edited('risk', 'Risk', 22, 'What goes wrong without the control.'),
  edited('population', 'Population source', 22, 'Where every occurrence is found. A change makes a new version.'),
  edited('evidence', 'Evidence expected', 28, 'One piece of evidence a line.'),
  edited('testOfDesign', 'Test of design', 22, 'How the design is examined.'),
  edited('testOfOperation', 'Test of operation', 30, 'One attribute a line.'),
  edited('policy', 'Policy reference', 14, 'The policy or procedure that asks for the control.'),
  edited('status', 'Status', 14, 'One word of the list.'),
  edited('reason', 'Reason', 26, 'Why the control does not apply; required for not-applicable, empty otherwise.'),
  readOnly('effectiveFrom', 'Effective from', 12, 'First day of the wording in force; empty: from the start.', 'day'),
  edited('effectiveTo', 'Effective to', 12, 'Last day of the control, such as 2026-12-31; empty: it goes on.', 'day'),
  edited(
    'declares',
    'Declared values',
    46,
    'One a line: check, parameter, =, value. The findings compare it with what was seen. A change makes a new version.',
    'mono',
  ),
  readOnly('version', 'Version', 8, 'The number of the wording in force.', 'number'),
  readOnly('checks', 'Checks', 42, 'The rules that read what the control promises.'),
  readOnly('iso27001', 'Related: ISO/IEC 27001:2022', 42, 'Derived from the criteria. Related, not equivalent.'),
  readOnly('nistCsf', 'Related: NIST CSF 2.0', 56, 'Derived from the criteria. Related, not equivalent.'),
  readOnly('dora', 'Related: DORA', 40, 'Derived from the criteria. Related, not equivalent.'),
];

const byField = new Map<string, MatrixColumn>(matrixColumns.map((column) => [column.field, column]));

/** The column of a field. */
export function columnOf(field: MatrixField): MatrixColumn {
  const found = byField.get(field);
  if (found === undefined) throw new Error(`The matrix has no column ${field}.`);
  return found;
}

/** True for the name of a column's field. */
export const isMatrixField = (name: string): name is MatrixField => byField.has(name);

/** True for a field that people write. */
export const isEditable = (field: MatrixField): field is EditableField => !columnOf(field).isReadOnly;

/** `aws.data-store-backup-on backupRetentionDays = 35` */
const declarationLine = ({ checkId, parameter, value }: Declaration): string =>
  `${checkId} ${parameter} = ${typeof value === 'string' ? value : canonicalJson(value)}`;

const keyWord = (isKey: boolean): string => (isKey ? 'key' : 'supporting');

/** A field of a control as its cell says it. */
export function fieldText(field: MatrixField, control: Control, related?: Related): string {
  switch (field) {
    case 'isKey':
      return keyWord(control.isKey);
    case 'declares':
      return control.declares.map(declarationLine).join('\n');
    case 'version':
      return String(control.version);
    case 'criteria':
    case 'systems':
    case 'evidence':
    case 'testOfOperation':
    case 'checks':
      return control[field].join('\n');
    case 'iso27001':
    case 'nistCsf':
    case 'dora':
      return (related?.[field] ?? []).join(', ');
    default:
      return control[field] ?? '';
  }
}
