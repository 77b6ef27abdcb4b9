import type { Conclusion } from '@shared/domain/criterion.ts';
import type { ScopeDifference, System } from '@shared/domain/system.ts';
import type { SourceScope } from '../../../../electron/engine/report/binder-source.ts';
import { accounts, sha256 } from './findings.fixture.ts';

const system = (fields: Partial<System> & Pick<System, 'id' | 'kind' | 'name'>): System => ({
  identifier: '',
  owner: 'Security lead',
  dataClass: 'confidential',
  handlesCustomerData: false,
  stance: 'in',
  reason: '',
  locations: [],
  method: null,
  expected: [],
  userControls: [],
  ...fields,
});

const systems: readonly System[] = [
  system({
    id: 'SYS-01',
    kind: 'aws-account',
    name: 'Production',
    identifier: accounts[0],
    handlesCustomerData: true,
    reason: 'The service runs here',
    locations: [
      { region: 'eu-west-1', stance: 'in', reason: 'Main site' },
      { region: 'us-east-1', stance: 'excluded', reason: 'Experiments' },
    ],
  }),
  system({ id: 'SYS-02', kind: 'saas', name: 'Identity provider' }),
  system({
    id: 'SYS-03',
    kind: 'subservice',
    name: 'Card processor',
    method: 'carve-out',
    expected: ['Card numbers are encrypted.'],
    userControls: ['Keys are rotated.'],
  }),
  system({ id: 'SYS-04', kind: 'other', name: 'Laboratory', stance: 'excluded', reason: 'No customer data' }),
];

const difference = (fields: Partial<ScopeDifference> & Pick<ScopeDifference, 'id' | 'kind'>): ScopeDifference => ({
  account: accounts[1],
  region: null,
  declared: { stance: 'not-named', words: 'The register does not name this account.' },
  seen: { resources: 14, words: '9 EC2 instances and 5 volumes.', firstSeenAt: null, digest: sha256(fields.id) },
  consequence: 'The account is judged, but stands in no system description.',
  evidence: [],
  decision: null,
  ...fields,
});

const decided: ScopeDifference = difference({
  id: `undeclared-region ${accounts[0]} eu-central-1`,
  kind: 'undeclared-region',
  account: accounts[0],
  region: 'eu-central-1',
  declared: { stance: 'unused', words: 'The register names eu-west-1 of Production only.' },
  evidence: [
    {
      words: 'EC2 instance build-7, eu-central-1',
      snapshotId: '1.2',
      itemSha256: null,
      capturedAt: '2026-09-07T10:19:52.000Z',
    },
  ],
  decision: {
    difference: `undeclared-region ${accounts[0]} eu-central-1`,
    kind: 'accepted',
    reason: 'A trial that ends in November.',
    by: 'Ada Example',
    at: '2026-09-20T08:00:00.000Z',
    seenDigest: 'd',
  },
});

/** An invented register: four systems, three differences, one of them decided, and one confirmed quarter. */
export const scope: SourceScope = {
  systems,
  memos: [
    { version: 1, at: '2026-01-12T09:00:00.000Z', by: 'Ada Example', reason: 'First register.' },
    { version: 2, at: '2026-09-20T08:00:00.000Z', by: 'Ada Example', reason: 'Accepted a trial.' },
  ],
  confirmations: [
    {
      quarter: '2026-Q2',
      at: '2026-06-30T09:00:00.000Z',
      by: 'Ada Example',
      memoVersion: 1,
      open: [{ difference: `undeclared-account ${accounts[1]}`, reason: 'The owner is asked.' }],
    },
  ],
  accounts: [
    { account: accounts[0], name: 'Production' },
    { account: accounts[1], name: accounts[1] },
  ],
  cells: [
    { account: accounts[0], region: 'eu-west-1', declared: 'in', seen: 1204, state: 'agrees', because: 'Read.' },
    { account: accounts[0], region: 'eu-north-1', declared: 'unused', seen: 0, state: 'agrees', because: 'Empty.' },
    { account: accounts[0], region: 'eu-central-1', declared: 'unused', seen: 14, state: 'undeclared', because: '' },
    { account: accounts[0], region: 'sa-east-1', declared: 'unused', seen: null, state: 'not-read', because: 'No.' },
    { account: accounts[0], region: 'us-east-1', declared: 'excluded', seen: 2, state: 'undeclared', because: '' },
    { account: accounts[0], region: 'us-west-2', declared: 'in', seen: 7, state: 'not-read', because: 'Stopped.' },
  ],
  differences: [
    difference({ id: `undeclared-account ${accounts[1]}`, kind: 'undeclared-account' }),
    decided,
    difference({
      id: `not-read ${accounts[0]}`,
      kind: 'not-read',
      account: accounts[0],
      seen: { resources: null, words: '1 region: not read. sa-east-1.', firstSeenAt: null, digest: 'n' },
    }),
  ],
};

/** One criterion that a person concluded on. */
export const conclusions: readonly Conclusion[] = [
  {
    criterion: 'CC6.1',
    word: 'ready-with-exceptions',
    reason: 'Two exceptions are answered.',
    by: 'Ada Example',
    concludedOn: '2026-09-21',
  },
];

/** The same scope with hostile text wherever a person or a cloud can write. */
export const poisonedScope = (at: (place: number) => string): SourceScope => ({
  ...scope,
  systems: systems.map((one, nth) => ({
    ...one,
    name: at(nth),
    identifier: at(nth + 1),
    owner: at(nth + 2),
    reason: at(nth + 3),
    locations: one.locations.map((place) => ({ ...place, region: at(nth + 4), reason: at(nth + 5) })),
    expected: [at(nth), at(nth + 1)],
    userControls: [at(nth + 2)],
  })),
  memos: scope.memos.map((memo, nth) => ({ ...memo, by: at(nth), reason: at(nth + 1) })),
  confirmations: scope.confirmations.map((one) => ({ ...one, by: at(3), open: [{ difference: 'x', reason: at(4) }] })),
  accounts: scope.accounts.map((one, nth) => ({ ...one, name: at(nth) })),
  cells: scope.cells.map((cell, nth) => ({ ...cell, region: at(nth), because: at(nth + 1) })),
  differences: [decided, ...scope.differences].map((one, nth) => ({
    ...one,
    account: at(nth),
    region: at(nth + 1),
    declared: { ...one.declared, words: at(nth + 2) },
    seen: { ...one.seen, words: at(nth + 3) },
    consequence: at(nth + 4),
    decision: one.decision === null ? null : { ...one.decision, by: at(nth + 5), reason: at(nth + 6) },
  })),
});
