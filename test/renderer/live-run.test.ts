import type { TaskState } from '@shared/domain/collection.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  elapsedWords,
  goOnWords,
  leftWords,
  principalName,
  taskPlace,
  taskProgress,
  tasksLine,
  whoWords,
} from '../../renderer/live/live-words.ts';
import { missingActions, missingPolicy } from '../../renderer/live/missing-policy.ts';
import {
  accountLook,
  cellWords,
  notReadGroups,
  runAccounts,
  runRegions,
  stateCounts,
  wholeCell,
  worstOf,
} from '../../renderer/screens/collections/run-grid.ts';
import { liveTask } from './live-task.fixture.ts';

const here = '111122223333 eu-west-1';
const noName = () => '';
const denied = {
  reason: 'The role may not call it.',
  call: { code: 'AccessDeniedException', permission: 'config:GetComplianceDetailsByConfigRule' },
};

describe('the picture of a run', () => {
  test('operations that read one thing stand in one row, in the order of reading', () => {
    const tasks = ['items', 'config-rules', 'rule-compliance', 'recorders', 'resource-counts'].map((operation) =>
      liveTask(here, operation, 'done'),
    );
    const [account] = runAccounts(tasks, noName);
    expect(account?.rows.map(({ words }) => words)).toEqual(['Recorders', 'Config rules', 'Items by type']);
    expect(account?.rows[2]?.cells.get('eu-west-1')?.tasks).toHaveLength(2);
  });

  test('an operation without a family stands under its own label', () => {
    const tasks = [liveTask('8a1d2c40 global', 'quantum-jobs', 'done', { label: 'Jobs of quantum computers' })];
    expect(runAccounts(tasks, noName)[0]?.rows[0]?.words).toBe('Jobs of quantum computers');
    const two = [...tasks, liveTask('8a1d2c40 global', 'quantum-jobs', 'done', { label: 'Providers' })];
    expect(runAccounts(two, noName)[0]?.rows[0]?.words).toBe('Quantum jobs');
  });

  test('the subjects of a subscription stand in their order', () => {
    const tasks = ['defender', 'sql', 'subscriptions'].map((one) => liveTask('8a1d2c40 global', one, 'done'));
    expect(runAccounts(tasks, noName)[0]?.rows.map(({ words }) => words)).toEqual(['Subscriptions', 'SQL', 'Defender']);
  });

  test('a place shows the worst of its tasks and the words say which', () => {
    const tasks = [
      liveTask(here, 'items', 'done', { label: 'Items of AWS::S3::Bucket' }),
      liveTask(here, 'items', 'denied', { label: 'Items of AWS::KMS::Key', ...denied }),
      liveTask(here, 'items', 'planned', { label: 'Items of AWS::EC2::Volume' }),
    ];
    const [account] = runAccounts(tasks, noName);
    const row = account?.rows[0];
    const cell = row?.cells.get('eu-west-1');
    if (row === undefined || cell === undefined) throw new Error('The picture has no such place.');
    expect(cell.state).toBe('denied');
    expect(cellWords(row, '111122223333', 'eu-west-1', cell)).toBe(
      'Items by type, 111122223333 eu-west-1: 1 of 3 done. Items of AWS::KMS::Key: denied.',
    );
  });

  test('an account and a place count their tasks as the run does, without what is not there', () => {
    const states = ['done', 'done', 'denied', 'skipped', 'skipped'] as const;
    const tasks = states.map((state) => liveTask(here, 'items', state, { label: state }));
    const [account] = runAccounts(tasks, noName);
    const row = account?.rows[0];
    const cell = row?.cells.get('eu-west-1');
    if (row === undefined || cell === undefined) throw new Error('The picture has no such place.');
    expect(tasksLine(tasks)).toBe('2 of 3 tasks; 1 denied, 2 not available');
    expect(account?.tally).toEqual({ read: 2, there: 3, absent: 2 });
    expect(cellWords(row, '111122223333', 'eu-west-1', cell)).toContain(': 2 of 3 done.');
  });

  test('a place of one task says its reason', () => {
    const [account] = runAccounts([liveTask(here, 'recorders', 'denied', denied)], noName);
    const row = account?.rows[0];
    const cell = row?.cells.get('eu-west-1');
    if (row === undefined || cell === undefined) throw new Error('The picture has no such place.');
    expect(cellWords(row, '111122223333', 'eu-west-1', cell)).toBe(
      'Recorders, 111122223333 eu-west-1: The role may not call it.',
    );
  });

  test('no state of a task hides another that is worse', () => {
    const states: readonly TaskState[] = ['planned', 'running', 'done', 'denied', 'throttled-out', 'failed', 'skipped'];
    const bad: readonly TaskState[] = ['denied', 'throttled-out', 'failed'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 12 }), (some) => {
        const worst = worstOf(some.map((state) => liveTask(here, 'items', state)));
        expect(worst === 'done').toBe(some.every((state) => state === 'done'));
        expect(['denied', 'throttled', 'failed'].includes(worst)).toBe(some.some((state) => bad.includes(state)));
      }),
    );
  });

  test('a task tried again is amber and not yet given up', () => {
    expect(worstOf([liveTask(here, 'items', 'running', { call: { tries: 3 } })])).toBe('retrying');
    expect(worstOf([liveTask(here, 'items', 'running')])).toBe('running');
  });

  test('a place with read and waiting tasks is at work', () => {
    expect(worstOf([liveTask(here, 'items', 'done'), liveTask(here, 'items', 'planned')])).toBe('running');
  });

  test('what was read behind a stopped recorder is not drawn as done', () => {
    const tasks = ['recorders', 'items'].map((operation) => liveTask(here, operation, 'done'));
    const [account] = runAccounts(tasks, noName, new Set([here]));
    expect(account?.rows.map(({ cells }) => cells.get('eu-west-1')?.state)).toEqual(['done', 'stopped']);
  });

  test('a subscription is one cell a subject, whatever regions its tasks name', () => {
    const tasks = [
      liveTask('8a1d global', 'storage', 'done'),
      liveTask('8a1d westeurope', 'storage', 'denied', denied),
    ];
    const row = runAccounts(tasks, noName)[0]?.rows[0];
    if (row === undefined) throw new Error('The picture has no row.');
    expect(wholeCell(row)).toMatchObject({ state: 'denied', filled: 1 });
  });

  test('every task stands in the picture once, and is counted once', () => {
    const places = ['1 a', '1 b', '2 a', '2 global'];
    const operations = ['items', 'recorders', 'odd', 'history'];
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...operations))), (some) => {
        const tasks = some.map(([place, operation]) => liveTask(place, operation, 'done'));
        const drawn = runAccounts(tasks, noName).flatMap(({ rows }) =>
          rows.flatMap(({ cells }) => [...cells.values()].flatMap((cell) => cell.tasks.map(({ id }) => id))),
        );
        expect(drawn.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
        expect([...stateCounts(tasks).values()].reduce((sum, it) => sum + it, 0)).toBe(tasks.length);
      }),
    );
  });

  test('the look of an account changes with a task and with nothing else', () => {
    const look = (state: TaskState) => {
      const [account] = runAccounts([liveTask(here, 'items', state)], noName);
      return account === undefined ? '' : accountLook(account);
    };
    expect(look('done')).toBe(look('done'));
    expect(look('done')).not.toBe(look('denied'));
  });

  test('the regions of a run are each a column once', () => {
    const tasks = ['1 b', '1 a', '2 b'].map((place) => liveTask(place, 'items', 'done'));
    expect(runRegions(tasks)).toEqual(['b', 'a']);
  });
});

