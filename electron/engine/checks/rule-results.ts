import type { Check, Example, Parameter, Scene } from '@shared/domain/check.ts';
import { isObject, type Json } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { instantInWords } from '@shared/domain/words.ts';
import { indexedBy } from './indexed.ts';
import { number, seen, text } from './read.ts';
import { recorderType } from './recorders.ts';
import { type RuleDefinition, ruleDefinitions } from './rule-definitions.ts';
import { staleness } from './rule-freshness.ts';
import {
  cell,
  cellOn,
  complianceType,
  evaluationType,
  identifierOf,
  type ResultOf,
  resultOf,
  rowNamed,
  ruleType,
  statusType,
  timeAt,
} from './rule-rows.ts';

/** The types that judging a rule's result reads beside the result. */
export const ruleReads: readonly string[] = [ruleType, statusType, complianceType, evaluationType, recorderType];

const accountType = 'AWS::::Account';

const subjectWords = ({ type, id }: ResultOf): string => (type === accountType ? `the account ${id}` : `${type} ${id}`);

/** What the rule added in words of its own, on one line. */
function annotation(row: Resource): string {
  const words = text(cell(row, 'Annotation'))?.replace(/\s+/g, ' ').trim().replace(/[.]+$/, '');
  return words === undefined || words === '' ? '' : ` Its annotation: ${words}.`;
}

/** True when the rule was told to ask for less than management declares. */
function isSofter(input: RuleDefinition['inputs'][number], asked: number, declared: number): boolean {
  return input.stricter === 'higher' ? asked < declared : asked > declared;
}

function declaredFor({ field }: RuleDefinition['inputs'][number], value: Json): number | null {
  return number({ path: '', value: field === null ? value : isObject(value) ? value[field] : undefined });
}

/** A passing result under softer parameters than those declared proves nothing about the declaration. */
function softness(definition: RuleDefinition, rule: Resource, scene: Scene): { words: string; at: Seen } | null {
  const { parameter, inputs } = definition;
  if (parameter === null) return null;
  for (const input of inputs) {
    const at = cell(rule, `InputParameters.${input.name}`);
    const asked = number(at) ?? input.default;
    const declared = declaredFor(input, scene.parameter(parameter.name));
    if (declared !== null && isSofter(input, asked, declared))
      return {
        words: `the rule asks for ${input.name} ${asked}, and ${parameter.name} declares ${declared}`,
        at: cellOn(rule, `InputParameters.${input.name}`),
      };
  }
  return null;
}

const verdictOf: Readonly<Record<string, (because: string, seen: readonly Seen[]) => Verdict>> = {
  COMPLIANT: pass,
  NON_COMPLIANT: fail,
  NOT_APPLICABLE: notApplicable,
  INSUFFICIENT_DATA: unknown,
};

function judgeResult(definition: RuleDefinition, row: Resource, scene: Scene): Verdict {
  const of = resultOf(row);
  const compliance = cell(row, 'ComplianceType');
  const evidence = ['ComplianceType', 'ResultRecordedTime', 'Annotation'].map((path) => seen(cell(row, path)));
  if (of === null) return unknown('The result names no rule or no resource.', evidence);
  const rule = rowNamed(scene, ruleType, row.account, row.region, of.rule);
  const word = text(compliance) ?? 'nothing';
  const at = timeAt(row, 'ResultRecordedTime');
  const when = at === null ? '' : ` on ${instantInWords(at)}`;
  const judged = `AWS Config rule ${of.rule} (${definition.identifier}) judged ${subjectWords(of)} ${word}${when}`;
  const give = verdictOf[word];
  if (rule === undefined || give === undefined) return unknown(`${judged}, which cannot be read.`, evidence);
  if (give === notApplicable || give === unknown) return give(`${judged}.${annotation(row)}`, evidence);
  const stale = staleness(definition, rule, row, of.type, scene);
  if (stale !== null) return unknown(`${judged}, and ${stale}.${annotation(row)}`, evidence);
  const soft = give === pass ? softness(definition, rule, scene) : null;
  if (soft !== null) return unknown(`${judged}, but ${soft.words}.`, [...evidence, soft.at]);
  return give(`${judged}.${annotation(row)}`, evidence);
}

/** A rule that is deployed, and of which no result was read. */
function judgeDeployed(definition: RuleDefinition, rule: Resource, scene: Scene): Verdict {
  const compliance = rowNamed(scene, complianceType, rule.account, rule.region, rule.name);
  const overall = compliance === undefined ? null : text(cell(compliance, 'Compliance.ComplianceType'));
  const who = `AWS Config rule ${rule.name} (${definition.identifier}) is deployed in ${rule.account} ${rule.region}`;
  const evidence = [seen(cell(rule, 'Source.SourceIdentifier'))];
  if (compliance === undefined || overall === null)
    return unknown(`${who}, and no result up to the instant judged is among the answers read.`, evidence);
  return unknown(
    `${who}, reports ${overall} as a whole, and no result on a resource up to the instant judged is among the answers read.`,
    [cellOn(compliance, 'Compliance.ComplianceType'), ...evidence],
  );
}

