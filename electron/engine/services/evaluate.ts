import { hash } from 'node:crypto';
import type { Check } from '@shared/domain/check.ts';
import type { Engagement } from '@shared/domain/engagement.ts';
import { reportInterval } from '@shared/domain/engagement.ts';
import { type Finding, segmentKinds } from '@shared/domain/finding.ts';
import { earlier, type Interval, later } from '@shared/domain/period.ts';
import { cloudOf, isOwnType, type Provider, type Resource, type ResourceRef } from '@shared/domain/resource.ts';
import { instantInWords } from '@shared/domain/words.ts';
import { checks as allChecks } from '../checks/registry.ts';
import { absenceFindings, containerFindings } from '../evaluate/container-findings.ts';
import { cellOf, gapsOf } from '../evaluate/coverage.ts';
import type { Frame, JudgedSubject, Sharing } from '../evaluate/finding.ts';
import { type Changes, changesAround, type Surroundings } from '../evaluate/lifeline.ts';
import { createLineSum, type LineSum } from '../evaluate/line.ts';
import { isStopped, knowledge, type Place, placeKey } from '../evaluate/place.ts';
import { resourceFindings } from '../evaluate/resource-findings.ts';
import { ruleFindings } from '../evaluate/rule-results.ts';
import { containerOf } from '../normalise/aws/resource.ts';
import { azureContainerOf } from '../normalise/azure/resource.ts';
import type { Workspace } from '../store/open.ts';
import type { Judgement } from '../store/repos/judgement.repo.ts';
import type { TypeInPlace } from '../store/repos/resource.query.ts';
import type { Deps } from './deps.ts';
import { openItemJudge } from './item-judge.ts';
import { createLifelines, type Lifelines } from './lifelines.ts';
import { readPlaces } from './places.ts';
import { record } from './record.ts';
import { readRuleAnswers } from './rule-answers.ts';
import { standardsOf } from './standards.ts';

export interface EvaluateProgress {
  readonly done: number;
  readonly total: number;
}

/** The instant judged when none is named: now, but never after the last moment the report speaks of. */
export function defaultAsOf(engagement: Engagement, now: string): string {
  return earlier(now, reportInterval(engagement).to);
}

interface Judging {
  readonly workspace: Workspace;
  readonly frame: Frame;
  readonly around: Surroundings;
  readonly lifelines: Lifelines;
  readonly places: readonly Place[];
  readonly rows: readonly TypeInPlace[];
  readonly sums: ReadonlyMap<string, LineSum>;
  /** The sums of the lines of shared findings, by list, and how many of each list are unknown: added to those of the checks at the end. */
  readonly sharedSums: Map<Sharing['findings'], { readonly sum: LineSum; readonly unknown: number }>;
  readonly unknownIn: Map<string, number>;
  readonly add: (subject: JudgedSubject) => void;
}

const unknownAmong = (findings: readonly Pick<Finding, 'verdict'>[]): number =>
  findings.reduce((sum, { verdict }) => sum + (verdict === 'unknown' ? 1 : 0), 0);

function keep(judging: Judging, subject: JudgedSubject): void {
  const { findings, shared, resource } = subject;
  judging.add(subject);
  for (const { check, segments } of findings) judging.sums.get(check.id)?.add(segments);
  const unknown = unknownAmong(findings) + (shared === null ? 0 : keepLine(judging, shared));
  if (unknown === 0) return;
  const key = placeKey(resource.account, resource.region);
  judging.unknownIn.set(key, (judging.unknownIn.get(key) ?? 0) + unknown);
}

/** Adds the line of shared findings to their sum; gives how many of them are unknown. */
function keepLine({ sharedSums }: Judging, { findings, line }: Sharing): number {
  const known = sharedSums.get(findings) ?? { sum: createLineSum(), unknown: unknownAmong(findings) };
  sharedSums.set(findings, known);
  known.sum.add(line);
  return known.unknown;
}

/** Each check's line through the period, all its resources together. */
function linesOf({ sums, sharedSums }: Judging): Judgement['lines'] {
  for (const [findings, { sum }] of sharedSums)
    for (const { check, verdict } of findings) sums.get(check.id)?.addSum(sum, segmentKinds[verdict]);
  return Object.fromEntries([...sums].map(([id, sum]) => [id, sum.result()]));
}

