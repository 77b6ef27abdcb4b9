import type { Output } from '@shared/contract/contract.ts';
import { severities } from '@shared/domain/check.ts';
import type { Snapshot } from '@shared/domain/collection.ts';
import { reportInterval } from '@shared/domain/engagement.ts';
import { daysBetween } from '@shared/domain/period.ts';
import type { CheckReading, ControlReading } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import { forOne } from '../evaluate/for-one.ts';
import type { Workspace } from '../store/open.ts';
import { allGaps } from './coverage.ts';
import type { Deps } from './deps.ts';
import { readReadings } from './readings.ts';

type Overview = Output<'overview.get'>;

const worryLimit = 5;
const stripLimit = 9;

const lapsedDays = ({ segments }: ControlReading): number =>
  segments.filter(({ kind }) => kind === 'lapsed').reduce((sum, { from, to }) => sum + daysBetween(from, to), 0);

function worryOf(check: CheckReading): Overview['worries'][number] {
  const { counts, population, criteria, controls } = check;
  const open = counts.fail > 0;
  const where = [criteria[0], controls[0]].filter((it) => it !== undefined).join(', ');
  const words = check.sentence.replace(/^\d+ of \d+ (lapsed inside the period: )?/, '');
  const fact = !open && counts.lapsed === 1 ? forOne(words, population) : words;
  const now = open ? 'open' : 'lapsed inside the period, stays on record';
  return {
    number: `${open ? counts.fail : counts.lapsed} of ${population}`,
    fact,
    consequence: `${where}, ${now}`,
    severity: check.severity,
    filter: { check: check.checkId },
  };
}

/** What would worry an auditor most: open failures before lapses, by severity, then by number. One line is about what is unknown. */
function worriesOf(checks: readonly CheckReading[], workspace: Workspace): Overview['worries'] {
  const known = checks
    .filter(({ counts }) => counts.fail + counts.lapsed > 0)
    .sort(
      (a, b) =>
        severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
        Math.sign(b.counts.fail) - Math.sign(a.counts.fail) ||
        b.counts.fail + b.counts.lapsed - (a.counts.fail + a.counts.lapsed) ||
        (a.checkId < b.checkId ? -1 : 1),
    );
  const unknown = checks.reduce((sum, { counts }) => sum + counts.unknown, 0);
  const gaps = allGaps(workspace).length;
  const ignorance: Overview['worries'] =
    unknown === 0
      ? []
      : [
          {
            number: `${unknown}`,
            fact: 'verdicts are unknown',
            consequence: `${counted(gaps, 'gap')} in what was read; each finding says its reason`,
            severity: 'medium',
            filter: { state: ['unknown'] },
          },
        ];
  return [...known.slice(0, worryLimit - ignorance.length).map(worryOf), ...ignorance];
}

/** How much a line tells: one that both held and lapsed more than one that is the same all year, least one nobody saw. */
const tells = ({ segments }: ControlReading): number =>
  new Set(segments.map(({ kind }) => kind).filter((kind) => kind === 'held' || kind === 'lapsed')).size;

const contradictedLimit = 6;

/** The controls with the most to say: those that lapsed, changing lines first, longest first; then some that held. */
function stripsOf(controls: readonly ControlReading[]): readonly ControlReading[] {
  const drawn = controls
    .filter(({ segments }) => segments.length > 0)
    .sort((a, b) => tells(b) - tells(a) || lapsedDays(b) - lapsedDays(a) || (a.control.id < b.control.id ? -1 : 1));
  const contradicted = drawn.filter(({ reading }) => reading === 'contradicted');
  const others = drawn.filter(({ reading }) => reading !== 'contradicted');
  const room = Math.max(contradictedLimit, stripLimit - others.length);
  return [...contradicted.slice(0, room), ...others].slice(0, stripLimit);
}

/** When a snapshot was read from the cloud: a live one says it, a delivered file by its last capture; others list no place. */
function readAt({ provider, kind, latestAt, provenance }: Snapshot): string | null {
  if (provenance !== null) return provenance.startedAt;
  return provider === 'azure' || kind === 'config-snapshot' ? latestAt : null;
}

/** One instant a day on which something was read; several regions of one day are one tick. */
function snapshotDays(workspace: Workspace): readonly string[] {
  const instants = workspace.snapshots.all().flatMap((snapshot) => readAt(snapshot) ?? []);
  return [...new Map(instants.sort().map((at) => [at.slice(0, 10), at])).values()];
}

/** Four answers in reading order: where it stands, what would worry, what the period shows, what was last read. */
export function overview(workspace: Workspace, deps: Deps): Overview {
  const { checks, controls, criteria } = readReadings(workspace, deps);
  const collections = workspace.collections.all();
  return {
    asOf: workspace.judgements.get()?.asOf ?? null,
    period: reportInterval(workspace.engagements.get()),
    criteria,
    worries: worriesOf(checks, workspace),
    strips: stripsOf(controls),
    collectionTimes: snapshotDays(workspace),
    lastCollection: collections[0] ?? null,
    checks,
  };
}
