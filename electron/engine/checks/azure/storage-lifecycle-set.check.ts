import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { readChildren } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { seenOn } from '../evidence.ts';
import { mapOf } from '../parameters.ts';
import { first, flag, inside, list, number, seen, text, texts } from '../read.ts';

const type = 'microsoft.storage/storageaccounts';
const policy = 'microsoft.storage/storageaccounts/managementpolicies';
const deletion = 'definition.actions.baseBlob.delete';
/** Deletion after the last access has no end that can be told beforehand, so it does not count. */
const terms = ['daysAfterModificationGreaterThan', 'daysAfterCreationGreaterThan'];

/** Where a rule says after how many days it deletes. */
function term(rule: Property): Property {
  const all = terms.map((name) => inside(rule, `${deletion}.${name}`));
  return all.find((at) => number(at) !== null) ?? inside(rule, deletion);
}

const isOn = (rule: Property): boolean => flag(inside(rule, 'enabled')) !== false;
/** A rule for one prefix leaves the rest of the account alone. */
const prefixes = (rule: Property): readonly string[] => texts([inside(rule, 'definition.filters.prefixMatch')]);

function judgePolicy(row: Resource, tag: Property, limit: number): Verdict {
  const rules = list(row, 'properties.policy.rules');
  const deleting = rules.filter((rule) => isOn(rule) && number(term(rule)) !== null);
  const evidence = [...deleting.slice(0, 6).map((rule) => seenOn(row, term(rule))), seen(tag)];
  const within = deleting.filter((rule) => (number(term(rule)) ?? limit) < limit + 1);
  const whole = within.find((rule) => prefixes(rule).length === 0);
  const words = `the class ${text(tag)} has a limit of ${limit} days`;
  if (whole !== undefined)
    return pass(`An enabled rule deletes after ${number(term(whole))} days; ${words}.`, evidence);
  if (within.length > 0) {
    const names = within.flatMap(prefixes).slice(0, 4).join(', ');
    return fail(`Rules delete within the limit only under ${names}; ${words}.`, evidence);
  }
  const shortest = Math.min(...deleting.map((rule) => number(term(rule)) ?? limit));
  const found = deleting.length === 0 ? 'No enabled rule deletes' : `The earliest rule deletes after ${shortest} days`;
  return fail(`${found}, and ${words}.`, [...evidence, seenOn(row, first(row, 'properties.policy.rules'))]);
}

export default defineCheck({
  id: 'azure.storage-lifecycle-set',
  version: 1,
  provider: 'azure',
  title: 'Storage accounts with customer data have a disposal rule',
  failsAs: 'storage accounts have no disposal rule within the limit of their class',
  why: 'Data kept for ever breaks retention promises.',
  criteria: ['C1.2', 'CC6.5', 'P4.2', 'P4.3'],
  severity: 'low',
  looksAt: [type],
  reads: [policy],
  parameters: [
    { name: 'retentionByClass', unit: 'map', meaning: 'class to maximum days', default: {} },
    { name: 'classTag', unit: 'tag', meaning: 'the tag that names the class', default: 'data-class' },
  ],
  remediation: 'Add a lifecycle rule for the class.',
  cannotShow: 'Deletion in backups, and whether logs of the account must be kept for longer.',
  judge(account, scene) {
    const tag = inside(first(account, 'tags'), String(scene.parameter('classTag')));
    const name = text(tag);
    if (name === null) return unknown('The account carries no class tag, so no limit can be chosen.', [seen(tag)]);
    const limit = Object.entries(mapOf(scene, 'retentionByClass')).find(
      ([key]) => key.toLowerCase() === name.toLowerCase(),
    )?.[1];
    const days = number({ path: 'retentionByClass', value: limit });
    if (days === null) return notApplicable(`The class ${name} has no declared limit.`, [seen(tag)]);
    const { rows, unread } = readChildren(account, policy, scene);
    const [row] = rows;
    if (row !== undefined) return judgePolicy(row, tag, days);
    if (unread !== null) return unknown(`The lifecycle policy was not read: ${unread}`, [seen(tag)]);
    return fail(`The account has no lifecycle policy, and the class ${name} has a limit of ${days} days.`, [seen(tag)]);
  },
  examples: {
    pass: {
      resource: armRow(type, 'invoices', {}, { tags: { 'data-class': 'customer' } }),
      others: [
        armRow(policy, 'invoices/default', {
          policy: {
            rules: [
              {
                enabled: true,
                name: 'dispose',
                definition: { actions: { baseBlob: { delete: { daysAfterModificationGreaterThan: 365 } } } },
              },
            ],
          },
        }),
      ],
      parameters: { retentionByClass: { customer: 730 } },
    },
    fail: {
      resource: armRow(type, 'invoices', {}, { tags: { 'data-class': 'customer' } }),
      parameters: { retentionByClass: { customer: 730 } },
    },
    unknown: {
      resource: armRow(type, 'invoices', {}, { tags: { 'data-class': 'customer' } }),
      parameters: { retentionByClass: { customer: 730 } },
      unseen: { [policy]: 'The read of the lifecycle policy was refused.' },
    },
    'not-applicable': { resource: armRow(type, 'invoices', {}, { tags: { 'data-class': 'public' } }) },
  },
});
