import type { Check, Scene } from '@shared/domain/check.ts';
import { earlier, later } from '@shared/domain/period.ts';
import type { Resource, ResourceRef } from '@shared/domain/resource.ts';
import type { Verdict, VerdictStatus } from '@shared/domain/verdict.ts';
import { type Frame, findingOn, type JudgedSubject, noBasis } from './finding.ts';
import type { Surroundings } from './lifeline.ts';
import { type JudgedState, lapsesOf, segmentsOf } from './timeline.ts';

/** One result as it stands in the store; the row is read when it is judged. */
export interface ResultRow extends Pick<Resource, 'region' | 'capturedAt'> {
  readonly sha256: string;
  readonly snapshotId: string;
  readonly rule: string;
  readonly type: string;
  readonly id: string;
  whole(): Resource;
}

/** What was read about the rules of one account, every reading of it. */
export interface RuleAnswers {
  readonly account: string;
  /** Descriptions of rules; their capture is the instant they were read. */
  readonly rules: readonly Resource[];
  /** All other rows that judging a result reads, by type. */
  readonly beside: ReadonlyMap<string, readonly Resource[]>;
  readonly results: readonly ResultRow[];
  /** The managed rule behind a deployed one; null for rules of anybody else. */
  identifierOf(rule: Resource): string | null;
  /** The last instant at which the rule of a result is known to have run successfully; null when no answer says. */
  ranUntil(rule: Resource, scene: Scene): string | null;
  /** The resource a result speaks of, as it is known otherwise; null when it is not. */
  resourceOf(type: string, id: string): (ResourceRef & Pick<Resource, 'arn'>) | null;
  /** Why the results of a region could not be read live, in a sentence; null where they were, or nobody asked. */
  whyUnread(region: string): string | null;
  /** The account, or one region of it. */
  containerOf(region: string | null): Resource;
}

const accountType = 'AWS::::Account';
const placeKey = (region: string, name: string): string => `${region} ${name}`;

/** The newest row of each name in each region. */
function newestRows(rows: readonly Resource[]): readonly Resource[] {
  const found = new Map<string, Resource>();
  for (const row of rows) {
    const key = placeKey(row.region, row.name);
    const known = found.get(key);
    if (known === undefined || known.capturedAt < row.capturedAt) found.set(key, row);
  }
  return [...found.values()];
}

type Rows = (type: string, region: string | undefined) => readonly Resource[];

/** What was known from one reading until the next; every list is made once, so that lookups by name stay quick. */
function rowsBefore({ rules, beside }: RuleAnswers, next: string): Rows {
  const lists = new Map<string, readonly Resource[]>();
  return (type, region) => {
    const key = placeKey(region ?? '', type);
    const known = lists.get(key);
    if (known !== undefined) return known;
    const all = [...rules, ...(beside.get(type) ?? [])].filter((row) => row.type === type && row.capturedAt < next);
    const made = newestRows(region === undefined ? all : all.filter((row) => row.region === region));
    lists.set(key, made);
    return made;
  };
}

interface Stage {
  readonly answers: RuleAnswers;
  readonly around: Surroundings;
  readonly frame: Frame;
  /** The instants at which rules were read, oldest first. */
  readonly readings: readonly string[];
  readonly rows: Map<string, Rows>;
}

const never = '9999';

/** The reading after the last one up to an instant; where all came later the first stands in, for a description is not of its day. */
const nextReading = ({ readings }: Stage, at: string): string =>
  readings.slice(1).find((reading) => reading > at) ?? never;

function sceneOf(stage: Stage, check: Check, at: string): Scene {
  const { answers, around } = stage;
  const next = nextReading(stage, at);
  const rows = stage.rows.get(next) ?? rowsBefore(answers, next);
  stage.rows.set(next, rows);
  return {
    asOf: at,
    isPast: (instant) => at >= instant,
    ownAccounts: around.ownAccounts,
    of: (type, _account, region) => rows(type, region),
    known: (type, account, region) => around.known(type, account, region, at),
    parameter: (name) => around.parameterOf(check, name, at),
  };
}

