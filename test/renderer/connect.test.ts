import { liveRoutes } from '@shared/contract/live.ts';
import type { Connection } from '@shared/domain/connection.ts';
import { describe, expect, test } from 'vitest';
import { endsWords, reachWords, secondsWords } from '../../renderer/screens/connect/connect-words.ts';
import {
  isLongLived,
  noSecret,
  secretErrors,
  secretNeeded,
  secretOf,
} from '../../renderer/screens/connect/keys-draft.ts';
import {
  depthWords,
  firstOptions,
  optionErrors,
  optionsOf,
  regionGroups,
} from '../../renderer/screens/connect/options-draft.ts';
import { draftErrors, draftOf, type ReachDraft, reachOf } from '../../renderer/screens/connect/reach-draft.ts';

const role = 'arn:aws:iam::111122223333:role/FieldworkReadOnly';
const aws = (part: Partial<ReachDraft> = {}): ReachDraft => ({
  ...draftOf(null, 'aws'),
  name: 'Larkspur',
  profile: 'audit',
  roleArn: role,
  ...part,
});
const azure = (part: Partial<ReachDraft> = {}): ReachDraft => ({
  ...draftOf(null, 'azure'),
  name: 'Larkspur',
  ...part,
});

describe('a connection as it is typed', () => {
  test('what is stored is what the contract takes, and holds no secret', () => {
    for (const draft of [aws(), aws({ from: 'keys' }), azure(), azure({ credential: 'cli' })]) {
      expect(draftErrors(draft)).toEqual({});
      expect(
        liveRoutes['connection.save'].input.safeParse({ id: null, name: draft.name, reach: reachOf(draft) }).success,
      ).toBe(true);
    }
  });

  test('a connection that is opened again shows what was saved', () => {
    const reach = reachOf(
      aws({ roleArn: 'arn:aws:iam::*:role/R', accounts: '111122223333, 444455556666', minutes: '45' }),
    );
    const saved: Connection = { id: 'c', provider: 'aws', name: 'Larkspur', reach, createdAt: '' };
    expect(reachOf(draftOf(saved, 'azure'))).toEqual(reach);
    expect(reach).toMatchObject({ accounts: ['111122223333', '444455556666'], durationSeconds: 2700 });
  });

  test('accounts belong to a role pattern only', () => {
    expect(reachOf(aws({ accounts: '111122223333' }))).toMatchObject({ accounts: [] });
    expect(draftErrors(aws({ roleArn: 'arn:aws:iam::*:role/R' }))).toHaveProperty('accounts');
    expect(draftErrors(aws({ roleArn: 'arn:aws:iam::*:role/R', accounts: '1111' })).accounts).toBe(
      '1111 is not an account id of twelve digits.',
    );
  });

  test('an external id goes with a role and never without one', () => {
    expect(reachOf(aws({ usesRole: false }))).toMatchObject({ roleArn: null, sendsExternalId: false });
  });

  test.each([
    [{ name: ' ' }, 'name'],
    [{ profile: '' }, 'profile'],
    [{ roleArn: 'FieldworkReadOnly' }, 'roleArn'],
    [{ minutes: '10' }, 'minutes'],
    [{ minutes: 'an hour' }, 'minutes'],
  ])('%j is refused at the field %s', (part, field) => {
    expect(Object.keys(draftErrors(aws(part)))).toEqual([field]);
  });

  test('an application of its own needs tenant, client and, for a certificate, its file', () => {
    expect(Object.keys(draftErrors(azure({ credential: 'certificate' })))).toEqual([
      'tenant',
      'clientId',
      'certificatePath',
    ]);
    expect(draftErrors(azure({ credential: 'secret', tenant: 't', clientId: 'c' }))).toEqual({});
  });

  test('the command line sign-in sends no client id that was typed for another kind', () => {
    expect(reachOf(azure({ credential: 'cli', clientId: 'c' }))).toMatchObject({ clientId: null });
  });
});

const connection = (draft: ReachDraft): Connection => ({
  id: 'c',
  provider: draft.provider,
  name: draft.name,
  reach: reachOf(draft),
  createdAt: '',
});

