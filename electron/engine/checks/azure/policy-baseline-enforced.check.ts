import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { agreeing, type Part, together } from '../azure-parts.ts';
import { baselines, isBaseline } from '../azure-policy.ts';
import { comparable, isAbsent, isWord, nameIn } from '../azure-rows.ts';
import { everywhere, knownAbove, reachOf, scopeWords, subscriptionType } from '../azure-scopes.ts';
import { defineCheck } from '../define.ts';
import { counted, listed, seenOn } from '../evidence.ts';
import { dayOf, instantOf } from '../instants.ts';
import { mapOf, textsOf } from '../parameters.ts';
import { first, text, texts } from '../read.ts';

const assignmentType = 'microsoft.authorization/policyassignments';
const exemptionType = 'microsoft.authorization/policyexemptions';

const made = (status: Part['status'], words: string, row: Resource, path: string): Part => ({
  status,
  words,
  seen: [seenOn(row, first(row, path))],
});

/** Where an assignment stands: as it says, or by its id. */
const scopeOf = (row: Resource): string =>
  comparable(text(first(row, 'properties.scope')) ?? comparable(row.id).split(`/providers/${assignmentType}`)[0] ?? '');

function modePart(assignment: Resource): Part {
  const path = 'properties.enforcementMode';
  const mode = first(assignment, path);
  const isDefault = isAbsent(mode) || isWord(mode, 'Default');
  return made(isDefault ? 'pass' : 'fail', `the enforcement mode is ${text(mode) ?? 'Default'}`, assignment, path);
}

function scopesPart(assignment: Resource, subscription: string, scene: Scene): Part {
  const path = 'properties.notScopes';
  const approved = new Set(textsOf(scene, 'approvedNotScopes').map(comparable));
  const own = `/subscriptions/${subscription}`;
  const left = texts([first(assignment, path)])
    .map(comparable)
    .filter((scope) => scope === own || scope.startsWith(`${own}/`) || reachOf(scope, subscription, scene) === 'covers')
    .filter((scope) => !approved.has(scope));
  const words =
    left.length === 0
      ? 'nothing is left out'
      : `${counted(left.length, 'scope')} ${agreeing(left.length, 'is', 'are')} left out: ${listed(left.map(nameIn))}`;
  return made(left.length === 0 ? 'pass' : 'fail', words, assignment, path);
}

function exemptionParts(assignment: Resource, subscription: string, scene: Scene): readonly Part[] {
  const path = 'properties.expiresOn';
  const exemptions = everywhere(exemptionType, subscription, scene).filter(
    (row) => comparable(text(first(row, 'properties.policyAssignmentId')) ?? '') === comparable(assignment.id),
  );
  return exemptions.map((row) => {
    const end = instantOf(first(row, path));
    if (end === null) return made('fail', `the exemption ${row.name} has no end date`, row, path);
    const isOver = end < Date.parse(scene.asOf);
    const words = `the exemption ${row.name} ${isOver ? 'ended' : 'ends'} on ${dayOf(end)}`;
    return made(isOver ? 'fail' : 'pass', words, row, path);
  });
}

function judgeAssignment(assignment: Resource, subscription: string, scene: Scene): Verdict {
  const known = scene.known(exemptionType, subscription);
  const unread: readonly Part[] = known.isKnown
    ? []
    : [{ status: 'unknown', words: known.because.slice(0, -1), seen: [] }];
  const name = text(first(assignment, 'properties.displayName')) ?? assignment.name;
  const parts = [
    modePart(assignment),
    scopesPart(assignment, subscription, scene),
    ...exemptionParts(assignment, subscription, scene),
    ...unread,
  ];
  const verdict = together(parts);
  const where: readonly Seen[] = [seenOn(assignment, first(assignment, 'properties.policyDefinitionId'))];
  const said = verdict.because.slice(0, -1);
  const because = `The assignment ${name} stands at ${scopeWords(scopeOf(assignment))}: ${said.slice(0, 1).toLowerCase()}${said.slice(1)}.`;
  return { ...verdict, because, seen: [...verdict.seen, ...where].slice(0, 8) };
}

