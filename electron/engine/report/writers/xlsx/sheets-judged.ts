import type { CheckReading } from '@shared/domain/reading.ts';
import type { BinderModel } from '../../binder-model.ts';
import { valueText } from '../../model/gaps.ts';
import { type Sheet, sheet } from './sheet.ts';
import { ids, instant } from './value.ts';

const raisedFrom = (id: string, { exceptionsOf }: Pick<BinderModel, 'exceptionsOf'>): string =>
  ids((exceptionsOf.finding.get(id) ?? []).map(({ exception }) => exception.id));

/** What the client's own rule judged is named so. */
const conditionOf = ({ title, judgedBy }: CheckReading): string =>
  judgedBy ? `${title}. Judged by AWS Config rule ${judgedBy}.` : title;

/** One row a check: its version, what it found, and the gap it makes. */
export const rulesSheet = ({ rules }: BinderModel): Sheet =>
  sheet({
    name: 'Rules',
    holds: 'Every rule with its version, counts and gap',
    paper: 'large',
    frozen: 1,
    rows: rules,
    columns: [
      { head: 'Rule', width: 38, kind: 'id', value: ({ check }) => check.checkId },
      { head: 'Ver.', width: 6, kind: 'number', value: ({ check }) => check.version },
      { head: 'Condition', width: 44, kind: 'text', wraps: true, value: ({ check }) => conditionOf(check) },
      { head: 'Gap', width: 8, kind: 'mono', value: ({ gap }) => gap },
      {
        head: 'Severity',
        width: 13,
        kind: 'mark',
        value: ({ check, gap }) => (gap === null && check.counts.unknown === 0 ? null : check.severity),
      },
      { head: 'Criteria', width: 18, kind: 'mono', wraps: true, value: ({ check }) => ids(check.criteria) },
      { head: 'Controls', width: 16, kind: 'mono', wraps: true, value: ({ check }) => ids(check.controls) },
      { head: 'Judged', width: 8, kind: 'count', value: ({ check }) => check.population },
      { head: 'Fail', width: 7, kind: 'count', value: ({ check }) => check.counts.fail },
      { head: 'Lapsed', width: 8, kind: 'count', value: ({ check }) => check.counts.lapsed },
      { head: 'Unknown', width: 9, kind: 'count', value: ({ check }) => check.counts.unknown },
      { head: 'Pass', width: 7, kind: 'count', value: ({ check }) => check.counts.pass },
      { head: 'Not appl.', width: 10, kind: 'count', value: ({ check }) => check.counts['not-applicable'] },
      { head: 'What it cannot show', width: 44, kind: 'text', wraps: true, value: ({ check }) => check.cannotShow },
      { head: 'Remedy', width: 60, kind: 'text', wraps: true, value: ({ check }) => check.remediation },
    ],
  });

