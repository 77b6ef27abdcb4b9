import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { notApplicable, type Verdict } from '@shared/domain/verdict.ts';
import { agreeing, type Part, part, together } from '../azure-parts.ts';
import { defineCheck } from '../define.ts';
import { listed } from '../evidence.ts';
import { textsOf } from '../parameters.ts';
import { first, inside, seen, text } from '../read.ts';

const groupType = 'microsoft.resources/subscriptions/resourcegroups';

/** `East US` and `eastus` are one place. */
const place = (name: string): string => name.toLowerCase().replaceAll(' ', '');

function locationPart(row: Resource, scene: Scene): Part {
  const at = first(row, 'location');
  const approved = textsOf(scene, 'approvedLocations');
  const location = text(at);
  if (approved.length === 0) return part('unknown', 'no approved location is declared', at);
  if (location === null) return part('unknown', 'the row does not state its location', at);
  if (place(location) === 'global') return part('pass', 'the resource is global', at);
  const isApproved = approved.map(place).includes(place(location));
  return part(isApproved ? 'pass' : 'fail', `the location ${location} is ${isApproved ? '' : 'not '}approved`, at);
}

function tagsPart(row: Resource, scene: Scene): Part {
  const tags = first(row, 'tags');
  const required = textsOf(scene, 'requiredTags');
  if (tags.value === undefined) return part('unknown', 'the row does not state its tags', tags);
  const missing = required.filter((key) => text(inside(tags, key)) === null);
  return missing.length === 0
    ? part('pass', `the tags ${listed(required)} are present`, tags)
    : part(
        'fail',
        `${missing.length} of ${required.length} required tags ${agreeing(missing.length, 'is', 'are')} missing: ${listed(missing)}`,
        tags,
      );
}

/** Groups that the platform makes for itself. */
const madeByPlatform = /^(networkwatcherrg|defaultresourcegroup-|cloud-shell-storage-|mc_)/i;

function ifMadeByPlatform(row: Resource): Verdict | null {
  const owner = first(row, 'managedBy');
  const isOwned = row.type === groupType && text(owner) !== null;
  if (isOwned) return notApplicable(`The group is managed by ${text(owner)}.`, [seen(owner)]);
  const group = row.type === groupType ? row.name : (/\/resourcegroups\/([^/]+)/i.exec(row.id)?.[1] ?? '');
  return madeByPlatform.test(group)
    ? notApplicable(`The platform made the group ${group}.`, [seen(first(row, 'id'))])
    : null;
}

const group = (location: string, tags: Readonly<Record<string, string>>) => ({
  type: groupType,
  id: '/subscriptions/s/resourcegroups/pay',
  name: 'pay',
  configuration: { location, tags },
});
const tags = { Owner: 'payments', environment: 'production', 'data-class': 'confidential' };
const parameters = { approvedLocations: ['West Europe'] };

export default defineCheck({
  id: 'azure.locations-and-tags-as-declared',
  version: 1,
  provider: 'azure',
  title: 'Resources lie in approved locations and carry owner and class tags',
  failsAs: 'resources lie in another location or lack a required tag',
  why: 'Data in an unplanned place, or without an owner, breaks promises that nobody can keep track of.',
  criteria: ['C1.1', 'CC2.1', 'CC6.1'],
  severity: 'low',
  looksAt: [
    groupType,
    'microsoft.storage/storageaccounts',
    'microsoft.sql/servers',
    'microsoft.keyvault/vaults',
    'microsoft.compute/virtualmachines',
  ],
  reads: [],
  parameters: [
    {
      name: 'approvedLocations',
      unit: 'list',
      meaning: 'locations where data may lie',
      default: [],
      stricter: 'shorter-list',
    },
    {
      name: 'requiredTags',
      unit: 'list',
      meaning: 'required keys',
      default: ['owner', 'environment', 'data-class'],
      stricter: 'longer-list',
    },
  ],
  remediation: 'Move or tag the resource and enforce it by policy.',
  cannotShow: 'Copies kept by geo redundancy in a paired region.',
  judge: (row, scene) => ifMadeByPlatform(row) ?? together([locationPart(row, scene), tagsPart(row, scene)]),
  examples: {
    pass: { resource: group('westeurope', tags), parameters },
    fail: { resource: group('eastus', tags), parameters },
    unknown: { resource: group('westeurope', tags) },
    'not-applicable': {
      resource: {
        ...group('eastus', {}),
        name: 'NetworkWatcherRG',
        id: '/subscriptions/s/resourcegroups/networkwatcherrg',
      },
    },
  },
});
