import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { counted } from '../evidence.ts';
import { dayOf, instantOf } from '../instants.ts';
import { severest } from '../judge.ts';
import { numberOf } from '../parameters.ts';
import { number, text } from '../read.ts';
import { cell, cellOn } from '../rule-rows.ts';

const retentionType = 'aws.config-retention';
const statusType = 'aws.config-delivery-channel-status';
const day = 86_400_000;

/** How far back history must reach, in days; null while no first day is declared. */
function neededDays(scene: Scene): number | null {
  const start = instantOf({ path: 'periodStart', value: scene.parameter('periodStart') });
  return start === null ? null : Math.max(0, Math.ceil((Date.parse(scene.asOf) - start) / day));
}

function judgeRetention(place: Resource, scene: Scene): Verdict {
  const [row] = scene.of(retentionType, place.account, place.region);
  if (row === undefined)
    return unknown(
      'No retention setting was read; the service keeps 2,557 days where none is set, which is not confirmed.',
    );
  const kept = number(cell(row, 'RetentionPeriodInDays'));
  const evidence = [cellOn(row, 'RetentionPeriodInDays')];
  if (kept === null) return unknown('The retention setting states no number of days.', evidence);
  const needed = neededDays(scene);
  if (needed === null)
    return unknown(`History is kept ${counted(kept, 'day')}; no first day is declared (periodStart).`, evidence);
  return kept < needed
    ? fail(`History is kept ${counted(kept, 'day')}, and the period reaches back ${needed}.`, evidence)
    : pass(`history is kept ${counted(kept, 'day')}, and the period reaches back ${needed}`, evidence);
}

const info = 'configHistoryDeliveryInfo';

/** A quiet region delivers nothing, so an old success is a doubt and no fault. */
function judgeDelivery(place: Resource, scene: Scene): Verdict {
  const [row] = scene.of(statusType, place.account, place.region);
  if (row === undefined) return unknown('No status of the delivery channel was read.');
  const [status, last] = [cell(row, `${info}.lastStatus`), instantOf(cell(row, `${info}.lastSuccessfulTime`))];
  const evidence = [`${info}.lastStatus`, `${info}.lastSuccessfulTime`].map((path) => cellOn(row, path));
  const word = text(status)?.toUpperCase() ?? null;
  if (word === 'FAILURE') {
    const code = text(cell(row, `${info}.lastErrorCode`)) ?? 'not stated';
    return fail(`The last delivery of history failed, with the error ${code}.`, evidence);
  }
  if (word !== 'SUCCESS' || last === null)
    return unknown('The delivery channel does not state a successful delivery of history.', evidence);
  const age = Math.floor((Date.parse(scene.asOf) - last) / day);
  return age > numberOf(scene, 'deliveryMaxAgeDays')
    ? unknown(
        `The last delivery of history was on ${dayOf(last)}, ${counted(age, 'day')} before; nothing may have changed since.`,
        evidence,
      )
    : pass(`the last delivery of history was on ${dayOf(last)}`, evidence);
}

const retention = (RetentionPeriodInDays: number) => ({
  type: retentionType,
  id: 'default',
  configuration: { Name: 'default', RetentionPeriodInDays },
});
const delivery = {
  type: statusType,
  id: 'default',
  configuration: {
    name: 'default',
    [info]: { lastStatus: 'SUCCESS', lastSuccessfulTime: '2026-09-29T08:00:00.000Z' },
  },
};
const parameters = { periodStart: '2025-10-01' };

export default defineCheck({
  id: 'aws.config-history-covers-period',
  version: 1,
  provider: 'aws',
  title: 'Configuration history is delivered and kept for the whole period',
  failsAs: 'regions of accounts do not deliver or keep configuration history for the period',
  why: 'For a Type II report the history of the period is the population; a short retention erases it.',
  criteria: ['CC4.1', 'CC7.1', 'CC2.1'],
  severity: 'medium',
  looksAt: ['aws.account-region'],
  reads: [retentionType, statusType],
  parameters: [
    {
      name: 'periodStart',
      unit: 'date',
      meaning: 'first day that history must reach, such as 2026-01-01',
      default: '',
    },
    {
      name: 'deliveryMaxAgeDays',
      unit: 'days',
      meaning: 'age of the last successful delivery',
      default: 7,
      stricter: 'lower',
    },
  ],
  remediation: 'Raise the retention, repair the delivery channel and keep the delivered files for the period.',
  cannotShow: 'What the delivered files contain.',
  judge(place, scene) {
    const parts = [judgeRetention(place, scene), judgeDelivery(place, scene)];
    const worst = severest(parts);
    if (worst !== undefined && worst.status !== 'pass') return worst;
    return pass(
      `In ${place.region} ${parts.map(({ because }) => because).join(', and ')}.`,
      parts.flatMap((part) => part.seen),
    );
  },
  examples: {
    pass: { resource: { region: 'eu-west-1' }, others: [retention(2557), delivery], parameters },
    fail: { resource: { region: 'eu-west-1' }, others: [retention(90), delivery], parameters },
    unknown: { resource: { region: 'eu-west-1' }, others: [delivery], parameters },
  },
});