/** A rule that is deployed in a place, with the check that its results answer. */
interface Deployed {
  readonly rule: Resource;
  readonly check: Check;
}

function deployedRules(checks: readonly Check[], { rules, identifierOf }: RuleAnswers): ReadonlyMap<string, Deployed> {
  const byRule = new Map(
    checks.flatMap((check) => (check.judgedBy === undefined ? [] : [[check.judgedBy.rule, check]])),
  );
  return new Map(
    newestRows(rules).flatMap((rule) => {
      const check = byRule.get(identifierOf(rule) ?? '');
      return check === undefined ? [] : [[placeKey(rule.region, rule.name), { rule, check }]];
    }),
  );
}

/** The readings of one result of one rule in one region, oldest first. */
interface Line {
  readonly deployed: Deployed;
  readonly rows: readonly ResultRow[];
}

const until = ({ deployed: { rule } }: Line, from: string, end: string, scene: Scene, stage: Stage): string =>
  earlier(later(from, stage.answers.ranUntil(rule, scene) ?? from), end);

/** A result counts at its time, and for as long as the rule is known to have run since. */
function statesOf(line: Line, stage: Stage): readonly JudgedState[] {
  return line.rows.map((row, place): JudgedState => {
    const end = line.rows[place + 1]?.capturedAt ?? stage.frame.asOf;
    const scene = sceneOf(stage, line.deployed.check, end);
    const verdict = line.deployed.check.judge(row.whole(), scene);
    const { capturedAt: from, sha256, snapshotId } = row;
    return {
      from,
      until: until(line, from, end, scene, stage),
      status: verdict.status,
      words: () => verdict,
      capturedAt: from,
      itemSha256: sha256,
      snapshotId,
    };
  });
}

/** Of several rules with one identifier: one that fails speaks before one that passes, and both before one not usable. */
const precedence: readonly VerdictStatus[] = ['fail', 'pass', 'unknown', 'not-applicable'];

interface Told {
  readonly line: Line;
  readonly states: readonly JudgedState[];
  readonly last: JudgedState;
}

function strongest(lines: readonly Line[], stage: Stage): Told | undefined {
  const told = lines.flatMap((line): readonly Told[] => {
    const states = statesOf(line, stage);
    const last = states.at(-1);
    return last === undefined ? [] : [{ line, states, last }];
  });
  return told.sort((a, b) => precedence.indexOf(a.last.status) - precedence.indexOf(b.last.status))[0];
}

/** Of one rule in several regions the newest result counts: an account-wide truth is told in each of them. */
function newestOfEachRule(lines: readonly Line[]): readonly Line[] {
  const found = new Map<string, Line>();
  const at = (line: Line | undefined): string => line?.rows.at(-1)?.capturedAt ?? '';
  for (const line of lines) {
    const { name } = line.deployed.rule;
    if (at(line) > at(found.get(name))) found.set(name, line);
  }
  return [...found.values()];
}

/** The resource a line speaks of. Identities are account-wide, so they are known as global. */
function subjectOf(
  { deployed: { check, rule }, rows }: Line,
  answers: RuleAnswers,
): ResourceRef & Pick<Resource, 'arn'> {
  const { type = '', id = '' } = rows[0] ?? {};
  if (type === accountType) return answers.containerOf(check.judgedBy?.isPerRegion === true ? rule.region : null);
  const known = answers.resourceOf(type, id);
  const region = type.startsWith('AWS::IAM::') ? 'global' : rule.region;
  return known ?? { provider: 'aws', account: answers.account, region, type, id, name: id, arn: null };
}

