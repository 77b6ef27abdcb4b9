import type { CoverageCell } from '@shared/domain/coverage.ts';
import type { System } from '@shared/domain/system.ts';
import { placeKey } from '../../../../electron/engine/evaluate/scope-declared.ts';
import type { PlaceItems, ScopeInput, SeenType } from '../../../../electron/engine/evaluate/scope-places.ts';

export const prod = '111122223333';
export const other = '444455556666';

export const account = (fields: Partial<System> = {}): System => ({
  id: 'SYS-01',
  kind: 'aws-account',
  name: 'Production',
  identifier: prod,
  owner: '',
  dataClass: 'confidential',
  handlesCustomerData: true,
  stance: 'in',
  reason: 'The service runs here',
  locations: [{ region: 'eu-west-1', stance: 'in', reason: 'Main site' }],
  method: null,
  expected: [],
  userControls: [],
  ...fields,
});

export const cell = (region: string, fields: Partial<CoverageCell> = {}): CoverageCell => ({
  account: prod,
  region,
  recorder: 'recording-all',
  because: 'The recorder writes down all supported types.',
  recordsGlobalTypes: region === 'eu-west-1',
  stoppedAt: null,
  excludedTypes: [],
  resources: 0,
  types: 0,
  earliestAt: null,
  latestAt: null,
  verdictsUnknown: 0,
  ...fields,
});

export const seen = (region: string, type: string, resources: number, fields: Partial<SeenType> = {}): SeenType => ({
  provider: 'aws',
  account: prod,
  region,
  type,
  resources,
  gone: 0,
  firstAt: '2026-08-22T10:00:00.000Z',
  lastAt: '2026-09-01T10:00:00.000Z',
  ...fields,
});

export const place = (fields: Partial<PlaceItems> = {}): PlaceItems => ({
  digest: 'all',
  dataDigest: 'data',
  items: [],
  areDefaults: false,
  ...fields,
});

/** A delivered snapshot of some regions of an account. */
export const listed = (regions: readonly string[], of = prod): ScopeInput['listings'] =>
  new Map(regions.map((region) => [placeKey(of, region), { snapshotId: '1.1', fileName: `${region}.json`, at: null }]));

/** A production account whose main region and identities were read; nothing else. */
export const input = (fields: Partial<ScopeInput> = {}): ScopeInput => ({
  systems: [account()],
  cells: [cell('eu-west-1'), cell('global', { recordsGlobalTypes: true })],
  seen: [seen('eu-west-1', 'AWS::EC2::Instance', 3), seen('global', 'AWS::IAM::Role', 5)],
  items: new Map(),
  listings: listed(['eu-west-1']),
  answers: new Map(),
  failing: new Map(),
  named: [],
  decisions: [],
  timeZone: 'UTC',
  ...fields,
});
