import type { Scene } from '@shared/domain/check.ts';
import { isObject } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import support from '../../../../resources/checks/aws-supported-versions.json' with { type: 'json' };
import { defineCheck } from '../define.ts';
import { endOfDay } from '../instants.ts';
import { mapOf, numberOf } from '../parameters.ts';
import { first, number, seen, text } from '../read.ts';

/** Where a type states its product and version. */
interface Stated {
  readonly product: string | null;
  readonly version: Property;
}

const rows: Readonly<Record<string, (workload: Resource) => Stated>> = {
  'AWS::Lambda::Function': (workload) => ({ product: 'lambda', version: first(workload, 'configuration.runtime') }),
  'AWS::EKS::Cluster': (workload) => ({ product: 'eks', version: first(workload, 'configuration.Version') }),
  'AWS::RDS::DBInstance': (workload) => ({
    product: text(first(workload, 'configuration.engine')),
    version: first(workload, 'configuration.engineVersion'),
  }),
  'AWS::OpenSearch::Domain': (workload) => ({
    product: 'opensearch',
    version: first(workload, 'configuration.EngineVersion'),
  }),
};

/** The last day of a version; of `5.7.44` the one of `5.7`, and of `13.9` the one of `13`. */
function lastDayOf(product: string, version: string, scene: Scene): string | null {
  const table = mapOf(scene, 'supportTable')[product];
  if (!isObject(table)) return null;
  const named = Object.keys(table).filter((name) => version === name || version.startsWith(`${name}.`));
  const [longest] = named.sort((a, b) => b.length - a.length);
  const found = longest === undefined ? undefined : table[longest];
  return typeof found === 'string' ? found : null;
}

function judgeVersion({ product, version }: Stated, scene: Scene): Verdict {
  const words = text(version) ?? (number(version) === null ? null : String(number(version)));
  const list = `the list of ${support.compiledOn}`;
  if (product === null || words === null) return unknown('The item does not state its version.', [seen(version)]);
  const name = `${product} ${words}`;
  const last = lastDayOf(product, words, scene);
  const end = endOfDay(last, numberOf(scene, 'graceDays'));
  if (last === null || end === null) return unknown(`The version ${name} is not in ${list}.`, [seen(version)]);
  return scene.isPast(end)
    ? fail(`The version ${name} received fixes until ${last}, by ${list}.`, [seen(version)])
    : pass(`The version ${name} receives fixes until ${last}, by ${list}.`, [seen(version)]);
}

const lambda = (runtime: string) => ({ resource: { id: 'settle', configuration: { runtime, packageType: 'Zip' } } });

export default defineCheck({
  id: 'aws.supported-version',
  version: 2,
  provider: 'aws',
  title: 'Runtimes, clusters and engines are versions that still receive fixes',
  failsAs: 'functions, clusters and databases run a version that receives no fixes',
  why: 'Unsupported versions collect known holes that will never be closed.',
  criteria: ['CC7.1', 'CC6.8'],
  severity: 'high',
  looksAt: Object.keys(rows),
  reads: [],
  parameters: [
    {
      name: 'supportTable',
      unit: 'table',
      meaning: 'product and version to the last day with security fixes',
      default: support.lastDays,
    },
    { name: 'graceDays', unit: 'days', meaning: 'days after the last day', default: 0, stricter: 'lower' },
  ],
  remediation: 'Move to a supported version.',
  cannotShow:
    'The patch level inside the version, and whether paid extended support is in force where the last day counts it.',
  judge(workload, scene) {
    const kind = first(workload, 'configuration.packageType');
    if (text(kind) === 'Image')
      return notApplicable('The function is packaged as an image, which brings its own runtime.', [seen(kind)]);
    const row = rows[workload.type];
    return row === undefined
      ? unknown(`The type ${workload.type} is not known to this check.`)
      : judgeVersion(row(workload), scene);
  },
  examples: {
    pass: lambda('python3.13'),
    fail: lambda('nodejs14.x'),
    unknown: lambda('cobol1.x'),
    'not-applicable': { resource: { id: 'settle', configuration: { packageType: 'Image' } } },
  },
});
