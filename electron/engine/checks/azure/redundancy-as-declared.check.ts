import type { Scene } from '@shared/domain/check.ts';
import type { Json } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { armRow } from '../azure-example.ts';
import { isAbsent } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted, listed } from '../evidence.ts';
import { mapOf, numberOf } from '../parameters.ts';
import { first, flag, inside, list, seen, text, texts } from '../read.ts';

const storage = 'microsoft.storage/storageaccounts';
const scaleSet = 'microsoft.compute/virtualmachinescalesets';
const autoscale = 'microsoft.insights/autoscalesettings';
const metricAlert = 'microsoft.insights/metricalerts';

/** The class under which each type may be declared. */
const classes: Readonly<Record<string, string>> = {
  [storage]: 'storage',
  [scaleSet]: 'compute',
  [autoscale]: 'scaling',
  [metricAlert]: 'alerts',
};

/** `Standard_RAGRS` and `RA-GRS` are the same kind. */
const kindOf = (written: string): string => (written.split('_').at(-1) ?? '').replaceAll('-', '').toUpperCase();

function judgeStorage(account: Resource, accepted: Json): Verdict {
  const sku = first(account, 'sku.name');
  const kinds = texts([{ path: 'redundantTypes', value: accepted }]);
  const name = text(sku);
  if (name === null) return unknown('The row does not state the kind of storage.', [seen(sku)]);
  return kinds.map(kindOf).includes(kindOf(name))
    ? pass(`The kind of storage is ${name}, which is accepted.`, [seen(sku)])
    : fail(`The kind of storage is ${name}; accepted are ${listed(kinds, 'or')}.`, [seen(sku)]);
}

/** A row without zones has none: the key is left out then. */
function judgeZones(set: Resource, scene: Scene): Verdict {
  const zones = new Set(texts([first(set, 'zones')])).size;
  const wanted = numberOf(scene, 'minimumZones');
  const evidence = [seen(first(set, 'zones'))];
  return zones < wanted
    ? fail(`The set stands in ${counted(zones, 'zone')}, fewer than the ${wanted} required.`, evidence)
    : pass(`The set stands in ${zones} zones.`, evidence);
}

function judgeEnabled(row: Resource, what: string): Verdict {
  const enabled = first(row, 'properties.enabled');
  const isOn = flag(enabled);
  if (isOn === null) return unknown(`The row does not state whether ${what.toLowerCase()} is on.`, [seen(enabled)]);
  return isOn ? pass(`${what} is on.`, [seen(enabled)]) : fail(`${what} is off.`, [seen(enabled)]);
}

function judgeAlert(alert: Resource): Verdict {
  const state = judgeEnabled(alert, 'The metric alert');
  const all = first(alert, 'properties.actions');
  const groups = list(alert, 'properties.actions').filter((action) => !isAbsent(inside(action, 'actionGroupId')));
  if (state.status !== 'pass' || groups.length > 0) return state;
  if (all.value === undefined)
    return unknown('The metric alert is on, and the row does not list its actions.', [seen(all)]);
  return fail('The metric alert is on and tells nobody: it has no action group.', [seen(all), ...state.seen]);
}

export default defineCheck({
  id: 'azure.redundancy-as-declared',
  version: 1,
  provider: 'azure',
  title: 'Storage and compute redundancy, scaling and alerts match the declaration',
  failsAs: 'resources are below the declared redundancy, scaling or alerting',
  why: 'A design that says two zones and runs in one fails on its worst day.',
  criteria: ['A1.2', 'A1.1', 'CC9.1'],
  severity: 'low',
  looksAt: [storage, scaleSet, autoscale, metricAlert],
  reads: [],
  parameters: [
    {
      name: 'redundantTypes',
      unit: 'map',
      meaning: 'class (storage, compute, scaling or alerts) to accepted kinds',
      default: { storage: ['ZRS', 'GRS', 'GZRS', 'RA-GRS', 'RA-GZRS'] },
    },
    { name: 'minimumZones', unit: 'zones', meaning: 'zones required', default: 2, stricter: 'higher' },
  ],
  remediation: 'Choose the declared redundancy or record the accepted risk.',
  cannotShow: 'That failover works within the objective.',
  judge(row, scene) {
    const name = classes[row.type] ?? '';
    const accepted = mapOf(scene, 'redundantTypes')[name];
    if (accepted === undefined) return notApplicable(`The class ${name} is not declared redundant.`);
    if (row.type === storage) return judgeStorage(row, accepted);
    if (row.type === scaleSet) return judgeZones(row, scene);
    return row.type === metricAlert ? judgeAlert(row) : judgeEnabled(row, 'Automatic scaling');
  },
  examples: {
    pass: { resource: armRow(storage, 'invoices', {}, { sku: { name: 'Standard_RAGRS' } }) },
    fail: { resource: armRow(storage, 'invoices', {}, { sku: { name: 'Standard_LRS' } }) },
    unknown: { resource: armRow(storage, 'invoices', {}) },
    'not-applicable': { resource: armRow(scaleSet, 'workers', {}) },
  },
});
