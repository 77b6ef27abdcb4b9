import { basename, resolve } from 'node:path';
import type { Output } from '@shared/contract/contract.ts';
import type { ScopeDifference, System } from '@shared/domain/system.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { editScope, scopeView } from '../../engine/services/scope.ts';
import { planRegister } from '../../engine/services/scope-write.ts';
import type { Workspace } from '../../engine/store/open.ts';
import { UsageError, type Values } from '../arguments.ts';
import { commandDeps, print, withWorkspace } from '../deps.ts';
import { readScopeFile } from '../scope-file.ts';

type View = Output<'scope.get'>;

const indent = ' '.repeat(8);

const systemLines = ({ id, kind, name, identifier, stance, reason, locations, method }: System): string =>
  [
    `${id.padEnd(7)} ${stance === 'in' ? 'in ' : 'out'}  ${name} (${[kind, method, identifier].filter(Boolean).join(', ')})`,
    ...(reason === '' ? [] : [`${indent}${reason}`]),
    ...locations.map((place) => `${indent}${place.region}: ${[place.stance, place.reason].filter(Boolean).join('. ')}`),
  ].join('\n');

function registerWords({ memo, systems }: View): string {
  if (memo === null) return 'Nothing is declared yet.';
  const head = `Scope memo version ${memo.version}, ${dayWords(memo.at)}, by ${memo.by}: ${counted(systems.length, 'system')}.`;
  return [...systems.map(systemLines), head].join('\n');
}

function differenceLines({ kind, account, region, declared, seen, consequence, decision }: ScopeDifference): string {
  const said = decision === null ? 'Undecided.' : `${decision.kind} by ${decision.by}: ${decision.reason}`;
  return [
    `${kind.padEnd(22)} ${account}${region === null ? '' : ` ${region}`}`,
    `${indent}Declared: ${declared.words}`,
    `${indent}Seen: ${seen.words}`,
    `${indent}${consequence}`,
    `${indent}${said}`,
  ].join('\n');
}

function differencesWords({ differences }: View): string {
  const open = differences.filter(({ decision }) => decision === null).length;
  return [...differences.map(differenceLines), `${counted(differences.length, 'difference')}, ${open} undecided.`].join(
    '\n',
  );
}

function importInto(workspace: Workspace, words: readonly string[], values: Values): number {
  const [file, ...more] = words;
  if (file === undefined || more.length > 0) throw new UsageError('Name one file.');
  const deps = commandDeps();
  const edits = readScopeFile(resolve(file));
  const isTried = values['dry-run'] === true;
  const reason = values.reason ?? `Imported from ${basename(file)}.`;
  const systems = isTried ? planRegister(workspace, edits) : editScope(workspace, deps, { edits, reason }).systems;
  print(
    values.json,
    systems,
    `${counted(systems.length, 'system')} in the register.${isTried ? ' Nothing was imported.' : ''}`,
  );
  return 0;
}

/** `fieldwork scope list|check|import`: the register, how it differs from what the clouds showed, and a register from a file. */
export function scope([action, ...rest]: readonly string[], values: Values): Promise<number> {
  if (action !== 'list' && action !== 'check' && action !== 'import')
    throw new UsageError('Say what to do with the scope: list, check or import.');
  return withWorkspace(rest, (workspace, words) => {
    if (action === 'import') return importInto(workspace, words, values);
    const view = scopeView(workspace, commandDeps());
    if (action === 'list') print(values.json, view.systems, registerWords(view));
    else print(values.json, view.differences, differencesWords(view));
    return 0;
  });
}
