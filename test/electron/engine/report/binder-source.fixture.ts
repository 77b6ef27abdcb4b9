import type { AuditEntry } from '@shared/domain/audit-log.ts';
import { canonicalJson } from '@shared/domain/canonical-json.ts';
import { severities } from '@shared/domain/check.ts';
import type { CoverageCell } from '@shared/domain/coverage.ts';
import { type FindingState, findingStates } from '@shared/domain/finding.ts';
import type { BinderSource } from '../../../../electron/engine/report/binder-source.ts';
import { fixtureChecks } from './checks.fixture.ts';
import { attachedBytes, exceptionsOf } from './exceptions.fixture.ts';
import {
  accounts,
  asOf,
  findingsOf,
  isContainer,
  isStopped,
  items,
  regions,
  resourcesOf,
  type Size,
  sha256,
  stoppedAt,
} from './findings.fixture.ts';
import { checkReading, controlReading, controlTitles, criteria, criterionReading } from './readings.fixture.ts';
import { conclusions, scope } from './scope.fixture.ts';

function cell(account: string, region: string): CoverageCell {
  const stopped = isStopped(account, region);
  const some = account === accounts[1] && region === 'us-east-1';
  return {
    account,
    region,
    recorder: stopped ? 'stopped' : some ? 'recording-some' : 'recording-all',
    because: stopped
      ? 'The recorder status says that it stopped on 18 July 2026.'
      : some
        ? 'The recorder leaves out two types.'
        : 'The recorder status says that it records all supported types.',
    recordsGlobalTypes: region === 'eu-west-1',
    stoppedAt: stopped ? stoppedAt : null,
    excludedTypes: some ? ['AWS::EC2::Volume', 'AWS::Logs::LogGroup'] : [],
    resources: stopped ? 0 : 1204,
    types: 31,
    earliestAt: '2026-01-08T06:11:00.000Z',
    latestAt: '2026-09-28T05:31:00.000Z',
    verdictsUnknown: stopped ? 62 : 0,
  };
}

function auditLog(): readonly AuditEntry[] {
  const log: AuditEntry[] = [];
  for (let seq = 1; seq <= 24; seq += 1) {
    const entry = {
      seq,
      at: `2026-09-${String(seq).padStart(2, '0')}T08:02:00.000Z`,
      actor: seq % 3 === 0 ? 'engine' : 'preparer',
      toolVersion: '0.1.0',
      action: seq % 2 === 0 ? 'collection.finished' : 'control.updated',
      objectType: seq % 2 === 0 ? 'collection' : 'control',
      objectId: seq % 2 === 0 ? String(seq) : 'NET-01',
      beforeDigest: null,
      afterDigest: sha256(String(seq)),
      reason: seq % 2 === 0 ? null : 'Owner named',
      prevHash: log.at(-1)?.entryHash ?? '0'.repeat(64),
    };
    log.push({ ...entry, entryHash: sha256(Buffer.concat([Buffer.of(0), Buffer.from(canonicalJson(entry))])) });
  }
  return log;
}

const place = (state: FindingState) => findingStates.indexOf(state);

