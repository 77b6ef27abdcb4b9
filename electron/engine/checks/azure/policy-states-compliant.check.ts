import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { agreeing } from '../azure-parts.ts';
import { baselines, isBaseline } from '../azure-policy.ts';
import { comparable, word } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { instantOf } from '../instants.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, text } from '../read.ts';

const stateType = 'microsoft.policyinsights/policystates';
const state = 'properties.complianceState';
const hour = 3_600_000;

const isOfBaseline = (row: Resource, scene: Scene): boolean =>
  ['policySetDefinitionId', 'policyDefinitionId'].some((key) => isBaseline(first(row, `properties.${key}`), scene));

const resourcesOf = (rows: readonly Resource[]): number =>
  new Set(rows.map((row) => comparable(text(first(row, 'properties.resourceId')) ?? row.id))).size;

const judgedAt = (row: Resource): number => instantOf(first(row, 'properties.timestamp')) ?? 0;

/** States are judged about once a day, so those far older than the newest were left over from before. */
function isStale(row: Resource, newest: number, limit: number): boolean {
  return newest - judgedAt(row) > limit * hour;
}

function judgeStates(rows: readonly Resource[], scene: Scene): Verdict {
  const limit = numberOf(scene, 'stateMaxAgeHours');
  const newest = rows.reduce((latest, row) => Math.max(latest, judgedAt(row), Date.parse(row.capturedAt)), 0);
  const stale = rows.filter((row) => isStale(row, newest, limit));
  const fresh = rows.filter((row) => !isStale(row, newest, limit));
  const having = (...words: readonly string[]) => fresh.filter((row) => words.includes(word(first(row, state)) ?? ''));
  const seenOf = (some: readonly Resource[]) => some.slice(0, 8).map((row) => seenOn(row, first(row, state)));
  const [bad, good, exempt] = [having('noncompliant'), having('compliant'), having('exempt')];
  const total = resourcesOf(fresh);
  // Exempt is neither: it takes no part in the count.
  if (bad.length > 0)
    return fail(
      `${resourcesOf(bad)} of ${counted(total, 'resource')} ${agreeing(resourcesOf(bad), 'deviates', 'deviate')} from the baseline (state NonCompliant).`,
      seenOf(bad),
    );
  if (stale.length > 0)
    return unknown(
      `${stale.length} of ${rows.length} states had an age above ${limit} hours when read.`,
      seenOf(stale),
    );
  const open = fresh.filter((row) => !['compliant', 'exempt'].includes(word(first(row, state)) ?? ''));
  if (open.length > 0)
    return unknown(`${open.length} of ${rows.length} states are neither good nor bad.`, seenOf(open));
  if (good.length === 0) return unknown(`All ${exempt.length} states of the baseline are exempt.`, seenOf(exempt));
  const spared = exempt.length === 0 ? '' : `; ${resourcesOf(exempt)} exempt`;
  return pass(`No resource deviates from the baseline; in agreement: ${resourcesOf(good)}${spared}.`, seenOf(good));
}

const parameters = { baselines: ['1f3afdf9-d0c9-4c3d-847f-89da613e70a8'] };
const stateRow = (complianceState: string, timestamp = '2026-09-30T06:00:00Z') => ({
  type: stateType,
  id: `state-${complianceState}`,
  configuration: {
    properties: {
      complianceState,
      timestamp,
      resourceId: '/subscriptions/s/resourcegroups/app/providers/microsoft.compute/virtualmachines/app-1',
      policySetDefinitionId: `/providers/Microsoft.Authorization/policySetDefinitions/${parameters.baselines[0]}`,
    },
  },
});

export default defineCheck({
  id: 'azure.policy-states-compliant',
  version: 1,
  provider: 'azure',
  title: 'Resources comply with the assigned baseline',
  failsAs: 'subscriptions have resources that deviate from the baseline',
  why: 'A compliance page nobody acts on is a list of known exceptions.',
  criteria: ['CC4.1', 'CC7.1'],
  severity: 'low',
  looksAt: ['azure.subscription'],
  reads: [stateType],
  parameters: [
    { name: 'stateMaxAgeHours', unit: 'hours', meaning: 'oldest usable state', default: 48, stricter: 'lower' },
    baselines,
  ],
  remediation: 'Repair the resources or exempt them with an end date.',
  cannotShow: 'History beyond a few days.',
  judge(container, scene) {
    if (textsOf(scene, baselines.name).length === 0)
      return notApplicable('No policy or initiative is declared as baseline.');
    const rows = scene.of(stateType, container.id).filter((row) => isOfBaseline(row, scene));
    if (rows.length > 0) return judgeStates(rows, scene);
    const known = scene.known(stateType, container.id);
    return unknown(known.isKnown ? 'No state of a declared baseline was read.' : known.because);
  },
  examples: {
    pass: { resource: {}, others: [stateRow('Compliant')], parameters },
    fail: { resource: {}, others: [stateRow('NonCompliant')], parameters },
    unknown: { resource: {}, others: [stateRow('Compliant', '2026-09-01T06:00:00Z')], parameters },
    'not-applicable': { resource: {}, others: [stateRow('NonCompliant')] },
  },
});
