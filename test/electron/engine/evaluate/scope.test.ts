import type { ScopeDecision } from '@shared/domain/system.ts';
import { describe, expect, test } from 'vitest';
import { scopeTruth } from '../../../../electron/engine/evaluate/scope.ts';
import { placeKey } from '../../../../electron/engine/evaluate/scope-declared.ts';
import type { ScopeInput, SeenItem } from '../../../../electron/engine/evaluate/scope-places.ts';
import { account, cell, input, listed, other, place, prod, seen } from './scope.fixture.ts';

const cellAt = (of: ScopeInput, region: string, in_ = prod) =>
  scopeTruth(of).cells.find((one) => one.account === in_ && one.region === region);
/** Kinds and places, without the line about regions nobody read. */
const told = (of: ScopeInput): readonly string[] =>
  scopeTruth(of)
    .differences.map(({ id }) => id)
    .filter((id) => id !== `not-read ${prod}`);
const one = (of: ScopeInput, id: string) => {
  const found = scopeTruth(of).differences.find((difference) => difference.id === id);
  if (found === undefined) throw new Error(`There is no difference ${id} among ${told(of).join(', ')}.`);
  return found;
};
const item = (type: string, name: string, region = 'us-east-1'): SeenItem => ({
  region,
  type,
  name,
  snapshotId: '1.2',
  sha256: 'a'.repeat(64),
  capturedAt: '2026-08-22T10:00:00.000Z',
});

describe('what agrees', () => {
  test('a region declared in, read and in use agrees, and so does what lies outside of regions', () => {
    expect(told(input())).toEqual([]);
    expect(cellAt(input(), 'eu-west-1')).toMatchObject({ declared: 'in', seen: 3, state: 'agrees' });
    expect(cellAt(input(), 'global')).toMatchObject({ declared: 'in', seen: 5, state: 'agrees' });
  });

  test('a region not named, read in full and empty agrees with zero', () => {
    const of = input({ cells: [...input().cells, cell('us-east-1')], listings: listed(['eu-west-1', 'us-east-1']) });
    expect(told(of)).toEqual([]);
    expect(cellAt(of, 'us-east-1')).toMatchObject({ declared: 'unused', seen: 0, state: 'agrees' });
  });

  test('what AWS puts into every region is no use of it', () => {
    const of = input({
      cells: [...input().cells, cell('us-east-1')],
      seen: [...input().seen, seen('us-east-1', 'AWS::EC2::VPC', 1)],
      items: new Map([[placeKey(prod, 'us-east-1'), place({ areDefaults: true })]]),
      listings: listed(['eu-west-1', 'us-east-1']),
    });
    expect(told(of)).toEqual([]);
    expect(cellAt(of, 'us-east-1')).toMatchObject({ seen: 0, because: expect.stringContaining('what AWS puts into') });
  });

  test('a place left out with a reason agrees as long as nothing there can hold customer data', () => {
    const locations = [...account().locations, { region: 'us-east-1', stance: 'excluded' as const, reason: 'Trials' }];
    const of = input({
      systems: [account({ locations })],
      seen: [...input().seen, seen('us-east-1', 'AWS::EC2::Instance', 2)],
    });
    expect(told(of)).toEqual([]);
    expect(cellAt(of, 'us-east-1')).toMatchObject({ declared: 'excluded', seen: 2, state: 'agrees' });
  });
});

