import type { AffectedItem, AuditException, ExceptionKind, Origin } from '@shared/domain/exception.ts';
import type { Finding, Lapse } from '@shared/domain/finding.ts';
import { dayOf } from '@shared/domain/period.ts';
import type { CheckReading } from '@shared/domain/reading.ts';
import type { ScopeDifference } from '@shared/domain/system.ts';
import { counted, dayWords, listed } from '@shared/domain/words.ts';
import { AppError } from '@shared/errors.ts';
import { checks as allChecks } from '../checks/registry.ts';
import { repairSeenAt } from '../evaluate/follow-up.ts';
import { forOne } from '../evaluate/for-one.ts';
import type { Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { restsOnFinding, type Surroundings } from './exception-context.ts';
import { scopeView } from './scope.ts';

/** What an origin says about an exception; what a person writes wins over it. */
export type Proposal = Pick<
  AuditException,
  'title' | 'controlId' | 'kind' | 'source' | 'description' | 'sampleSize' | 'deviationCount' | 'affectedItems'
>;

const longestTitle = 200;
const mostReasons = 8;

/** An affected item for each lapse of a finding, and one for a state that is no lapse (one date, or nothing to be seen). */
export function itemsOf(finding: Finding): readonly AffectedItem[] {
  const { resource, lapses, verdict } = finding;
  const words = [resource.name || resource.id, resource.name === resource.id ? '' : resource.id, resource.region]
    .filter((it) => it !== '')
    .join(', ');
  const base = { words, findingId: finding.id };
  const ofLapse = (lapse: Lapse): AffectedItem => {
    const { from, capturedAt, itemSha256, snapshotId } = lapse;
    return { ...base, from, to: repairSeenAt(finding, lapse), capturedAt, itemSha256, snapshotId };
  };
  if (lapses.length > 0) return lapses.map(ofLapse);
  const { capturedAt, itemSha256, snapshotId } = finding;
  return [{ ...base, from: verdict === 'fail' ? capturedAt : null, to: null, capturedAt, itemSha256, snapshotId }];
}

/** Items written by hand, which nothing read shows. */
export const itemsByHand = (items: readonly string[]): readonly AffectedItem[] =>
  items.map((words) => ({
    ...{ words, findingId: null, from: null, to: null },
    ...{ capturedAt: null, itemSha256: null, snapshotId: null },
  }));

/** How many resources findings are about: one that fails two rules counts once. */
export const resourcesOf = (findings: readonly Finding[]): number =>
  new Set(findings.map(({ resource: { account, region, type, id } }) => [account, region, type, id].join(' '))).size;

/** The findings of these ids in the last judgement. */
export function foundIn(ids: readonly string[], around: Surroundings): readonly Finding[] {
  return [...new Set(ids)].map((id) => {
    const finding = around.finding(id);
    if (finding !== null) return finding;
    throw new AppError('not-found', `Finding ${id} is not in the last judgement.`, 'Judge again, or choose it anew.');
  });
}

/** One rule with those of its findings that were chosen. */
interface Chosen {
  readonly check: CheckReading;
  readonly findings: readonly Finding[];
}

const chosenIn = (findings: readonly Finding[], { checks }: Surroundings): readonly Chosen[] =>
  checks
    .map((check) => ({ check, findings: findings.filter(({ checkId }) => checkId === check.checkId) }))
    .filter((it) => it.findings.length > 0);

/** Why it failed, at each time it did; else what was said of it last. */
const reasonsOf = ({ lapses, because }: Finding): readonly string[] =>
  lapses.length === 0 ? [because] : lapses.map((lapse) => lapse.because);

const isUnknown = ({ verdict, state }: Finding): boolean => verdict === 'unknown' && state === 'unknown';

/** Everything a rule was asked of: judged, and, where that is what is wrong, not to be judged. */
const populationOf = ({ check, findings }: Chosen): number =>
  check.population + (findings.some(isUnknown) ? check.counts.unknown : 0);

/**
 * Failing on every resource in every reading points to the design of the control; otherwise it was designed and did not
 * operate. A proposal: a person may say otherwise.
 */
function kindOf(chosen: readonly Chosen[]): ExceptionKind {
  if (chosen.every(({ findings }) => findings.every(isUnknown))) return 'evidence';
  const neverHeld = ({ segments }: Finding): boolean => !segments.some(({ kind }) => kind === 'held');
  const isDesign = chosen.every((one) => one.findings.length === populationOf(one) && one.findings.every(neverHeld));
  return isDesign ? 'design' : 'operating';
}

/** `, from 3 Mar 2026 to 9 Mar 2026` when all of it is over; empty while any of it goes on. */
function spanWords(findings: readonly Finding[], timeZone: string): string {
  const items = findings.flatMap(itemsOf);
  const ends = items.flatMap(({ to }) => to ?? []).sort();
  const [start] = items.flatMap(({ from }) => from ?? []).sort();
  const end = ends.at(-1);
  if (start === undefined || end === undefined || ends.length < items.length) return '';
  const [from, to] = [start, end].map((at) => dayWords(dayOf(at, timeZone)));
  return from === to ? `, on ${from}` : `, from ${from} to ${to}`;
}

function titleOf({ check, findings }: Chosen, population: number, timeZone: string): string {
  const share = `${resourcesOf(findings)} of ${population}`;
  const failsAs = allChecks.find(({ id }) => id === check.checkId)?.failsAs;
  if (failsAs === undefined || findings.every(isUnknown)) return `${share} could not be judged: ${check.title}`;
  const words = resourcesOf(findings) === 1 ? forOne(failsAs, population) : failsAs;
  return `${share} ${words}${spanWords(findings, timeZone)}`;
}

/** The population of several rules: the largest of those that look at the same types, added up over different types. */
function wholeOf(chosen: readonly Chosen[]): number {
  const byType = new Map<string, number>();
  for (const one of chosen) {
    const type = allChecks.find(({ id }) => id === one.check.checkId)?.looksAt.join(' ') ?? one.check.checkId;
    byType.set(type, Math.max(byType.get(type) ?? 0, populationOf(one)));
  }
  return [...byType.values()].reduce((sum, size) => sum + size, 0);
}

/** The first control that every rule reaches and that applies. */
function controlOf(chosen: readonly Chosen[], { controls }: Surroundings): string {
  const applies = (id: string): boolean =>
    controls.some(({ control }) => control.id === id && control.status !== 'not-applicable');
  const [first, ...rest] = chosen.map(({ check }) => check.controls.filter(applies));
  return first?.find((id) => rest.every((ids) => ids.includes(id))) ?? '';
}

function fromFindings(ids: readonly string[], wanted: string | undefined, around: Surroundings): Proposal {
  const findings = foundIn(ids, around);
  const chosen = chosenIn(findings, around);
  const controlId = wanted ?? controlOf(chosen, around);
  const [one, ...more] = chosen;
  if (one === undefined || (controlId === '' && more.length > 0))
    throw new AppError(
      'bad-input',
      `The findings of ${listed(chosen.map(({ check }) => check.checkId))} share no control of the matrix.`,
      'Raise them apart, or name the control.',
    );
  const all = Math.max(wholeOf(chosen), resourcesOf(findings));
  const failing = resourcesOf(findings);
  const several = `${failing} of ${counted(all, 'resource')} ${failing === 1 ? 'fails' : 'fail'} ${chosen.length} rules of ${controlId}: ${chosen.map(({ check }) => check.title).join('; ')}`;
  const title = more.length === 0 ? titleOf(one, all, around.engagement.timeZone) : several;
  return {
    title: title.length > longestTitle ? `${title.slice(0, longestTitle - 1)}…` : title,
    controlId,
    kind: kindOf(chosen),
    source: 'drift',
    description: [...new Set(findings.flatMap(reasonsOf))].slice(0, mostReasons).join(' '),
    sampleSize: all,
    deviationCount: resourcesOf(findings),
    affectedItems: findings.flatMap(itemsOf),
  };
}

function fromDifference({ account, region, declared, seen, consequence, evidence }: ScopeDifference): Proposal {
  const place = region === null ? account : `${account} ${region}`;
  return {
    title: `${place}: the scope register and what was read disagree`,
    controlId: 'GOV-06',
    kind: 'scope',
    source: 'drift',
    description: [`Declared: ${declared.words}`, `Seen: ${seen.words}`, consequence].join(' '),
    sampleSize: null,
    deviationCount: null,
    affectedItems: evidence.map(({ words, snapshotId, itemSha256, capturedAt }) => ({
      words,
      findingId: null,
      from: seen.firstSeenAt,
      to: null,
      capturedAt,
      itemSha256,
      snapshotId,
    })),
  };
}

const byHand: Proposal = {
  title: '',
  controlId: '',
  kind: 'operating',
  source: 'self-assessment',
  description: '',
  sampleSize: null,
  deviationCount: null,
  affectedItems: [],
};
const ofKind: Readonly<Partial<Record<Origin['kind'], Partial<Proposal>>>> = {
  'missing-evidence': { kind: 'evidence' },
  'sample-deviation': { source: 'test' },
};

/** What the origins chosen say about an exception of a control (the one wanted, when a person named it). */
export function proposalOf(
  origins: readonly Origin[],
  wanted: string | undefined,
  workspace: Workspace,
  deps: Deps,
  around: Surroundings,
): Proposal {
  const findings = origins.filter((origin) => restsOnFinding(origin, around)).map(({ id }) => id);
  if (findings.length > 0) return fromFindings(findings, wanted, around);
  const asked = origins.find(({ kind }) => kind === 'scope-difference');
  const [first] = origins;
  if (asked === undefined) return { ...byHand, ...(first === undefined ? {} : ofKind[first.kind]) };
  const difference = scopeView(workspace, deps).differences.find(({ id }) => id === asked.id);
  if (difference !== undefined) return fromDifference(difference);
  throw new AppError('not-found', `The scope difference ${asked.id} is not there any more.`, 'Look at the scope anew.');
}
