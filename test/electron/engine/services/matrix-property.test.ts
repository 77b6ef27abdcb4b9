import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Control } from '@shared/domain/control.ts';
import { addDays } from '@shared/domain/period.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createEngagement } from '../../../../electron/engine/services/engagement.ts';
import { editMatrix, redoMatrix, undoMatrix } from '../../../../electron/engine/services/matrix.ts';
import { brokenLink, digest } from '../../../../electron/engine/store/chain.ts';
import { openWorkspace, type Workspace } from '../../../../electron/engine/store/open.ts';
import { deps, wholeYear } from '../workspace.ts';
import { type Command, commands, expectedAfter, libraryIds, type Model, textOf } from './matrix-model.fixture.ts';

let folder: string;
let beginning: readonly Control[];

/** A small matrix, copied for every run: what is proven does not grow with the number of controls. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldwork-matrix-'));
  const made = createEngagement(
    join(folder, 'template'),
    { client: 'Tidewater', scope: wholeYear, categories: [] },
    deps(),
  );
  const kept = new Set<string>(libraryIds);
  for (const { id } of made.controls.all()) if (!kept.has(id)) made.controls.drop(id);
  beginning = made.controls.all();
  made.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function copied(): Workspace {
  const own = mkdtempSync(join(folder, 'run-'));
  cpSync(join(folder, 'template'), own, { recursive: true });
  return openWorkspace(own);
}

/** What a person would say the matrix is: every state there was, and at which of them the session stands. */
interface Session {
  readonly states: Model[];
  at: number;
  day: string;
}

const attempt = (work: () => unknown): boolean => {
  try {
    work();
    return true;
  } catch {
    return false;
  }
};

function obey(workspace: Workspace, session: Session, command: Command): void {
  const now = deps(`${session.day}T12:00:00.000Z`);
  const model = session.states[session.at] ?? { controls: [], removed: new Set<string>() };
  if (command.kind === 'sleep') session.day = addDays(session.day, 1);
  else if (command.kind === 'edit') {
    const { edits, from } = command;
    const after = expectedAfter(model, edits, from === undefined ? session.day : from);
    expect(attempt(() => editMatrix(workspace, now, { edits, from }))).toBe(after !== null);
    if (after === null || textOf(after.controls) === textOf(model.controls)) return;
    session.states.splice(session.at + 1, session.states.length, after);
    session.at += 1;
  } else {
    const step = command.kind === 'undo' ? -1 : 1;
    const isPossible = session.states[session.at + step] !== undefined;
    const work = () => (command.kind === 'undo' ? undoMatrix : redoMatrix)(workspace, now);
    expect(attempt(work)).toBe(isPossible);
    if (isPossible) session.at += step;
  }
}

/** Plays the log from the beginning: each entry must start where the one before it on the same control ended. */
function replayed(workspace: Workspace): ReadonlyMap<string, unknown> {
  const controls = new Map<string, unknown>(
    beginning.map((control) => [control.id, JSON.parse(JSON.stringify(control))]),
  );
  for (const { action, objectId, before, after, beforeDigest, afterDigest } of workspace.log.changes()) {
    if (!action.startsWith('control.')) continue;
    expect(before).toEqual(controls.get(objectId) ?? null);
    expect(beforeDigest).toBe(before === null ? null : digest(before));
    expect(afterDigest).toBe(after === null ? null : digest(after));
    if (after === null) controls.delete(objectId);
    else controls.set(objectId, after);
  }
  return controls;
}

const byId = (controls: readonly Control[]) =>
  Object.fromEntries(controls.map((control) => [control.id, JSON.parse(JSON.stringify(control))]));

test('10,000 random edits, undos and redos keep matrix, history and audit log consistent', () => {
  const [first] = beginning;
  if (first === undefined) throw new Error('The template has controls.');
  const { id, version, effectiveFrom, earlier, ...fields } = first;
  fc.assert(
    fc.property(commands(fields), (session) => {
      const workspace = copied();
      try {
        const state: Session = { states: [{ controls: beginning, removed: new Set() }], at: 0, day: '2026-06-01' };
        for (const command of session) {
          obey(workspace, state, command);
          const model = state.states[state.at];
          expect(workspace.controls.all()).toEqual(model?.controls);
          expect(new Set(workspace.controls.removed().keys())).toEqual(model?.removed);
        }
        expect(brokenLink(workspace.log.each())).toBeNull();
        expect(workspace.log.unproven()).toEqual([]);
        expect(Object.fromEntries(replayed(workspace))).toEqual(byId(workspace.controls.all()));
      } finally {
        workspace.close();
      }
    }),
    { numRuns: 100 },
  );
}, 120_000);