describe('seen, not declared', () => {
  const undeclared = input({
    seen: [
      ...input().seen,
      seen('us-east-1', 'AWS::EC2::Instance', 9),
      seen('us-east-1', 'AWS::EC2::Volume', 3, { firstAt: '2026-08-25T10:00:00.000Z' }),
      seen('us-east-1', 'AWS::EC2::SecurityGroup', 2),
    ],
    items: new Map([
      [
        placeKey(prod, 'us-east-1'),
        place({ items: [item('AWS::EC2::Instance', 'build'), item('AWS::EC2::Volume', 'disk')] }),
      ],
    ]),
    failing: new Map([[placeKey(prod, 'us-east-1'), 4]]),
  });

  test('a region that the register does not name is told with numbers, first day and what fails there', () => {
    expect(one(undeclared, `undeclared-region ${prod} us-east-1`)).toMatchObject({
      declared: { stance: 'unused', words: 'The register names eu-west-1 of Production only.' },
      seen: {
        resources: 14,
        words: '9 EC2 instances, 3 volumes and 2 security groups. First seen 22 Aug 2026.',
        firstSeenAt: '2026-08-22T10:00:00.000Z',
      },
      consequence:
        'The region is judged, but stands in no system description. 4 of 14 fail a check. 3 of them can hold customer data: 3 volumes.',
    });
    expect(cellAt(undeclared, 'us-east-1')).toMatchObject({ seen: 14, state: 'undeclared' });
  });

  test('the first evidence is what can hold customer data', () => {
    const { evidence } = one(undeclared, `undeclared-region ${prod} us-east-1`);
    expect(evidence.map(({ words }) => words)).toEqual(['volume disk, us-east-1', 'EC2 instance build, us-east-1']);
    expect(evidence[0]).toMatchObject({ snapshotId: '1.2', itemSha256: 'a'.repeat(64) });
  });

  test('a first day is the day in the client’s zone', () => {
    const late = { ...undeclared, timeZone: 'Pacific/Auckland' };
    const words = one(
      { ...late, seen: late.seen.map((it) => ({ ...it, firstAt: '2026-08-22T20:00:00.000Z' })) },
      `undeclared-region ${prod} us-east-1`,
    ).seen.words;
    expect(words).toContain('First seen 23 Aug 2026.');
  });

  test('what was removed inside the period keeps the region undeclared', () => {
    const of = input({
      cells: [...input().cells, cell('us-east-1')],
      seen: [...input().seen, seen('us-east-1', 'AWS::EC2::Instance', 0, { gone: 2 })],
      listings: listed(['eu-west-1', 'us-east-1']),
    });
    expect(one(of, `undeclared-region ${prod} us-east-1`).seen).toMatchObject({
      resources: 0,
      words:
        'Nothing is there now. Removed inside the period, the last on 1 Sep 2026: 2 EC2 instances. First seen 22 Aug 2026.',
    });
    const tidied = input({
      cells: [...input().cells, cell('us-east-1')],
      seen: [...input().seen, seen('us-east-1', 'AWS::EC2::VPC', 0, { gone: 1 })],
      listings: listed(['eu-west-1', 'us-east-1']),
    });
    expect(told(tidied)).toEqual([]);
  });

  test('an account that the register does not name is one difference, not one a region', () => {
    const of = input({
      seen: [
        ...input().seen,
        seen('eu-west-1', 'AWS::S3::Bucket', 1, { account: other }),
        seen('us-east-1', 'AWS::KMS::Key', 2, { account: other }),
        seen('global', 'AWS::IAM::Role', 4, { account: other }),
      ],
    });
    expect(told(of)).toEqual([`undeclared-account ${other}`]);
    expect(one(of, `undeclared-account ${other}`)).toMatchObject({
      region: null,
      declared: { stance: 'not-named', words: 'The register does not name this account.' },
      seen: {
        resources: 7,
        words:
          '4 IAM roles, 2 KMS keys and 1 S3 bucket. First seen 22 Aug 2026. In eu-west-1, outside of regions and us-east-1.',
      },
    });
    expect(scopeTruth(of).accounts).toEqual([
      { account: prod, name: 'Production', provider: 'aws' },
      { account: other, name: other, provider: 'aws' },
    ]);
  });

  test('an account only named in policies is undeclared until any system of the register carries its number', () => {
    const named = [{ account: '777788889999', words: '2 role trusts', items: [item('AWS::IAM::Role', 'export')] }];
    expect(one(input({ named }), 'undeclared-account 777788889999').seen).toMatchObject({
      resources: null,
      words: 'Named in 2 role trusts. Nothing was read from it.',
    });
    const vendor = account({ id: 'SYS-02', kind: 'saas', name: 'Vendor', identifier: '777788889999', locations: [] });
    expect(told(input({ named, systems: [account(), vendor] }))).toEqual([]);
    expect(scopeTruth(input({ named })).accounts.map((it) => it.account)).toEqual([prod]);
  });

  test('a place left out that can hold customer data is told with what it keeps', () => {
    const locations = [...account().locations, { region: 'us-east-1', stance: 'excluded' as const, reason: 'Trials' }];
    const of = input({
      systems: [account({ locations })],
      seen: [...input().seen, seen('us-east-1', 'AWS::S3::Bucket', 2), seen('us-east-1', 'AWS::EC2::Instance', 4)],
    });
    expect(one(of, `customer-data-outside ${prod} us-east-1`)).toMatchObject({
      declared: { stance: 'excluded', words: 'Trials.' },
      seen: { resources: 2, words: '2 S3 buckets. First seen 22 Aug 2026.' },
      consequence:
        'The report leaves the place out, and what is there can hold customer data: files, exports and backups.',
    });
    expect(cellAt(of, 'us-east-1')).toMatchObject({ seen: 6, state: 'undeclared' });
  });

  test('an account left out that no file speaks of is no part of the map', () => {
    const second = account({ id: 'SYS-02', identifier: other, stance: 'excluded', reason: 'Laboratory' });
    const of = input({ systems: [account(), second] });
    expect(told(of)).toEqual([]);
    expect(scopeTruth(of).accounts.map((it) => it.account)).toEqual([prod]);
  });

  test('an account left out is compared as a whole', () => {
    const of = input({ systems: [account({ stance: 'excluded', reason: 'Laboratory' })] });
    expect(told(of)).toEqual([]);
    const withData = { ...of, seen: [...of.seen, seen('eu-west-1', 'AWS::RDS::DBInstance', 1)] };
    expect(told(withData)).toEqual([`customer-data-outside ${prod}`]);
  });
});