const readAt = '2026-09-30T12:00:00.000Z';
const ruleRow = ({ identifier }: RuleDefinition) => ({
  type: ruleType,
  id: 'deployed',
  name: 'deployed',
  capturedAt: readAt,
  configuration: { ConfigRuleName: 'deployed', Source: { Owner: 'AWS', SourceIdentifier: identifier } },
});
const recorderRow = { type: recorderType, id: 'default', configuration: { Recording: true, lastStatus: 'SUCCESS' } };

/** An example of a result, recorded shortly before it was read. */
const example = (definition: RuleDefinition, ComplianceType: string): Example => ({
  resource: {
    type: evaluationType,
    id: 'deployed AWS::::Account 111122223333',
    configuration: {
      EvaluationResultIdentifier: {
        EvaluationResultQualifier: {
          ConfigRuleName: 'deployed',
          ResourceType: accountType,
          ResourceId: '111122223333',
        },
      },
      ComplianceType,
      ResultRecordedTime: '2026-09-30T06:00:00.000Z',
    },
  },
  others: [ruleRow(definition), recorderRow],
});

const parametersOf = ({ parameter, inputs }: RuleDefinition): readonly Parameter[] => {
  const [input] = inputs;
  if (parameter === null || input === undefined) return [];
  return [{ ...parameter, ...(input.field === null ? { stricter: input.stricter } : {}) }];
};

const toCheck = (definition: RuleDefinition): Check => ({
  id: definition.id,
  version: 1,
  provider: 'aws',
  judgedBy: { rule: definition.identifier, isPerRegion: definition.isPerRegion },
  title: definition.title,
  failsAs: definition.failsAs,
  why: `A failing result means: ${definition.consequence}.`,
  criteria: definition.criteria,
  severity: definition.severity,
  looksAt: [evaluationType, ruleType],
  reads: ruleReads,
  parameters: parametersOf(definition),
  remediation: 'Bring the resource to the state that the rule asks for, and let the rule judge it again.',
  cannotShow:
    `${definition.note ?? ''} How AWS Config came to the result, which rests on its own permissions and on the parameters of the rule.`.trim(),
  judge: (row, scene) =>
    row.type === ruleType ? judgeDeployed(definition, row, scene) : judgeResult(definition, row, scene),
  examples: {
    pass: example(definition, 'COMPLIANT'),
    fail: example(definition, 'NON_COMPLIANT'),
    unknown: example(definition, 'INSUFFICIENT_DATA'),
    'not-applicable': example(definition, 'NOT_APPLICABLE'),
  },
});

/** The results of the client's own managed rules, as checks: AWS Config judges, and what it said is read. */
export const ruleChecks: readonly Check[] = ruleDefinitions.map(toCheck);

const byIdentifier = new Map(ruleDefinitions.map((definition) => [definition.identifier, definition]));

/** A result that stands beside a check of the same condition. */
export interface BesideResult {
  readonly verdict: Verdict;
  readonly row: Resource;
}

const byResource = indexedBy((row) => [resultOf(row)?.id ?? '']);

/** What the client's rule of an identifier says, newest first: of one resource of an account by its id, or of all. Empty when the rule is not deployed. */
export function resultsBeside(
  scene: Scene,
  account: string,
  identifier: string,
  resourceId: string | null,
): readonly BesideResult[] {
  const definition = byIdentifier.get(identifier);
  if (definition === undefined) return [];
  const deployed = new Set(
    scene
      .of(ruleType, account)
      .filter((rule) => identifierOf(rule) === identifier)
      .map(({ region, name }) => `${region} ${name}`),
  );
  if (deployed.size === 0) return [];
  const all = scene.of(evaluationType, account);
  return (resourceId === null ? all : byResource(all, resourceId))
    .filter((row) => {
      const of = resultOf(row);
      return of !== null && !of.isProactive && deployed.has(`${row.region} ${of.rule}`);
    })
    .map((row) => ({ row, verdict: judgeResult(definition, row, scene) }))
    .sort((a, b) => (a.row.capturedAt < b.row.capturedAt ? 1 : -1));
}

/** A cell of a result as evidence for a check of the same condition. */
export const besideSeen = ({ row }: BesideResult): Seen => cellOn(row, 'ComplianceType');