/** One row a finding: the verdict, the value it rests on and where that value stands. */
export const findingsSheet = ({ findings, exceptionsOf }: BinderModel): Sheet =>
  sheet({
    name: 'Findings',
    holds: 'Verdict of a rule on a resource, with path, value, rule version and item',
    paper: 'large',
    frozen: 1,
    rows: findings,
    columns: [
      { head: 'Finding', width: 9, kind: 'id', value: ({ id }) => id },
      { head: 'State', width: 15, kind: 'mark', value: ({ finding }) => finding.state },
      {
        head: 'Severity',
        width: 13,
        kind: 'mark',
        value: ({ finding: { state, severity } }) => (state === 'pass' || state === 'not-applicable' ? null : severity),
      },
      { head: 'Control', width: 12, kind: 'mono', value: ({ finding }) => ids(finding.controls) },
      { head: 'Criteria', width: 16, kind: 'mono', value: ({ finding }) => ids(finding.criteria) },
      { head: 'Account', width: 15, kind: 'mono', value: ({ finding }) => finding.resource.account },
      { head: 'Region', width: 13, kind: 'text', value: ({ finding }) => finding.resource.region },
      { head: 'Type', width: 28, kind: 'text', value: ({ finding }) => finding.resource.type },
      { head: 'Resource', width: 24, kind: 'mono', value: ({ finding }) => finding.resource.id },
      { head: 'Last verdict, because', width: 44, kind: 'text', value: ({ finding }) => finding.because },
      { head: 'Path in the item', width: 43, kind: 'mono', value: ({ finding }) => finding.seen[0]?.path },
      {
        head: 'Value at last verdict',
        width: 20,
        kind: 'mono',
        value: ({ finding }) => (finding.seen.length === 0 ? null : valueText(finding.seen[0])),
      },
      { head: 'Captured (UTC)', width: 16, kind: 'time', value: ({ finding }) => instant(finding.capturedAt) },
      { head: 'Rule', width: 32, kind: 'mono', value: ({ finding }) => finding.checkId },
      { head: 'Ver.', width: 6, kind: 'number', value: ({ finding }) => finding.checkVersion },
      { head: 'Gap', width: 7, kind: 'mono', value: ({ gap }) => gap },
      { head: 'Lapses', width: 9, kind: 'mono', value: ({ lapses }) => ids(lapses) },
      { head: 'Exception', width: 9, kind: 'mono', value: ({ finding }) => raisedFrom(finding.id, { exceptionsOf }) },
      {
        head: 'More values',
        width: 8,
        kind: 'count',
        value: ({ finding }) => finding.seen.length - 1 || null,
        isScreenOnly: true,
      },
      { head: 'Name', width: 28, kind: 'text', value: ({ finding }) => finding.resource.name, isScreenOnly: true },
      { head: 'ARN', width: 60, kind: 'mono', value: ({ finding }) => finding.arn, isScreenOnly: true },
      {
        head: 'Item (SHA-256, file in items/ unless it passes)',
        width: 67,
        kind: 'mono',
        value: ({ finding }) => finding.itemSha256,
        isScreenOnly: true,
      },
      { head: 'Lasting id', width: 67, kind: 'mono', value: ({ finding }) => finding.id, isScreenOnly: true },
    ],
  });

/** One row a lapse: from when to when a declared state was not true. */
export const lapsesSheet = ({ lapses, heading, exceptionsOf }: BinderModel): Sheet =>
  sheet({
    name: 'Lapses',
    holds: 'Stretches of the period in which a declared state was not true',
    paper: 'large',
    frozen: 1,
    rows: lapses,
    bars: { head: 'Days in period', most: Math.max(1, Math.round(heading.daysJudged)) },
    columns: [
      { head: 'Lapse', width: 8, kind: 'id', value: ({ id }) => id },
      { head: 'Finding', width: 9, kind: 'mono', value: ({ finding }) => finding.id },
      { head: 'Control', width: 12, kind: 'mono', value: ({ finding }) => ids(finding.finding.controls) },
      { head: 'Account', width: 15, kind: 'mono', value: ({ finding }) => finding.finding.resource.account },
      { head: 'Region', width: 13, kind: 'text', value: ({ finding }) => finding.finding.resource.region },
      { head: 'Resource', width: 24, kind: 'mono', value: ({ finding }) => finding.finding.resource.id },
      { head: 'What was not true', width: 52, kind: 'text', value: ({ condition }) => condition },
      { head: 'From (UTC)', width: 17, kind: 'time', value: ({ lapse }) => instant(lapse.from) },
      {
        head: 'Start',
        width: 12,
        kind: 'text',
        value: ({ lapse }) => (lapse.isStartUncertain ? 'first seen' : 'recorded'),
      },
      { head: 'To (UTC), empty: open', width: 17, kind: 'time', value: ({ lapse }) => instant(lapse.to) },
      { head: 'Days in period', width: 16, kind: 'days', value: ({ days }) => days },
      { head: 'Path in the item', width: 43, kind: 'mono', value: ({ lapse }) => lapse.seen[0]?.path },
      {
        head: 'Value at last verdict',
        width: 20,
        kind: 'mono',
        value: ({ lapse }) => (lapse.seen.length ? valueText(lapse.seen[0]) : null),
      },
      { head: 'Gap', width: 7, kind: 'mono', value: ({ finding }) => finding.gap },
      {
        head: 'Exception',
        width: 10,
        kind: 'mono',
        value: ({ finding }) => raisedFrom(finding.finding.id, { exceptionsOf }),
      },
      { head: 'Because', width: 60, kind: 'text', value: ({ lapse }) => lapse.because, isScreenOnly: true },
      {
        head: 'Item (SHA-256, file in items/)',
        width: 67,
        kind: 'mono',
        value: ({ lapse }) => lapse.itemSha256,
        isScreenOnly: true,
      },
    ],
  });