/** Where a resource's recording ended, when it did. Global types are written down by any region that records them. */
function stopOf(places: readonly Place[], resource: ResourceRef, asOf: string): ReturnType<Frame['stoppedAt']> {
  const own = places.filter((place) => place.account === resource.account);
  const writers =
    resource.region === 'global'
      ? own.filter(({ recorder }) => recorder?.recordsGlobalTypes === true)
      : own.filter(({ region }) => region === resource.region);
  const stopped = writers.filter(({ recorder }) => recorder !== null && isStopped(recorder, asOf));
  const [first] = stopped;
  if (first === undefined || stopped.length < writers.length) return null;
  const at = first.recorder?.stoppedAt ?? first.observedUntil;
  return { at, because: `AWS Config stopped recording in ${first.account} ${first.region} on ${instantInWords(at)}.` };
}

/** The part of a finding's id that says what it is about: stable over judgements, and another one in each engagement. */
const codeOf = ({ id: engagement }: Engagement, { account, region, type, id }: ResourceRef): string =>
  hash('sha256', [engagement, account, region, type, id].join('\n'), 'hex').slice(0, 14);

function frameOf(workspace: Workspace, places: readonly Place[], asOf: string): Frame {
  const engagement = workspace.engagements.get();
  const period = reportInterval(engagement);
  const window: Interval = { from: period.from, to: later(period.from, earlier(period.to, asOf)) };
  const stops = new Map<string, ReturnType<Frame['stoppedAt']>>();
  return {
    asOf,
    window,
    hasPeriod: engagement.scope.reportType === 2,
    stoppedAt(resource) {
      const key = placeKey(resource.account, resource.region);
      const known = stops.get(key);
      const stop = known === undefined ? stopOf(places, resource, asOf) : known;
      stops.set(key, stop);
      return stop;
    },
  };
}

/** What changed around a check's resources, looked up where it is asked for: it may take reading tens of thousands. */
function changesOnce({ around, frame }: Judging, account: string): (check: Check) => Changes {
  const known = new Map<string, readonly string[]>();
  return (check) => () => {
    const changes = known.get(check.id) ?? changesAround(check, around, account).filter((at) => at <= frame.asOf);
    known.set(check.id, changes);
    return changes;
  };
}

/** Judges every resource of the types that checks look at, in the account whose surroundings are loaded. */
function judgeResources(
  judging: Judging,
  account: string,
  checks: readonly Check[],
  tick: (resources: number) => void,
): ReadonlySet<string> {
  const found = new Set<string>();
  const changes = changesOnce(judging, account);
  const types = [...new Set(checks.flatMap((check) => check.looksAt))];
  for (const type of types) {
    const looking = checks.filter((check) => check.looksAt.includes(type));
    for (const lifeline of judging.lifelines.each(account, type)) {
      found.add(type);
      tick(1);
      const subject = resourceFindings(looking, lifeline, judging.around, changes, judging.frame);
      if (subject !== null) keep(judging, subject);
    }
  }
  return found;
}

/** The cloud of an account; of one that only inventory names, by the form of its id. */
const providerOf = ({ places }: Judging, account: string): Provider =>
  places.find((place) => place.account === account)?.provider ?? cloudOf(account);

const isTenant = ({ places }: Judging, account: string): boolean =>
  places.some((place) => place.account === account && place.isTenant);

function accountContainer(judging: Judging, account: string): Resource {
  const { asOf } = judging.frame;
  return providerOf(judging, account) === 'azure'
    ? azureContainerOf(account, isTenant(judging, account), asOf)
    : containerOf(account, null, asOf);
}

/** Accounts and regions are resources too: "no trail in any region" is a fact about the account. */
function judgeContainers(judging: Judging, account: string, checks: readonly Check[]): void {
  const own = judging.places.filter((place) => place.account === account);
  const changes = changesOnce(judging, account);
  const observed = (places: readonly Place[]): Interval => ({
    from: judging.lifelines.firstSeen(places) ?? judging.frame.asOf,
    to: places.reduce((latest, place) => later(latest, place.observedUntil), ''),
  });
  const judge = (container: Resource, places: readonly Place[]): void => {
    const looking = checks.filter(({ looksAt }) => looksAt.includes(container.type));
    keep(judging, containerFindings(looking, container, judging.around, changes, observed(places), judging.frame));
  };
  judge(accountContainer(judging, account), own);
  if (providerOf(judging, account) === 'azure') return;
  for (const place of own.filter(({ region }) => region !== 'global'))
    judge(containerOf(account, place.region, judging.frame.asOf), [place]);
}