/** An invented client: two accounts, three regions, thirty-five checks, lapses, and one region whose recorder stopped. */
export function binderSource(size: Size = { perPlace: 3 }): BinderSource {
  const findings = fixtureChecks
    .flatMap((check) => findingsOf(check, size, [check.control]))
    .sort(
      (a, b) =>
        place(a.state) - place(b.state) ||
        severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
        (a.id < b.id ? -1 : 1),
    );
  const byCheck = new Map(fixtureChecks.map(({ id }) => [id, findings.filter(({ checkId }) => checkId === id)]));
  const controls = Object.keys(controlTitles).map((id) => controlReading(id, findings));
  const types = [...new Set(fixtureChecks.map(({ type }) => type))].filter((type) => !isContainer(type));
  const log = auditLog();
  const cells = accounts.flatMap((account) => regions.map((region) => cell(account, region)));
  return {
    engagement: {
      id: 'tidewater',
      client: 'Tidewater Payments',
      service: 'Payments platform',
      timeZone: 'UTC',
      auditor: '',
      reportOn: null,
      previous: null,
      people: [],
      stalenessAnchor: 'period-end',
      rolledFrom: null,
      scope: { reportType: 2, period: { from: '2026-01-01', to: '2026-12-31' } },
      categories: ['security', 'availability', 'confidentiality'],
      createdAt: '2026-01-05T09:00:00.000Z',
    },
    number: 4,
    asOf,
    toolVersion: '0.1.0',
    head: { entries: log.length, hash: log.at(-1)?.entryHash ?? '' },
    log,
    criteria: criteria.map((criterion) => criterionReading(criterion, findings, controls)),
    controls,
    checks: fixtureChecks.map((check) => checkReading(check, byCheck.get(check.id) ?? [])),
    cells,
    scope,
    conclusions,
    exceptions: exceptionsOf(findings, controls),
    attached: attachedBytes,
    gaps: [
      {
        account: '444455556666',
        region: 'eu-central-1',
        what: 'Configuration items',
        reason: 'The recorder stopped on 18 July 2026',
        hides: 'Changes to 62 resources over 74 days',
        remedy: 'Start the recorder and import a new snapshot',
        verdictsUnknown: 62,
      },
      {
        account: '444455556666',
        region: 'us-east-1',
        what: 'AWS::EC2::Volume, AWS::Logs::LogGroup',
        reason: 'The recorder leaves these types out',
        hides: 'Unencrypted volumes and short log retention',
        remedy: 'Record all supported types',
        verdictsUnknown: 6,
      },
      {
        account: '111122223333',
        region: 'global',
        what: 'Sign-in methods',
        reason: 'The file holds no credential report',
        hides: 'Users without a second factor',
        remedy: 'Import the credential report',
        verdictsUnknown: 0,
      },
    ],
    collections: [1, 2].map((id) => ({
      id,
      kind: 'import',
      state: id === 1 ? 'done' : 'partial',
      startedAt: `2026-09-2${id}T08:00:00.000Z`,
      endedAt: `2026-09-2${id}T08:01:00.000Z`,
      actor: 'preparer',
      toolVersion: '0.1.0',
      run: null,
      tasks: [
        ...cells.slice(id * 3 - 3, id * 3).map(({ account, region }) => ({
          id: `task-${account}-${region}`,
          label: `${account}_Config_${region}_ConfigSnapshot.json.gz`,
          state: 'done' as const,
          bytes: 182_441,
          items: 412,
          snapshotId: `snapshot-${account}-${region}`,
          reason: null,
          endedAt: `2026-09-2${id}T08:01:00.000Z`,
          call: null,
        })),
        ...(id === 2
          ? [
              {
                id: 'task-broken',
                label: 'notes.docx',
                state: 'failed' as const,
                bytes: 9_120,
                items: 0,
                snapshotId: null,
                reason: 'notes.docx: the file is not JSON and not an archive of JSON files.',
                endedAt: '2026-09-22T08:01:00.000Z',
                call: null,
              },
            ]
          : []),
      ],
    })),
    snapshots: cells.map(({ account, region }, nth) => ({
      id: `snapshot-${account}-${region}`,
      collectionId: nth < 3 ? 1 : 2,
      provider: 'aws',
      fileName: `${account}_Config_${region}_ConfigSnapshot.json.gz`,
      kind: 'config-snapshot',
      sha256: sha256(account + region),
      bytes: 182_441,
      encoding: 'gzip',
      items: 412,
      repeated: nth,
      standing: 'evidence',
      earliestAt: '2026-01-08T06:11:00.000Z',
      latestAt: '2026-09-28T05:31:00.000Z',
      importedAt: '2026-09-21T08:01:00.000Z',
      counts: [{ account, region, type: 'AWS::S3::Bucket', items: 412 }],
      notes: [],
      provenance: null,
    })),
    stated: new Map([[2, { account: '111122223333', region: 'eu-west-1', readAt: null, by: 'Ann' }]]),
    findings: () => findings,
    resources: () => types.flatMap((type) => resourcesOf(type, size)),
    item: (hash) => items.get(hash) ?? raise(`No item ${hash}.`),
  };
}

function raise(message: string): never {
  throw new Error(message);
}
