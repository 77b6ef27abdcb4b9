import type { Control } from '@shared/domain/control.ts';
import type { Criterion } from '@shared/domain/criterion.ts';
import type { FindingState } from '@shared/domain/finding.ts';
import {
  type CheckReading,
  type ControlReading,
  type CriterionReading,
  noCounts,
  type StateCounts,
} from '@shared/domain/reading.ts';
import type { SourceFinding } from '../../../../electron/engine/report/binder-source.ts';
import tsc from '../../../../resources/frameworks/tsc-2017.json' with { type: 'json' };
import { type FixtureCheck, fixtureChecks } from './checks.fixture.ts';

const tally = (findings: readonly SourceFinding[]): StateCounts => {
  const counts: Record<FindingState, number> = { ...noCounts };
  for (const finding of findings) counts[finding.state] += 1;
  return counts;
};

function sentenceOf(check: FixtureCheck, counts: StateCounts, population: number): string {
  const tail = counts.unknown > 0 ? `; ${counts.unknown} could not be judged` : '';
  if (counts.fail > 0)
    return `${counts.fail} of ${population} ${check.failsAs}${counts.lapsed > 0 ? `; ${counts.lapsed} did for a time` : ''}${tail}`;
  if (counts.lapsed > 0) return `${counts.lapsed} of ${population} lapsed inside the period: ${check.failsAs}${tail}`;
  return `${check.title}: ${population} of ${population} pass${tail}`;
}

export function checkReading(check: FixtureCheck, findings: readonly SourceFinding[]): CheckReading {
  const counts = tally(findings);
  const population = counts.pass + counts.fail + counts.lapsed;
  return {
    checkId: check.id,
    version: 1 + (check.title.length % 4),
    title: check.title,
    why: `Where ${check.failsAs}, one mistake or one stolen credential reaches further than the design intends.`,
    severity: check.severity,
    criteria: check.criteria,
    controls: [check.control],
    remediation:
      'Correct the setting in the infrastructure code, refuse the old value by an organisation policy, and let an alert name any new case within a day.',
    cannotShow: 'Whether the setting was used by anyone while it was open.',
    counts,
    population,
    sentence: sentenceOf(check, counts, population),
  };
}

export const controlTitles: Readonly<Record<string, string>> = {
  'LOG-01': 'Audit logs on everywhere',
  'LOG-02': 'Logs kept and unalterable',
  'LOG-05': 'Access and flow logs',
  'NET-01': 'No open administrative ports',
  'DAT-01': 'Encryption at rest',
  'DAT-02': 'Encryption in transit',
  'DAT-03': 'Keys managed',
  'DAT-04': 'Storage is private',
  'IAM-03': 'Strong sign-in',
  'IAM-06': 'Least privilege',
  'IAM-07': 'Access keys kept young',
  'IAM-09': 'Secrets rotated',
  'AVL-01': 'Capacity and zones',
  'AVL-02': 'Backups run and are watched',
  'MON-01': 'Configuration recorded',
  'MON-02': 'Threat detection',
  'VUL-03': 'Supported software',
  'GOV-01': 'Code of conduct',
  'GOV-04': 'Policies approved and reachable',
  'INC-03': 'Response exercise',
};

function control(id: string): Control {
  const own = fixtureChecks.filter((check) => check.control === id);
  const criteria = [...new Set(own.flatMap((check) => check.criteria))];
  return {
    id,
    domain: id.slice(0, 3),
    title: controlTitles[id] ?? id,
    statement: `${controlTitles[id] ?? id}: the platform team keeps the declared state in every account and region and reviews it on the stated schedule.`,
    criteria: criteria.length > 0 ? criteria : ['CC1.1', 'CC5.3'],
    type: 'preventive',
    nature: own.length > 0 ? 'automated' : 'manual',
    frequency: own.length > 0 ? 'continuous' : 'annual',
    targetCadence: 'quarterly',
    owner: own.length > 0 ? 'Cloud engineering lead' : 'People operations lead',
    risk: 'A gap stays open because nobody sees it',
    population: 'All resources of the accounts in scope',
    evidence: ['Configuration history'],
    testOfDesign: 'The setting is defined once and applied to every account',
    testOfOperation: [
      'Every version in the period was judged',
      'Each deviation has a ticket',
      'Deviations ended within the declared time',
    ],
    status: 'in-place',
    reason: null,
    checks: own.map((check) => check.id),
    performer: '',
    systems: [],
    isKey: true,
    policy: '',
    declares: [],
    version: 1,
    effectiveFrom: null,
    effectiveTo: null,
    earlier: [],
  };
}

export function controlReading(id: string, findings: readonly SourceFinding[]): ControlReading {
  const own = findings.filter(({ controls }) => controls.includes(id));
  const counts = tally(own);
  const bad = own.find(({ lapses }) => lapses.length > 0);
  const lapses = own.reduce((sum, finding) => sum + finding.lapses.length, 0);
  const reading =
    own.length === 0
      ? 'silent'
      : counts.fail + counts.lapsed > 0
        ? 'contradicted'
        : counts.pass > 0
          ? 'supported'
          : 'unknown';
  return {
    control: control(id),
    reading,
    counts,
    segments: (bad ?? own[0])?.segments ?? [],
    words:
      own.length === 0
        ? ''
        : lapses > 0
          ? `${lapses} lapses${counts.fail > 0 ? ', open' : ''}`
          : 'Held in every reading',
  };
}

export const criteria: readonly Criterion[] = tsc.criteria
  .filter(({ category }) => ['security', 'availability', 'confidentiality'].includes(category))
  .map(({ id, title, group, groupTitle, category, cloudEvidence }) => ({
    id,
    title,
    group,
    groupTitle,
    category: category === 'availability' || category === 'confidentiality' ? category : 'security',
    cloudEvidence: cloudEvidence === 'direct' || cloudEvidence === 'partial' ? cloudEvidence : 'none',
  }));

export function criterionReading(
  criterion: Criterion,
  findings: readonly SourceFinding[],
  controls: readonly ControlReading[],
): CriterionReading {
  const own = findings.filter((finding) => finding.criteria.includes(criterion.id));
  const counts = tally(own);
  const mapped = controls.filter((reading) => reading.control.criteria.includes(criterion.id));
  const supported = mapped.filter(({ reading }) => reading === 'supported').length;
  const reading = counts.fail + counts.lapsed > 0 ? 'contradicted' : supported > 0 ? 'supported' : 'silent';
  return {
    criterion,
    reading,
    counts,
    controls: mapped.map((each) => each.control.id),
    controlsWithEvidence: supported,
    because: `${counts.pass} findings pass and ${counts.fail + counts.lapsed} contradict it.`,
  };
}