describe('what is typed for one run', () => {
  test('keys and client secrets are asked for where they are not stored', () => {
    expect(secretNeeded(connection(aws()))).toBeNull();
    expect(secretNeeded(connection(aws({ from: 'keys' })))).toBe('keys');
    expect(secretNeeded(connection(azure()))).toBeNull();
    expect(secretNeeded(connection(azure({ credential: 'secret' })))).toBe('client-secret');
  });

  test('temporary keys need their token, long-lived ones a person who insists', () => {
    const pasted = { ...noSecret, secretAccessKey: 'x'.repeat(40) };
    expect(secretErrors('keys', { ...pasted, accessKeyId: 'ASIAEXAMPLEEXAMPLE12' })).toHaveProperty('sessionToken');
    const long = { ...pasted, accessKeyId: 'AKIAEXAMPLEEXAMPLE12' };
    expect(isLongLived(long)).toBe(true);
    expect(Object.keys(secretErrors('keys', long))).toEqual(['insists']);
    expect(secretErrors('keys', { ...long, insists: true })).toEqual({});
  });

  test('to insist is sent with a long-lived key only', () => {
    const draft = { ...noSecret, accessKeyId: ' ASIAEXAMPLEEXAMPLE12 ', sessionToken: 'tok', insists: true };
    expect(secretOf('keys', draft)).toMatchObject({ accessKeyId: 'ASIAEXAMPLEEXAMPLE12', insists: false });
    expect(secretOf(null, draft)).toBeNull();
  });
});

const offers = {
  provider: 'aws' as const,
  regions: [
    { id: 'eu-west-1', isOptIn: false },
    { id: 'us-east-1', isOptIn: false },
    { id: 'af-south-1', isOptIn: true },
  ],
  accounts: ['111122223333', '444455556666'],
  declaredRegions: ['eu-west-1'],
  undeclared: ['444455556666'],
};

describe('what a run is asked to read', () => {
  test('declared regions and accounts are chosen to begin with', () => {
    expect(firstOptions(offers, null)).toMatchObject({ regions: ['eu-west-1'], accounts: ['111122223333'] });
  });

  test('where nothing is declared, every region that is on by default and every account', () => {
    const none = { ...offers, declaredRegions: [], undeclared: offers.accounts };
    expect(firstOptions(none, null)).toMatchObject({ regions: ['eu-west-1', 'us-east-1'], accounts: offers.accounts });
  });

  test('a run again asks the same, as far as it is still offered', () => {
    const earlier = {
      regions: ['us-east-1', 'mx-central-1'],
      accounts: ['444455556666'],
      history: { depth: 'types' as const, types: ['AWS::S3::Bucket'] },
      aggregator: null,
    };
    const draft = firstOptions(offers, earlier);
    expect(optionsOf(draft, 'aws')).toEqual({ ...earlier, regions: ['us-east-1'] });
  });

  test('nothing chosen, a wrong type and an aggregator without a name are refused at their fields', () => {
    const draft = { ...firstOptions(offers, null), regions: [], accounts: [], depth: 'types' as const, types: 'S3' };
    expect(Object.keys(optionErrors(draft, 'aws'))).toEqual(['regions', 'accounts', 'types']);
    expect(Object.keys(optionErrors({ ...draft, usesAggregator: true }, 'aws'))).toEqual([
      'accounts',
      'types',
      'aggregatorName',
      'aggregatorRegion',
    ]);
    expect(optionErrors(draft, 'azure')).toEqual({ accounts: 'Choose a subscription.' });
  });

  test('Azure takes no regions, no types and no aggregator', () => {
    const draft = {
      ...firstOptions(offers, null),
      depth: 'types' as const,
      types: 'AWS::S3::Bucket',
      usesAggregator: true,
      aggregatorName: 'a',
    };
    expect(optionsOf(draft, 'azure')).toEqual({
      regions: [],
      accounts: ['111122223333'],
      history: { depth: 'types', types: [] },
      aggregator: null,
    });
  });

  test('regions stand by part of the world', () => {
    expect(regionGroups(offers.regions).map(({ area, regions }) => `${area} ${regions.length}`)).toEqual([
      'eu 1',
      'us 1',
      'af 1',
    ]);
  });

  test('the depth of history says what it costs', () => {
    const period = { from: '2026-01-01', to: '2026-12-31' };
    expect(depthWords('aws', period).types.description).toContain('52 calls or more for each resource');
    expect(depthWords('azure', period).types.label).toBe('Events of 89 days');
  });
});

describe('a connection in words', () => {
  test('how it reaches its cloud', () => {
    expect(reachWords(connection(aws()))).toBe('Role FieldworkReadOnly over profile audit');
    expect(reachWords(connection(aws({ from: 'keys', usesRole: false })))).toBe('Pasted keys, no role');
    expect(reachWords(connection(azure({ tenant: 'larkspur.example' })))).toBe('Device code, larkspur.example');
  });

  test('when a session ends and how long reading takes', () => {
    const now = Date.parse('2026-09-17T09:00:00.000Z');
    expect(endsWords('2026-09-17T09:47:30.000Z', now)).toBe('ends in 47 min');
    expect(endsWords('2026-09-17T08:59:00.000Z', now)).toBe('has ended');
    expect([secondsWords(42), secondsWords(360)]).toEqual(['about 42 s', 'about 6 min']);
  });
});