function judgeBaseline(subscription: string, scene: Scene): Verdict {
  const all = everywhere(assignmentType, subscription, scene);
  const declared = all.filter((row) => isBaseline(first(row, 'properties.policyDefinitionId'), scene));
  const at = (reach: string) => declared.filter((row) => reachOf(scopeOf(row), subscription, scene) === reach);
  const verdicts = at('covers').map((row) => judgeAssignment(row, subscription, scene));
  const best = ['pass', 'unknown', 'fail'].flatMap((status) => verdicts.filter((one) => one.status === status))[0];
  if (best !== undefined) return best;
  const [unclear] = at('unclear');
  if (unclear !== undefined)
    return unknown(`Whether ${scopeWords(scopeOf(unclear))} stands above the subscription is not stated.`);
  const gap = [
    scene.known(assignmentType, subscription),
    knownAbove(assignmentType, subscription, all.map(scopeOf), scene),
  ];
  const reason = gap.find(({ isKnown }) => !isKnown);
  return reason === undefined || reason.isKnown
    ? fail('No assignment of a declared baseline covers the subscription.')
    : unknown(reason.because);
}

const subscription = '11111111-2222-4333-8444-555555555555';
const parameters = { baselines: ['1f3afdf9-d0c9-4c3d-847f-89da613e70a8'] };
const assignment = (properties: Readonly<Record<string, string>>) => ({
  type: assignmentType,
  id: `/subscriptions/${subscription}/providers/microsoft.authorization/policyassignments/base`,
  name: 'base',
  configuration: {
    properties: {
      displayName: 'Baseline',
      scope: `/subscriptions/${subscription}`,
      policyDefinitionId: `/providers/Microsoft.Authorization/policySetDefinitions/${parameters.baselines[0]}`,
      ...properties,
    },
  },
});

export default defineCheck({
  id: 'azure.policy-baseline-enforced',
  version: 1,
  provider: 'azure',
  title: 'The baseline policy is assigned, enforced and exempted only with an end date',
  failsAs: 'subscriptions have no enforced baseline policy, or open-ended exemptions from it',
  why: 'A baseline in audit-only mode, or one with open-ended exemptions, is declared but not lived.',
  criteria: ['CC4.1', 'CC7.1', 'CC8.1', 'CC5.2'],
  severity: 'medium',
  looksAt: ['azure.subscription'],
  reads: [assignmentType, exemptionType, subscriptionType],
  parameters: [
    baselines,
    {
      name: 'approvedNotScopes',
      unit: 'list',
      meaning: 'scopes that may be left out of a baseline',
      default: [],
      stricter: 'shorter-list',
    },
    { name: 'environmentOf', unit: 'map', meaning: 'subscription to environment; sandbox is not judged', default: {} },
  ],
  remediation: 'Enforce the assignment and give each exemption an end date.',
  cannotShow: 'What the policies check.',
  judge(container, scene) {
    const environment = mapOf(scene, 'environmentOf')[container.id];
    if (typeof environment === 'string' && environment.toLowerCase() === 'sandbox')
      return notApplicable('The subscription is a declared sandbox.');
    return textsOf(scene, baselines.name).length === 0
      ? unknown('No policy or initiative is declared as baseline.')
      : judgeBaseline(container.id, scene);
  },
  examples: {
    pass: { resource: { id: subscription }, others: [assignment({})], parameters },
    fail: { resource: { id: subscription }, others: [assignment({ enforcementMode: 'DoNotEnforce' })], parameters },
    unknown: { resource: { id: subscription }, others: [assignment({})] },
    'not-applicable': { resource: { id: subscription }, parameters: { environmentOf: { [subscription]: 'sandbox' } } },
  },
});
