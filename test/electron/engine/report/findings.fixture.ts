import { createHash } from 'node:crypto';
import { findingState, type Lapse, type Segment } from '@shared/domain/finding.ts';
import type { SourceFinding, SourceResource } from '../../../../electron/engine/report/binder-source.ts';
import type { FixtureCheck } from './checks.fixture.ts';

/** How many resources of a type stand in one account and region. */
export interface Size {
  readonly perPlace: number;
}

export const asOf = '2026-09-30T23:59:00.000Z';
const start = '2026-01-01T00:00:00.000Z';
export const accounts = ['111122223333', '444455556666'] as const;
export const regions = ['eu-central-1', 'eu-west-1', 'us-east-1'] as const;
export const stoppedAt = '2026-07-18T04:12:09.000Z';
export const isStopped = (account: string, region: string) => account === accounts[1] && region === 'eu-central-1';
const globalTypes = new Set(['AWS::IAM::User', 'AWS::IAM::Role', 'AWS::IAM::Policy', 'aws.account']);
export const isContainer = (type: string) => type.startsWith('aws.');

/** SHA-256 as hex. */
export const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
export const items = new Map<string, Uint8Array>();

function keep(value: unknown): string {
  const bytes = Buffer.from(JSON.stringify(value, null, 1));
  const hash = sha256(bytes);
  items.set(hash, bytes);
  return hash;
}

export function resourcesOf(type: string, { perPlace }: Size): readonly SourceResource[] {
  const places = globalTypes.has(type) ? ['global'] : regions;
  const short = (type.split('::').at(-1) ?? type).toLowerCase();
  return accounts.flatMap((account) =>
    places.flatMap((region) =>
      Array.from({ length: isContainer(type) ? 1 : perPlace }, (_, nth): SourceResource => {
        const id = isContainer(type)
          ? `${account}${region === 'global' ? '' : `/${region}`}`
          : `${short}-${sha256(account + region + type + nth).slice(0, 9)}`;
        const capturedAt = `2026-0${1 + (nth % 6)}-1${nth % 9}T0${nth % 8}:40:00.000Z`;
        return {
          provider: 'aws',
          account,
          region,
          type,
          id,
          name: isContainer(type) ? id : `tidewater-${short}-${nth + 1}`,
          arn: isContainer(type) ? null : `arn:aws:${short}:${region}:${account}:${short}/${id}`,
          capturedAt,
          isDeleted: false,
          standing: 'evidence',
          versions: 1 + (nth % 4),
          snapshotId: `snapshot-${account}-${region}`,
          itemSha256: keep({
            awsAccountId: account,
            awsRegion: region,
            resourceType: type,
            resourceId: id,
            configuration: { nth },
          }),
        };
      }),
    ),
  );
}

const lapse = (
  check: FixtureCheck,
  resource: SourceResource,
  from: string,
  to: string | null,
  isStartUncertain: boolean,
): Lapse => ({
  from,
  to,
  isStartUncertain,
  because: `${check.path.split('.').at(-1)} is ${check.bad}.`,
  seen: [{ path: check.path, value: check.bad }],
  capturedAt: from,
  itemSha256: isContainer(resource.type)
    ? null
    : keep({ resourceId: resource.id, check: check.id, at: from, value: check.bad }),
  snapshotId: resource.snapshotId,
});

function lapsesOf(check: FixtureCheck, resource: SourceResource, nth: number): readonly Lapse[] {
  if (nth < check.fails)
    return [
      lapse(
        check,
        resource,
        nth % 3 === 2 ? '2026-01-14T05:40:00.000Z' : `2026-0${6 + (nth % 3)}-0${2 + nth}T08:15:00.000Z`,
        null,
        nth % 3 === 2,
      ),
    ];
  if (nth < check.fails + check.lapsed)
    return [lapse(check, resource, '2026-03-11T14:02:00.000Z', '2026-03-30T09:40:00.000Z', false)];
  return [];
}

function segmentsOf(lapses: readonly Lapse[], isUnseen: boolean): readonly Segment[] {
  const end = isUnseen ? stoppedAt : asOf;
  const cuts = lapses.flatMap(({ from, to }): Segment[] => [{ kind: 'lapsed', from, to: to ?? end }]);
  const held: Segment[] = [];
  let at = start;
  for (const cut of cuts) {
    if (cut.from > at) held.push({ kind: 'held', from: at, to: cut.from });
    at = cut.to;
  }
  if (at < end) held.push({ kind: 'held', from: at, to: end });
  const unseen: Segment[] = isUnseen ? [{ kind: 'unobserved', from: stoppedAt, to: asOf }] : [];
  return [...held, ...cuts, ...unseen].sort((a, b) => (a.from < b.from ? -1 : 1));
}

export function findingsOf(check: FixtureCheck, size: Size, controls: readonly string[]): readonly SourceFinding[] {
  return resourcesOf(check.type, size).map((resource, nth) => {
    const isUnseen = isStopped(resource.account, resource.region) && check.id !== 'aws.config-recorder-complete';
    const lapses = isUnseen ? [] : lapsesOf(check, resource, nth);
    const isFailing = lapses.some(({ to }) => to === null);
    const verdict = isUnseen
      ? 'unknown'
      : isFailing
        ? 'fail'
        : check.type === 'AWS::IAM::Role' && nth === 0
          ? 'not-applicable'
          : 'pass';
    const value = isFailing ? check.bad : check.good;
    const { provider, account, region, type, id, name } = resource;
    return {
      id: `${check.id}|${resource.account}|${resource.region}|${resource.id}`,
      checkId: check.id,
      checkVersion: 1 + (check.title.length % 4),
      resource: { provider, account, region, type, id, name },
      arn: resource.arn,
      verdict,
      state: findingState(verdict, lapses),
      because: isUnseen
        ? `The recorder in ${region} has been stopped since 18 July 2026, so the state is not known.`
        : verdict === 'not-applicable'
          ? 'The role is managed by the provider.'
          : `${check.path.split('.').at(-1)} is ${value}.`,
      seen: isUnseen ? [] : [{ path: check.path, value }],
      severity: check.severity,
      capturedAt: isUnseen ? null : resource.capturedAt,
      itemSha256: isContainer(type) ? null : resource.itemSha256,
      snapshotId: resource.snapshotId,
      segments: segmentsOf(lapses, isUnseen),
      lapses,
      controls,
      criteria: check.criteria,
    };
  });
}