function subjectFindings(told: Told, subject: ResourceRef & Pick<Resource, 'arn'>, { frame }: Stage): JudgedSubject {
  const { line, states, last } = told;
  const { provider, account, region, type, id, name, arn } = subject;
  const resource = { provider, account, region, type, id, name };
  const lapses = frame.hasPeriod ? lapsesOf(states, frame.window, null) : [];
  const segments = segmentsOf(states, frame.window, null);
  return {
    ...noBasis,
    resource,
    arn,
    capturedAt: last.capturedAt,
    itemSha256: last.itemSha256,
    snapshotId: last.snapshotId,
    findings: [findingOn(line.deployed.check, null, last.words(), { segments, lapses })],
  };
}

/** What is said of a rule that is deployed in a region and of which no result was read. */
function withoutResult({ rule, check }: Deployed, told: Verdict, stage: Stage): JudgedSubject {
  const why = stage.answers.whyUnread(rule.region);
  const verdict = why === null ? told : { ...told, because: `${told.because} ${why}` };
  const { provider, account, region, type, id, name, arn } = stage.answers.containerOf(rule.region);
  const resource = { provider, account, region, type, id, name };
  const line = { segments: [{ kind: 'unobserved' as const, ...stage.frame.window }], lapses: [] };
  return { ...noBasis, resource, arn, findings: [findingOn(check, null, verdict, line)] };
}

/** The readings of each result, gathered by rule and place; results of rules that are not mapped belong to nobody. */
function linesOf(answers: RuleAnswers, deployed: ReadonlyMap<string, Deployed>, asOf: string): readonly Line[] {
  const found = new Map<string, { deployed: Deployed; rows: ResultRow[] }>();
  for (const row of answers.results) {
    const rule = deployed.get(placeKey(row.region, row.rule));
    if (rule === undefined || row.capturedAt > asOf) continue;
    const key = [row.region, row.rule, row.type, row.id].join('\n');
    const line = found.get(key);
    if (line === undefined) found.set(key, { deployed: rule, rows: [row] });
    else if (line.rows.at(-1)?.sha256 !== row.sha256) line.rows.push(row);
  }
  return [...found.values()];
}

/** Lines that answer one check about one subject. */
function gathered(lines: readonly Line[], answers: RuleAnswers) {
  const found = new Map<string, { subject: ReturnType<typeof subjectOf>; lines: Line[] }>();
  for (const line of lines) {
    const subject = subjectOf(line, answers);
    const key = [line.deployed.check.id, subject.region, subject.type, subject.id].join('\n');
    const known = found.get(key);
    if (known === undefined) found.set(key, { subject, lines: [line] });
    else known.lines.push(line);
  }
  return found.values();
}

const isAccountWide = ({ type, region }: ResourceRef): boolean => type === 'aws.account' || region === 'global';

/**
 * The findings of the client's own managed rules in an account: what AWS Config judged, on the resource it judged, as
 * of the instant judged. A rule that is not deployed gives none.
 */
export function* ruleFindings(
  checks: readonly Check[],
  answers: RuleAnswers,
  around: Surroundings,
  frame: Frame,
): Iterable<JudgedSubject> {
  const deployed = deployedRules(checks, answers);
  const readings = [...new Set(answers.rules.map(({ capturedAt }) => capturedAt))].sort();
  const stage: Stage = { answers, around, frame, readings, rows: new Map() };
  const lines = linesOf(answers, deployed, frame.asOf);
  const answered = new Set(lines.map(({ deployed: { rule } }) => placeKey(rule.region, rule.name)));
  const settled = new Set<string>();
  for (const { subject, lines: own } of gathered(lines, answers)) {
    const told = strongest(newestOfEachRule(own), stage);
    if (told === undefined) continue;
    if (isAccountWide(subject)) settled.add(told.line.deployed.check.id);
    yield subjectFindings(told, subject, stage);
  }
  for (const [key, one] of deployed) {
    const once = placeKey(one.rule.region, one.check.id);
    if (answered.has(key) || settled.has(one.check.id) || settled.has(once)) continue;
    settled.add(once);
    yield withoutResult(one, one.check.judge(one.rule, sceneOf(stage, one.check, frame.asOf)), stage);
  }
}
