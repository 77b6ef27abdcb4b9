import type { Control } from '@shared/domain/control.ts';
import type { CheckReading, ControlReading } from '@shared/domain/reading.ts';
import type { Seen } from '@shared/domain/verdict.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { listedUpTo, sentenceCase } from '../words.ts';
import { answeringFor, type ExceptionLine } from './exceptions.ts';
import type { FindingLine, LapseLine } from './findings.ts';
import { gapIds } from './gap-order.ts';
import { effect, expected, observed, type Part, severityParts } from './gap-words.ts';
import { groupBy } from './group.ts';
import { accountName, type Heading } from './heading.ts';

/** The most values a block shows: an unbreakable block must stay under a page. */
const mostValues = 8;

/** A value a gap rests on: where it stood, what it was, when it was seen, and the finding and file to look in. */
export interface ValueRow {
  readonly finding: string;
  readonly resource: string;
  readonly region: string;
  readonly path: string;
  /** JSON text, or a word when nothing stood there. */
  readonly value: string;
  readonly seenAt: string | null;
  readonly itemSha256: string | null;
}

/** One block of the gap report: one check that fails now or failed inside the period. */
export interface GapBlock {
  readonly id: string;
  readonly check: CheckReading;
  /** What failed, without the counts that stand under Observed. */
  readonly title: string;
  readonly kind: string;
  readonly accounts: string;
  readonly expected: string;
  readonly observed: readonly string[];
  readonly values: readonly ValueRow[];
  readonly moreValues: number;
  readonly parts: readonly Part[];
  readonly effect: string;
  readonly owner: string | null;
  /** The exceptions raised from it, each with who answers and when it is due. */
  readonly exceptions: readonly string[];
  readonly closesWhen: string;
  readonly lapses: readonly LapseLine[];
}

/** The first value of a list as text; `absent` when the property was not there. */
export function valueText(seen: Seen | undefined): string {
  if (seen === undefined) return 'no value to quote';
  return seen.value ?? 'absent';
}

function valueRow({ id, finding }: FindingLine): ValueRow {
  const lapse = finding.state === 'lapsed' ? finding.lapses.at(-1) : undefined;
  const { seen, capturedAt, itemSha256 } = lapse ?? finding;
  return {
    finding: id,
    resource: finding.resource.id,
    region: finding.resource.region,
    path: seen[0]?.path ?? '',
    value: valueText(seen[0]),
    seenAt: capturedAt,
    itemSha256,
  };
}

const accounts = (lines: readonly FindingLine[]): string => {
  const names = lines.map(({ finding }) => accountName(finding.resource.provider, finding.resource.account));
  return listedUpTo([...new Set(names)], 3);
};

function closesWhen({ checkId, version }: CheckReading, resources: number): string {
  const which = resources === 1 ? 'this resource' : `these ${counted(resources, 'resource')}`;
  return `${checkId} version ${version} passes on ${which} in a later collection.`;
}

interface Context {
  readonly ids: ReadonlyMap<string, string>;
  readonly lines: ReadonlyMap<string, readonly FindingLine[]>;
  readonly lapses: ReadonlyMap<string, readonly LapseLine[]>;
  readonly controls: ReadonlyMap<string, Control>;
  readonly answers: ReadonlyMap<string, readonly ExceptionLine[]>;
  readonly heading: Heading;
}

const answerWords = (line: ExceptionLine): string =>
  `${line.exception.id}: ${answeringFor(line)}, due ${dayWords(line.dueOn)}. ${line.state}.`;

function block(check: CheckReading, { ids, lines, lapses, controls, answers, heading }: Context): GapBlock {
  const failed = (lines.get(check.checkId) ?? []).filter(
    ({ finding: { state } }) => state === 'fail' || state === 'lapsed',
  );
  const lapsed = lapses.get(check.checkId) ?? [];
  const control = check.controls.map((id) => controls.get(id)).find((found) => found !== undefined);
  return {
    id: ids.get(check.checkId) ?? '',
    check,
    title: sentenceCase(check.sentence.split('; ')[0] ?? check.sentence),
    kind: control === undefined ? 'No control' : 'Operating gap',
    accounts: accounts(failed),
    expected: expected(check, control),
    observed: observed(check, failed, lapsed, heading),
    values: failed.slice(0, mostValues).map(valueRow),
    moreValues: Math.max(0, failed.length - mostValues),
    parts: severityParts(check, lapsed, heading),
    effect: effect(check),
    owner: control?.owner || null,
    exceptions: (answers.get(check.checkId) ?? []).map(answerWords),
    closesWhen: closesWhen(check, failed.length),
    lapses: lapsed,
  };
}

/** One block per check that fails or lapsed, in the order of the ranked checks. */
export function gapBlocks(
  ranked: readonly CheckReading[],
  findings: readonly FindingLine[],
  lapses: readonly LapseLine[],
  controls: readonly ControlReading[],
  /** Exceptions that stand, by check. */
  answers: ReadonlyMap<string, readonly ExceptionLine[]>,
  heading: Heading,
): readonly GapBlock[] {
  const context: Context = {
    ids: gapIds(ranked),
    lines: groupBy(findings, ({ finding }) => finding.checkId),
    lapses: groupBy(lapses, ({ finding }) => finding.finding.checkId),
    controls: new Map(controls.map(({ control }) => [control.id, control])),
    answers,
    heading,
  };
  return ranked.map((check) => block(check, context));
}