describe('what could not be read', () => {
  test('tasks of one operation refused in one way are one line with its places, worst first', () => {
    const tasks = [
      liveTask('1 a', 'items', 'running', { label: 'Items of X', call: { tries: 4, code: 'ThrottlingException' } }),
      liveTask('1 a', 'rule-details', 'denied', { label: 'Results of rule A', ...denied }),
      liveTask('1 b', 'rule-details', 'denied', { label: 'Results of rule B', ...denied }),
      liveTask('1 b', 'recorders', 'done'),
    ];
    expect(notReadGroups(tasks, noName)).toMatchObject([
      { state: 'denied', words: 'Compliance details', places: ['1 a', '1 b'], tasks: 2 },
      { state: 'retrying', words: 'Items of X', code: 'ThrottlingException', places: ['1 a'] },
    ]);
  });

  test('a place that is not there is one line, whatever would have been read in it', () => {
    const gone = { reason: 'The region is not enabled.', call: { code: 'UnrecognizedClientException' } };
    const tasks = ['recorders', 'items', 'config-rules'].map((one) => liveTask('1 eu-west-3', one, 'skipped', gone));
    expect(notReadGroups(tasks, noName)).toMatchObject([
      { state: 'absent', words: '3 operations', places: ['1 eu-west-3'], tasks: 3 },
    ]);
  });

  test('the missing policy holds the refused actions, each once, and nothing that is no permission', () => {
    const policy = missingPolicy('aws', ['config:SelectResourceConfig', 'config:SelectResourceConfig', 'not one']);
    expect(JSON.parse(policy ?? '')).toEqual({
      Version: '2012-10-17',
      Statement: [{ Sid: 'FieldworkMissing', Effect: 'Allow', Action: ['config:SelectResourceConfig'], Resource: '*' }],
    });
    expect(missingActions('azure', ['Microsoft.Storage/storageAccounts/read', 'config:Get'])).toEqual([
      'Microsoft.Storage/storageAccounts/read',
    ]);
    expect(missingPolicy('aws', ['GET /subscriptions'])).toBeNull();
  });
});

