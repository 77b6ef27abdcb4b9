import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';

/** What an identity may do in a subscription, as the cloud says it: one entry for each role it holds there. */
export interface Rights {
  readonly roles: readonly { readonly actions: readonly string[]; readonly notActions: readonly string[] }[];
}

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((it) => typeof it === 'string') : [];

const roleOf = (row: JsonObject) => ({ actions: texts(row.actions), notActions: texts(row.notActions) });

/** Reads the answer about an identity's permissions. */
export const rightsOf = (rows: readonly Json[]): Rights => ({ roles: rows.filter(isObject).map(roleOf) });

/** Whether a pattern of a role names an action: `*` stands for any text, case does not matter. */
function names(pattern: string, action: string): boolean {
  const parts = pattern.toLowerCase().split('*');
  const text = action.toLowerCase();
  const [first = ''] = parts;
  if (parts.length === 1) return text === first;
  const last = parts.at(-1) ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return at <= text.length - last.length;
}

/** True when one of the roles allows the action and does not take it back. */
export const may = ({ roles }: Rights, action: string): boolean =>
  roles.some(
    ({ actions, notActions }) =>
      actions.some((pattern) => names(pattern, action)) && !notActions.some((pattern) => names(pattern, action)),
  );

/** Patterns of the roles that allow more than reading. */
export const beyondReading = ({ roles }: Rights): readonly string[] => [
  ...new Set(roles.flatMap(({ actions }) => actions).filter((pattern) => !/\/read$/i.test(pattern))),
];
