import type { Check } from '@shared/domain/check.ts';
import { segmentsOf } from '@shared/domain/line.ts';
import type { KeptStatus, VerdictStatus } from '@shared/domain/verdict.ts';
import type { Lifeline } from '../evaluate/lifeline.ts';
import { createLineSum, type LineSum } from '../evaluate/line.ts';
import { type Settled, settledBy } from '../evaluate/settled.ts';
import type { SettledGroup } from '../store/repos/finding.repo.ts';
import { type Judging, noteUnknown } from './judging.ts';

/** What was settled of a type in an account without looking at its resources one by one. */
interface SettledType {
  readonly count: number;
  /** The lists of verdicts whose settled resources need no further check. */
  readonly done: readonly number[];
  /** The checks still to ask about a resource. */
  checksFor(lifeline: Lifeline): readonly Check[];
}

interface SettledList extends Settled {
  readonly statuses: readonly KeptStatus[];
}

/** The lists kept of a type that settle something, under today's rules. */
function listsOf({ workspace, lifelines, around }: Judging, account: string, type: string, checks: readonly Check[]) {
  const lists = new Map<number, SettledList>();
  for (const number of workspace.resources.keptLists(account, type)) {
    const list = lifelines.currentList(number);
    if (list === null) continue;
    const settled = settledBy(checks, list.statuses, around);
    if (settled.findings.length > 0) lists.set(number, { ...settled, statuses: list.statuses });
  }
  return lists;
}

/** The regions in which nobody stopped recording, with the instant up to which their states are known to have held. */
function regionsOf({ rows, frame, lifelines }: Judging, account: string, type: string): Record<string, string> {
  const own = rows.filter((row) => row.account === account && row.type === type);
  const recorded = own.filter(
    ({ provider, region }) => frame.stoppedAt({ provider, account, region, type, id: '', name: '' }) === null,
  );
  return Object.fromEntries(recorded.map(({ region }) => [region, lifelines.knownUntil(account, region) ?? '']));
}

/** The lines of a list's settled findings, by verdict. */
function linesOf(groups: readonly SettledGroup[], verdicts: readonly VerdictStatus[], { frame }: Judging) {
  const sums = new Map<VerdictStatus, LineSum>(verdicts.map((status) => [status, createLineSum()]));
  for (const { capturedAt: from, createdAt, until, count } of groups)
    for (const [status, sum] of sums) sum.add(segmentsOf([{ from, until, status }], frame.window, createdAt), count);
  return sums;
}

function note(judging: Judging, account: string, groups: readonly SettledGroup[], { findings }: Settled): void {
  const lines = linesOf(groups, [...new Set(findings.map(({ verdict }) => verdict))], judging);
  for (const { check, verdict } of findings) {
    const line = lines.get(verdict);
    if (line !== undefined) judging.sums.get(check.id)?.addSum(line);
  }
  const unknown = findings.filter(({ verdict }) => verdict === 'unknown').length;
  for (const { region, count } of groups) noteUnknown(judging, account, region, unknown * count);
}

/**
 * Settles the resources of a type that were seen once: the verdicts kept of them then are their findings, and most of them
 * need no other check, so they are not read one by one.
 */
export function settleType(judging: Judging, account: string, type: string, checks: readonly Check[]): SettledType {
  const { writer, frame } = judging;
  const lists = listsOf(judging, account, type, checks);
  for (const [number, { findings }] of lists) writer.list(number, findings);
  const regions = regionsOf(judging, account, type);
  const groups = writer.settle({ account, type, asOf: frame.asOf, lists: [...lists.keys()], regions });
  for (const [number, settled] of lists) {
    const own = groups.filter(({ list }) => list === number);
    note(judging, account, own, settled);
  }
  const others = new Map([...lists.values()].map((list) => [list.statuses, list.others]));
  const done = [...lists].filter(([, list]) => list.others.length === 0).map(([number]) => number);
  const isDone = (list: number): boolean => done.includes(list);
  return {
    count: groups.reduce((sum, { list, count }) => sum + (isDone(list) ? count : 0), 0),
    done,
    checksFor([only, second]) {
      if (only === undefined || second !== undefined || only.key === null || !writer.isSettled(only.key)) return checks;
      return others.get(only.statuses) ?? checks;
    },
  };
}