describe('a run in words', () => {
  test('a task names its account by name, or by its first digits', () => {
    const task = liveTask(here, 'items', 'done');
    expect(taskPlace(task, noName)).toBe('1111… eu-west-1');
    expect(taskPlace(task, () => 'larkspur-prod')).toBe('larkspur-prod eu-west-1');
    expect(taskPlace(liveTask('8a1d2c40 global', 'storage', 'done'), noName)).toBe('8a1d…');
  });

  test('the end state counts what was not read and never shortens to a percentage', () => {
    const tasks = [
      ...Array.from({ length: 41 }, () => liveTask(here, 'items', 'done')),
      liveTask(here, 'items', 'denied'),
      liveTask(here, 'items', 'denied'),
      liveTask(here, 'items', 'throttled-out'),
    ];
    expect(tasksLine(tasks)).toBe('41 of 44 tasks; 2 denied, 1 throttled');
    expect(tasksLine(tasks.slice(0, 1))).toBe('1 of 1 task');
    const gone = liveTask(here, 'items', 'skipped');
    expect(tasksLine([...tasks, gone])).toBe('41 of 44 tasks; 2 denied, 1 throttled, 1 not available');
  });

  test('a caller is named by the role, not by account and session', () => {
    expect(principalName('arn:aws:sts::111122223333:assumed-role/FieldworkReadOnly/fieldwork-32')).toBe(
      'FieldworkReadOnly',
    );
    expect(principalName('arn:aws:iam::111122223333:user/people/ann')).toBe('ann');
    expect(principalName('ann@larkspur.example')).toBe('ann@larkspur.example');
  });

  test('who reads is said with the number of accounts', () => {
    const identity = {
      account: '1',
      accountName: '',
      principal: 'arn:aws:sts::1:assumed-role/Reader/s',
      session: 's',
      tenant: null,
      expiresAt: null,
    };
    const options = { regions: [], accounts: [], history: { depth: 'none' as const }, aggregator: null };
    const run = {
      connection: 'c',
      connectionName: 'C',
      options,
      identities: [identity, { ...identity, account: '2' }],
    };
    expect(whoWords({ kind: 'aws', run })).toBe('Reader in 2 AWS accounts');
  });

  test('times are said as people say them', () => {
    expect([elapsedWords(12_000), elapsedWords(372_000), elapsedWords(7_440_000)]).toEqual([
      '12 s',
      '6 min 12 s',
      '2 h 04 min',
    ]);
    expect([leftWords(20), leftWords(240), leftWords(9000)]).toEqual([
      'under a minute left',
      'about 4 min left',
      'about 3 h left',
    ]);
  });

  test('a task says how far it is', () => {
    expect(taskProgress(liveTask(here, 'items', 'running', { call: { pages: 1 } }))).toBe('page 2');
    expect(taskProgress(liveTask(here, 'items', 'running', { call: { pages: 1, tries: 4 } }))).toBe(
      'page 2, try 4 of 8',
    );
    expect(taskProgress(liveTask(here, 'items', 'denied', denied))).toBe('AccessDeniedException');
    expect(taskProgress(liveTask(here, 'items', 'done', { items: 1 }))).toBe('1 item, done');
  });

  test('a run can be gone on with for a day, and a finished one never', () => {
    const startedAt = '2026-09-17T08:00:00.000Z';
    const words = (state: 'cancelled' | 'partial' | 'done' | 'interrupted', hours: number) =>
      goOnWords({ state, kind: 'aws', startedAt }, Date.parse(startedAt) + hours * 3_600_000);
    expect([words('cancelled', 1), words('interrupted', 23), words('partial', 1)]).toEqual([
      'Go on',
      'Go on',
      'Read what is missing',
    ]);
    expect([words('cancelled', 25), words('done', 1)]).toEqual([null, null]);
  });
});
