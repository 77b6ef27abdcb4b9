import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { assessmentFamilies, assessmentIdOf, assessmentType } from '../azure-assessments.ts';
import { agreeing } from '../azure-parts.ts';
import { isWord, word } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted, listed, seenOn } from '../evidence.ts';
import { instantOf } from '../instants.ts';
import { mapOf, textsOf } from '../parameters.ts';
import { first, number, text } from '../read.ts';

const day = 86_400_000;
const changed = 'properties.status.statusChangeDate';

const isUnhealthy = (row: Resource): boolean => isWord(first(row, 'properties.status.code'), 'Unhealthy');
const isExempt = (row: Resource): boolean => isWord(first(row, 'properties.status.cause'), 'Exempt');

/** A family of the shipped table, or an assessment named by its id. */
const idsOf = (family: string): readonly string[] => assessmentFamilies[family.toLowerCase()] ?? [family.toLowerCase()];

/** Days left of the limit of the finding's severity; null when its age or its limit cannot be told. */
function daysLeft(row: Resource, scene: Scene): number | null {
  const since = instantOf(first(row, changed));
  const severity = word(first(row, 'properties.metadata.severity'));
  const limits = Object.entries(mapOf(scene, 'fixDaysBySeverity'));
  const limit = limits.find(([name]) => name.toLowerCase() === severity)?.[1];
  const days = limit === undefined ? null : number({ path: '', value: limit });
  return since === null || days === null ? null : days - (Date.parse(scene.asOf) - since) / day;
}

const seenOf = (rows: readonly Resource[]): readonly Seen[] =>
  rows
    .slice(0, 4)
    .flatMap((row) => [changed, 'properties.metadata.severity'].map((path) => seenOn(row, first(row, path))));

function nameOf(row: Resource): string {
  return text(first(row, 'properties.displayName')) ?? assessmentIdOf(row);
}

function judgeOpen(rows: readonly Resource[], missing: readonly string[], scene: Scene): Verdict {
  const open = rows.filter((row) => isUnhealthy(row) && !isExempt(row));
  const dated = open.map((row) => ({ row, left: daysLeft(row, scene) }));
  const late = dated.flatMap(({ row, left }) => (left !== null && left < 0 ? [{ row, left }] : []));
  const [worst] = late.toSorted((a, b) => a.left - b.left);
  if (worst !== undefined) {
    const words = `${late.length} of ${counted(rows.length, 'assessment')} ${agreeing(late.length, 'is', 'are')} open past the limit`;
    const age = `${Math.ceil(-worst.left)} days late at most: ${nameOf(worst.row)}`;
    return fail(`${words}, ${age}.`, seenOf(late.map(({ row }) => row)));
  }
  const undated = dated.filter(({ left }) => left === null).map(({ row }) => row);
  if (undated.length > 0)
    return unknown(
      `${counted(undated.length, 'open assessment')} ${agreeing(undated.length, 'states', 'state')} no date or no known severity.`,
      seenOf(undated),
    );
  if (missing.length > 0) return unknown(`No assessment of the family ${listed(missing)} was read.`, seenOf(open));
  const exempt = rows.filter(isExempt).length;
  if (rows.length === exempt) return notApplicable(`Of ${counted(exempt, 'assessment')} none is open: each is exempt.`);
  const words = `${open.length} of ${counted(rows.length, 'assessment')} ${agreeing(open.length, 'is', 'are')} open, none past its limit`;
  return pass(
    exempt === 0 ? `${words}.` : `${words}; ${exempt} ${agreeing(exempt, 'is', 'are')} exempt.`,
    seenOf(open),
  );
}

function judgeFamilies(account: string, scene: Scene): Verdict {
  const all = scene.of(assessmentType, account);
  const families = textsOf(scene, 'families').map((name) => {
    const ids = new Set(idsOf(name));
    return { name, rows: all.filter((row) => ids.has(assessmentIdOf(row))) };
  });
  const rows = families.flatMap((family) => family.rows);
  const missing = families.filter((family) => family.rows.length === 0).map(({ name }) => name);
  if (rows.length > 0) return judgeOpen(rows, missing, scene);
  const known = scene.known(assessmentType, account);
  return unknown(known.isKnown ? 'No assessment of the declared families was read.' : known.because);
}

const assessment = (statusChangeDate: string | null) => ({
  type: assessmentType,
  id: '/subscriptions/s/resourcegroups/app/providers/microsoft.compute/virtualmachines/app-1/providers/microsoft.security/assessments/1195afff-c881-495e-9bc5-1486211ae03f',
  configuration: {
    properties: {
      displayName: 'Machines should have vulnerability findings resolved',
      status: { code: 'Unhealthy', statusChangeDate },
      metadata: { severity: 'High' },
    },
  },
});
const parameters = { families: ['vulnerability findings'] };

export default defineCheck({
  id: 'azure.assessment-findings-in-time',
  version: 1,
  provider: 'azure',
  title: 'Vulnerability and patch findings are closed within the declared time',
  failsAs: 'subscriptions have vulnerability or patch findings open past their limit',
  why: 'A known hole left open past its own deadline is the finding auditors write most easily.',
  criteria: ['CC7.1', 'CC6.8', 'CC4.1'],
  severity: 'high',
  looksAt: ['azure.subscription'],
  reads: [assessmentType],
  parameters: [
    {
      name: 'families',
      unit: 'list',
      meaning: 'matched by assessment id, not by display name',
      default: Object.keys(assessmentFamilies),
      stricter: 'longer-list',
    },
    {
      name: 'fixDaysBySeverity',
      unit: 'map',
      meaning: 'limits in days',
      default: { High: 30, Medium: 90, Low: 180 },
    },
  ],
  remediation: 'Fix or accept with a name and a date.',
  cannotShow: 'Findings that came and went between two snapshots, and scans by other tools.',
  judge: (container, scene) => judgeFamilies(container.id, scene),
  examples: {
    pass: { resource: {}, others: [assessment('2026-09-20T00:00:00Z')], parameters },
    fail: { resource: {}, others: [assessment('2026-05-20T00:00:00Z')], parameters },
    unknown: { resource: {}, others: [assessment(null)], parameters },
  },
});
