import { describe, expect, test } from 'vitest';
import { coveredFindings, coveringException } from '../../renderer/exceptions/exceptions.store.ts';
import { boardColumns, cardAfter, refusalOf, statusBeside } from '../../renderer/screens/exceptions/board-columns.ts';
import { linesOf, noFilter, shownRows, totals } from '../../renderer/screens/exceptions/exception-lines.ts';
import { aRow } from './exception-row.fixture.ts';

const severe = { level: 'critical', proposed: 'critical', parts: [] } as const;
const one = aRow({ id: 'EX-001', status: 'in-remediation' }, { severity: severe, isOverdue: true });
const two = aRow({ id: 'EX-002', controlId: 'NET-01', criteria: ['CC6.6'], title: 'Port 22 is open' });
const three = aRow(
  { id: 'EX-003', status: 'verified', kind: 'design' },
  { rubric: { score: 9, band: 'substantive', cap: null } },
);
const rows = [one, two, three];
const ids = (some: readonly (typeof one)[]) => some.map(({ exception }) => exception.id);

describe('the list', () => {
  test('is narrowed by state, severity, kind, criterion and words', () => {
    const shown = (change: Partial<typeof noFilter>) => ids(shownRows(rows, { ...noFilter, ...change }));
    expect(shown({})).toEqual(['EX-001', 'EX-002', 'EX-003']);
    expect(shown({ show: 'open' })).toEqual(['EX-001', 'EX-002']);
    expect(shown({ show: 'closed' })).toEqual(['EX-003']);
    expect(shown({ show: 'overdue' })).toEqual(['EX-001']);
    expect(shown({ severity: 'critical' })).toEqual(['EX-001']);
    expect(shown({ kind: 'design' })).toEqual(['EX-003']);
    expect(shown({ criterion: 'CC6.6' })).toEqual(['EX-002']);
    expect(shown({ search: ' net-01 ' })).toEqual(['EX-002']);
    expect(shown({ search: 'PORT 22', kind: 'design' })).toEqual([]);
  });

  test('says how many are open, overdue and without a response', () => {
    expect(totals(rows)).toBe('3 exceptions: 2 open, 1 overdue, 2 without a response');
    expect(totals([three])).toBe('1 exception: 0 open');
  });

  test('without groups has one line an exception', () => {
    expect(linesOf(rows, 'none', new Set())).toEqual(rows.map((row) => ({ kind: 'row', row })));
  });

  test('groups follow the order of their kind, and those that hold nothing are left out', () => {
    const heads = (by: 'state' | 'severity' | 'control') =>
      linesOf(rows, by, new Set()).flatMap((line) => (line.kind === 'group' ? [`${line.title} ${line.count}`] : []));
    expect(heads('state')).toEqual(['Open 1', 'In remediation 1', 'Verified 1']);
    expect(heads('severity')).toEqual(['Critical 1', 'High 2']);
    expect(heads('control')).toEqual(['IAM-04 2', 'NET-01 1']);
  });

  test('a folded group keeps its head and its count', () => {
    const lines = linesOf(rows, 'severity', new Set(['high']));
    expect(lines.map((line) => (line.kind === 'group' ? line.key : line.row.exception.id))).toEqual([
      ...['critical', 'EX-001'],
      'high',
    ]);
    expect(lines.at(-1)).toMatchObject({ count: 2, isOpen: false });
  });
});

describe('the board', () => {
  const columns = boardColumns([one, two, three, aRow({ id: 'EX-004' })]);

  test('always has the road, and a state off the road only where one stands there', () => {
    expect(columns.map(({ status }) => status)).toEqual([
      ...['open', 'response-drafted', 'response-approved', 'in-remediation', 'remediated', 'verified'],
    ]);
    expect(boardColumns([aRow({ status: 'disputed' })]).at(-1)?.status).toBe('disputed');
  });

  test('arrows lead to the next card of the column and to the nearest column with cards', () => {
    expect(cardAfter(columns, 'EX-002', 'ArrowDown')).toBe('EX-004');
    expect(cardAfter(columns, 'EX-004', 'ArrowDown')).toBeNull();
    expect(cardAfter(columns, 'EX-004', 'ArrowRight')).toBe('EX-001');
    expect(cardAfter(columns, 'EX-001', 'ArrowLeft')).toBe('EX-002');
    expect(cardAfter(columns, 'EX-002', 'ArrowLeft')).toBeNull();
    expect(cardAfter(columns, 'EX-003', 'ArrowRight')).toBeNull();
  });

  test('a card goes only where the state machine leads', () => {
    expect(refusalOf('open', 'response-drafted')).toBeNull();
    expect(refusalOf('open', 'verified')).toBe('An exception that stands at “Open” cannot go to “Verified”.');
    expect(statusBeside(columns, 'open', 1)).toBe('response-drafted');
    expect(statusBeside(columns, 'open', -1)).toBeNull();
    expect(statusBeside(columns, 'withdrawn', 1)).toBeNull();
  });
});

test('a finding is covered by the exception it was raised into, unless that was withdrawn', () => {
  const origins = [{ kind: 'finding', id: 'f1' }] as const;
  const covering = aRow({ id: 'EX-007', origins });
  expect(coveringException([one, covering], 'f1')?.exception.id).toBe('EX-007');
  expect(coveringException([one, covering], 'f2')).toBeNull();
  expect(coveringException([aRow({ origins, status: 'withdrawn' })], 'f1')).toBeNull();
  expect(coveringException(null, 'f1')).toBeNull();
});

test('each finding names the exception that the finding itself leads to', () => {
  const raised = (id: string, findings: readonly string[], status: 'open' | 'withdrawn' = 'open') =>
    aRow({ id, status, origins: findings.map((finding) => ({ kind: 'finding' as const, id: finding })) });
  const all = [raised('EX-001', ['f1'], 'withdrawn'), raised('EX-002', ['f1', 'f2']), raised('EX-003', ['f2'])];
  const covered = coveredFindings(all);
  expect([...covered].sort()).toEqual([
    ['f1', 'EX-002'],
    ['f2', 'EX-002'],
  ]);
  for (const [finding, exception] of covered) expect(coveringException(all, finding)?.exception.id).toBe(exception);
  expect(coveredFindings(null).size).toBe(0);
});
