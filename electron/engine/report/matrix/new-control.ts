import type { Json } from '@shared/domain/json.ts';
import type { EditableField } from './columns.ts';

type Values = ReadonlyMap<EditableField, Json>;

const longestTitle = 120;

/** The first sentence of a statement, for a file that has no titles. */
function titleFrom(statement: string): string {
  const [first = ''] = statement.split(/[.;]\s|[.;]$|\n/);
  return first.length <= longestTitle ? first : `${first.slice(0, longestTitle - 1)}…`;
}

/** `IAM` for IAM-14; `OWN` where the id has no such beginning. */
const domainFrom = (id: string): string => /^\p{L}{1,10}(?=-)/u.exec(id)?.[0].toUpperCase() ?? 'OWN';

/** The words a new control gets where its row states none. They show in the preview like any other. */
const usual: Values = new Map<EditableField, Json>([
  ['statement', ''],
  ['criteria', []],
  ['type', 'preventive'],
  ['nature', 'manual'],
  ['frequency', 'annual'],
  ['owner', ''],
  ['performer', ''],
  ['systems', []],
  ['isKey', true],
  ['risk', ''],
  ['population', ''],
  ['evidence', []],
  ['testOfDesign', ''],
  ['testOfOperation', []],
  ['policy', ''],
  ['status', 'in-place'],
  ['reason', null],
  ['checks', []],
  ['declares', []],
  ['effectiveTo', null],
]);

/** Every field of a new control: what its row states, and for the rest what is usual. */
export function newFields(id: string, stated: Values, hasTitles: boolean): Values {
  const fields = new Map([...usual, ...stated]);
  const derived = new Map<EditableField, Json>([
    ['domain', domainFrom(id)],
    ['title', hasTitles ? '' : titleFrom(String(fields.get('statement') ?? ''))],
    ['targetCadence', fields.get('frequency') ?? null],
  ]);
  for (const [field, value] of derived) {
    const own = stated.get(field);
    fields.set(field, own === undefined || own === '' ? value : own);
  }
  return fields;
}