/** What the client's own rules judged: their results are read, and no resource is judged again for them. */
function takeRuleResults(judging: Judging, account: string, checks: readonly Check[]): void {
  const { workspace, rows, places, around, frame } = judging;
  const answers = readRuleAnswers(workspace, rows, places, account, frame.asOf);
  if (answers === null) return;
  for (const subject of ruleFindings(checks, answers, around, frame)) keep(judging, subject);
}

function judgeAccount(
  judging: Judging,
  account: string,
  checks: readonly Check[],
  tick: (resources: number) => void,
): void {
  const onItems = checks.filter(({ looksAt }) => !looksAt.some(isOwnType));
  const found = judgeResources(judging, account, onItems, tick);
  if (account === '') return;
  judgeContainers(judging, account, checks);
  takeRuleResults(judging, account, checks);
  if (isTenant(judging, account)) return;
  const container = accountContainer(judging, account);
  const absent = onItems.filter(({ looksAt }) => !looksAt.some((type) => found.has(type)));
  keep(judging, absenceFindings(absent, container, judging.around, judging.frame));
}

/** The checks of one cloud; all of them where nobody said which it is. */
const ofProvider = (provider: Provider | null): readonly Check[] =>
  provider === null ? allChecks : allChecks.filter((check) => check.provider === provider);

const azureTypes: readonly string[] = [
  ...new Set(ofProvider('azure').flatMap(({ looksAt }) => looksAt.filter((type) => !isOwnType(type)))),
].sort();

function store(judging: Judging, deps: Deps): void {
  const { workspace, places, rows, frame } = judging;
  const cells = places
    .filter(({ account }) => !isTenant(judging, account))
    .map((place) => {
      const own = rows.filter(
        ({ account, region, type }) => account === place.account && region === place.region && !isOwnType(type),
      );
      const instants = own.flatMap(({ earliestAt, latestAt }) => [earliestAt, latestAt]).sort();
      return cellOf(
        place,
        {
          resources: own.reduce((sum, { resources }) => sum + resources, 0),
          types: own.length,
          earliestAt: instants[0] ?? null,
          latestAt: instants.at(-1) ?? null,
          verdictsUnknown: judging.unknownIn.get(placeKey(place.account, place.region)) ?? 0,
        },
        frame.asOf,
      );
    });
  workspace.judgements.put({
    asOf: frame.asOf,
    judgedAt: deps.clock(),
    toolVersion: deps.toolVersion,
    cells,
    gaps: gapsOf(cells, places, azureTypes),
    lines: linesOf(judging),
  });
}

/**
 * Judges everything read, as of an instant (ISO 8601 UTC), and puts the findings in place of the last ones in one
 * transaction. Nothing after the instant is looked at, so the same files and instant always give the same findings.
 */
export function evaluate(
  workspace: Workspace,
  deps: Deps,
  asOf: string,
  onProgress: (progress: EvaluateProgress) => void = () => {},
): void {
  const rows = workspace.resources.places();
  const places = readPlaces(workspace, rows, asOf);
  const ownAccounts = [...new Set(places.map(({ account }) => account))];
  const judge = openItemJudge(deps.toolVersion);
  const lifelines = createLifelines({ workspace, places, rows, judge, ownAccounts, asOf });
  const engagement = workspace.engagements.get();
  const standards = standardsOf(workspace.controls.all(), engagement);
  const around: Surroundings = {
    ownAccounts,
    inForce: lifelines.inForce,
    changes: lifelines.changes,
    known: (type, account, region, at) => knowledge(places, type, account, region, at),
    parameterOf: standards.parameterOf,
    parameterChanges: standards.changes,
  };
  const frame = frameOf(workspace, places, asOf);
  const sums = new Map(allChecks.map((check) => [check.id, createLineSum()]));
  const total = workspace.resources.count();
  let done = 0;
  const tick = (resources: number): void => {
    done += resources;
    if (done % 2_000 === 0) onProgress({ done, total });
  };
  const change = {
    action: 'findings.judged',
    objectType: 'engagement',
    objectId: engagement.id,
    after: { asOf, checks: allChecks.length },
  };
  record(workspace, deps, change, () => {
    workspace.findings.replace((addSubject) => {
      const add = (subject: JudgedSubject) => addSubject({ ...subject, code: codeOf(engagement, subject.resource) });
      const own = { sums, sharedSums: new Map(), unknownIn: new Map(), add };
      const judging: Judging = { workspace, frame, around, lifelines, places, rows, ...own };
      for (const account of lifelines.accounts())
        judgeAccount(judging, account, ofProvider(account === '' ? null : providerOf(judging, account)), tick);
      store(judging, deps);
    });
  });
  onProgress({ done: total, total });
}