describe('declared, not seen', () => {
  const standby = account({
    locations: [...account().locations, { region: 'us-east-1', stance: 'in', reason: 'Standby' }],
  });

  test('a region declared in, read in full and empty is not there, with the file that shows it', () => {
    const of = input({
      systems: [standby],
      cells: [...input().cells, cell('us-east-1')],
      listings: listed(['eu-west-1', 'us-east-1']),
    });
    expect(one(of, `not-there ${prod} us-east-1`)).toMatchObject({
      declared: { stance: 'in', words: 'Standby.' },
      seen: { resources: 0 },
      evidence: [{ words: 'Delivered snapshot us-east-1.json', snapshotId: '1.1' }],
    });
    expect(cellAt(of, 'us-east-1')).toMatchObject({ seen: 0, state: 'not-there' });
  });

  test('a region declared in that no file speaks of is not read, and has no number', () => {
    const of = input({ systems: [standby] });
    expect(one(of, `not-read ${prod} us-east-1`)).toMatchObject({
      seen: { resources: null, words: 'No imported file speaks of this region.' },
      consequence: 'The report covers a place that nobody looked at.',
    });
    expect(cellAt(of, 'us-east-1')).toMatchObject({ seen: null, state: 'not-read' });
  });

  test.each([
    ['a recorder answer without a snapshot', { cells: [...input().cells, cell('us-east-1')] }],
    [
      'a snapshot without a recorder answer',
      { cells: [...input().cells, cell('us-east-1', { recorder: 'not-read' })], listings: listed(['us-east-1']) },
    ],
    [
      'a recorder that leaves types out',
      { cells: [...input().cells, cell('us-east-1', { recorder: 'recording-some' })], listings: listed(['us-east-1']) },
    ],
    [
      'a recorder whose delivery fails',
      { cells: [...input().cells, cell('us-east-1', { recorder: 'failing' })], listings: listed(['us-east-1']) },
    ],
  ] satisfies readonly [string, Partial<ScopeInput>][])('%s does not prove that nothing is there', (_, fields) => {
    const of = input({ systems: [standby], ...fields });
    expect(cellAt(of, 'us-east-1')?.seen).toBeNull();
    expect(told(of)).toContain(`not-read ${prod} us-east-1`);
  });

  test('a stopped recorder in a region declared in is not recorded, since when', () => {
    const stopped = cell('eu-west-1', {
      recorder: 'stopped',
      because: 'Recording stopped on 2 Sep 2026 11:26 UTC.',
      stoppedAt: '2026-09-02T11:26:00.000Z',
      verdictsUnknown: 14,
    });
    const of = input({ cells: [stopped, cell('global', { recordsGlobalTypes: true })] });
    expect(one(of, `not-recorded ${prod} eu-west-1`)).toMatchObject({
      seen: {
        resources: 3,
        words:
          'Recording stopped on 2 Sep 2026 11:26 UTC. The last reading had 3 resources, captured up to 1 Sep 2026.',
      },
      consequence: 'What changed there after 2 Sep 2026 is not known. 14 verdicts are unknown.',
    });
    expect(cellAt(of, 'eu-west-1')).toMatchObject({ seen: 3, state: 'not-read' });
  });

  test('a region of an account declared in without any recorder is not recorded', () => {
    const none = cell('eu-west-1', {
      recorder: 'none-found',
      because: 'AWS Config answered that there is no recorder.',
    });
    expect(told(input({ cells: [none, cell('global')] }))).toContain(`not-recorded ${prod} eu-west-1`);
  });

  test('identities that no region records are not recorded', () => {
    const of = input({
      cells: [cell('eu-west-1', { recordsGlobalTypes: false })],
      seen: [seen('eu-west-1', 'AWS::EC2::Instance', 3)],
    });
    expect(told(of)).toEqual([`not-recorded ${prod} global`]);
    expect(cellAt(of, 'global')).toMatchObject({ declared: 'in', seen: null, state: 'not-read' });
  });

  test('an account declared in that no file speaks of is one difference', () => {
    const second = account({ id: 'SYS-02', identifier: other, name: 'Second' });
    expect(told(input({ systems: [account(), second] }))).toEqual([`not-read ${other}`]);
    expect(cellAt(input({ systems: [account(), second] }), 'eu-west-1', other)).toMatchObject({ seen: null });
  });

  test('regions that nobody declared and nobody read are one line an account', () => {
    const found = one(input(), `not-read ${prod}`);
    expect(found.seen.words).toBe(
      '16 regions: not read. ap-northeast-1/2/3, ap-south-1, ap-southeast-1/2, ca-central-1, eu-central-1, eu-north-1, eu-west-2/3, sa-east-1, us-east-1/2 and us-west-1/2.',
    );
    expect(found.declared).toEqual({ stance: 'unused', words: 'The register names eu-west-1 of Production only.' });
    const none = cell('us-east-2', { recorder: 'none-found' });
    expect(one(input({ cells: [...input().cells, none] }), `not-read ${prod}`).seen.words).toContain(
      'AWS Config answered that it is not set up in us-east-2.',
    );
  });

  test('a region declared unused whose recorder was stopped is told apart, because it was recorded once', () => {
    const stopped = cell('us-east-1', { recorder: 'stopped', because: 'Recording is stopped.', verdictsUnknown: 6 });
    const of = input({ cells: [...input().cells, stopped] });
    expect(one(of, `not-read ${prod} us-east-1`)).toMatchObject({
      consequence: 'It cannot be said that nothing runs there. 6 verdicts are unknown.',
    });
    expect(one(of, `not-read ${prod}`).seen.words).toContain('15 regions');
  });

  test('a subscription is compared by its own locations and asked for nothing that only AWS has', () => {
    const id = '8a1d2c40-0000-4000-8000-00000000003f';
    const corp = account({
      kind: 'azure-subscription',
      name: 'Corp',
      identifier: id,
      locations: [{ region: 'westeurope', stance: 'in', reason: '' }],
    });
    const azure = { provider: 'azure', account: id } as const;
    const of = input({
      systems: [corp],
      cells: [],
      seen: [
        seen('westeurope', 'microsoft.compute/virtualmachines', 2, azure),
        seen('uksouth', 'microsoft.storage/storageaccounts', 1, azure),
      ],
    });
    expect(scopeTruth(of).differences.map((it) => it.id)).toEqual([`undeclared-region ${id} uksouth`]);
    expect(scopeTruth(of).accounts).toEqual([{ account: id, name: 'Corp', provider: 'azure' }]);
  });

  test('an account of another partition is not asked for regions it cannot have', () => {
    const china = account({ locations: [{ region: 'cn-north-1', stance: 'in', reason: '' }] });
    const of = input({
      systems: [china],
      cells: [cell('cn-north-1', { recordsGlobalTypes: true })],
      seen: [seen('cn-north-1', 'AWS::EC2::Instance', 3), seen('global', 'AWS::IAM::Role', 5)],
    });
    expect(scopeTruth(of).differences).toEqual([]);
  });
});

describe('decisions', () => {
  const of = input({ systems: [] });
  const id = `undeclared-account ${prod}`;
  const decision = (seenDigest: string): ScopeDecision => ({
    difference: id,
    kind: 'accepted',
    reason: 'Known.',
    by: 'Ada Example',
    at: '2026-09-20T08:00:00.000Z',
    seenDigest,
  });

  test('a decision holds as long as the same is seen', () => {
    const { digest } = one(of, id).seen;
    expect(one({ ...of, decisions: [decision(digest)] }, id).decision).toMatchObject({ reason: 'Known.' });
    expect(one({ ...of, decisions: [decision('something else')] }, id).decision).toBeNull();
  });

  test('another resource at the same place opens it again', () => {
    const key = placeKey(prod, 'eu-west-1');
    const before = { ...of, items: new Map([[key, place({ digest: 'one' })]]) };
    const after = { ...of, items: new Map([[key, place({ digest: 'two' })]]) };
    const decisions = [decision(one(before, id).seen.digest)];
    expect(one({ ...before, decisions }, id).decision).not.toBeNull();
    expect(one({ ...after, decisions }, id).decision).toBeNull();
  });
});
