import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { system } from '@shared/contract/scope.ts';
import { counted } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { z } from 'zod';
import type { SystemEdit } from '../engine/evaluate/scope-register.ts';

const { shape } = system;
/** A system; what is left out says nothing, and a data class that nobody names is confidential. */
const line = z.strictObject({
  ...shape,
  id: z.string().nullable().default(null),
  identifier: shape.identifier.default(''),
  owner: shape.owner.default(''),
  dataClass: shape.dataClass.default('confidential'),
  handlesCustomerData: shape.handlesCustomerData.default(false),
  stance: shape.stance.default('in'),
  reason: shape.reason.default(''),
  locations: shape.locations.default([]),
  method: shape.method.default(null),
  expected: shape.expected.default([]),
  userControls: shape.userControls.default([]),
});
const register = z.array(line).min(1).max(500);

/** A register of 500 systems with long texts stays far below it. */
const mostBytes = 8_000_000;

const refused = (message: string, remedy: string): AppError => new AppError('bad-input', message, remedy);

function parsed(path: string): unknown {
  const name = basename(path);
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined || !stat.isFile())
    throw new AppError(
      'unreadable-file',
      `There is no file ${path}.`,
      'Name a file that "scope list --json" could have printed.',
    );
  if (stat.size > mostBytes)
    throw refused(`${name} has ${counted(stat.size, 'byte')}, which no scope register needs.`, 'Name another file.');
  try {
    return JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    throw refused(
      `${name} is not JSON: ${error instanceof Error ? error.message : String(error)}.`,
      'Save it as JSON in UTF-8.',
    );
  }
}

const place = ([at, ...path]: readonly PropertyKey[]): string =>
  at === undefined ? 'the file' : [`entry ${Number(at) + 1}`, ...path.map(String)].join(', ');

/** The edits that a file of systems means: a line with an id replaces that system, one without adds another. */
export function readScopeFile(path: string): readonly SystemEdit[] {
  const found = register.safeParse(parsed(path));
  if (found.success) return found.data.map(({ id, ...rest }) => ({ kind: 'put', id, system: rest }));
  const problems = found.error.issues.slice(0, 12).map((issue) => `${place(issue.path)}: ${issue.message}.`);
  throw refused(`${basename(path)}: ${problems.join(' ')}`, 'Nothing was changed.');
}
