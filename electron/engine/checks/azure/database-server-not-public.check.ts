import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { mysql, postgres, sqlInstance, sqlServer } from '../azure-databases.ts';
import { armId, armRow } from '../azure-example.ts';
import { type AddressRange, countOf, rangeBetween } from '../azure-prefixes.ts';
import { ifThin, isAbsent, isDeclared, isWord, readChildren } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { counted, seenOn } from '../evidence.ts';
import { numberOf, textsOf } from '../parameters.ts';
import { first, flag, seen, text } from '../read.ts';
import { approvedPublicResources } from '../s3.ts';

const rulesOf = (type: string): string => `${type}/firewallrules`;

/** One rule of a server's firewall; `range` is null when it could not be read. */
interface Rule {
  readonly row: Resource;
  readonly range: AddressRange | null;
  readonly words: string;
  readonly evidence: readonly Seen[];
}

function rule(row: Resource): Rule {
  const [start, end] = [first(row, 'properties.startIpAddress'), first(row, 'properties.endIpAddress')];
  const range = rangeBetween(text(start) ?? '', text(end) ?? '');
  const words = `${row.name} (${text(start)} to ${text(end)})`;
  return { row, range, words, evidence: [seenOn(row, start), seenOn(row, end)] };
}

/** The range from 0.0.0.0 to 0.0.0.0 stands for every service of the platform, whoever runs it. */
const isPlatform = ({ range }: Rule): boolean => range?.version === 4 && range.to === 0n;
/** An answer without the property is an old one, from when every server was public. */
const accessWords = (access: Property): string =>
  isAbsent(access) ? 'Public access is not stated, which means on in older answers' : 'Public access is on';
const sizeOf = ({ range }: Rule): bigint => (range === null ? 0n : countOf([range], range.version));

function judgeRules(server: Resource, access: Property, scene: Scene): Verdict {
  const { rows, unread } = readChildren(server, rulesOf(server.type), scene);
  const limit = numberOf(scene, 'widestRangeAddresses');
  const rules = rows.map(rule);
  const wide = rules.filter((one) => sizeOf(one) > BigInt(limit)).toSorted((a, b) => (sizeOf(a) < sizeOf(b) ? 1 : -1));
  const platform = rules.find(isPlatform);
  const evidence = (found: Rule | undefined) => [...(found?.evidence ?? []), seen(access)];
  if (wide[0] !== undefined) {
    const more = wide.length > 1 ? `, and ${wide.length - 1} more of its rules are too wide` : '';
    const size = sizeOf(wide[0]).toLocaleString('en-US');
    return fail(
      `${accessWords(access)}, and the rule ${wide[0].words} lets in ${size} addresses; ${limit} are allowed${more}.`,
      evidence(wide[0]),
    );
  }
  const unreadable = rules.find(({ range }) => range === null);
  if (platform !== undefined)
    return fail(
      `${accessWords(access)}, and the rule ${platform.words} lets in all services of the platform, those of other customers too.`,
      evidence(platform),
    );
  if (unreadable !== undefined)
    return unknown(`The firewall rule ${unreadable.row.name} could not be read.`, evidence(unreadable));
  if (unread !== null)
    return unknown(`${accessWords(access)}, and the firewall rules are not all known: ${unread}`, evidence(rules[0]));
  const count =
    rules.length === 0
      ? 'no firewall rule lets anyone in'
      : `${counted(rules.length, 'firewall rule')} let in at most ${limit} addresses each`;
  return pass(`${accessWords(access)}, but ${count}.`, [
    ...rules.flatMap((one) => one.evidence).slice(0, 7),
    seen(access),
  ]);
}

/** A managed instance with a public endpoint is guarded by the group of its subnet, which is judged on its own. */
function judgeInstance(instance: Resource): Verdict {
  const access = first(instance, 'properties.publicDataEndpointEnabled');
  if (flag(access) === false) return pass('The public endpoint of the instance is off.', [seen(access)]);
  return unknown(
    flag(access)
      ? 'The public endpoint of the instance is on, and what its network group lets in was not followed.'
      : 'The row does not state publicDataEndpointEnabled.',
    [seen(access)],
  );
}

function judgeServer(server: Resource, scene: Scene): Verdict {
  const isFlexible = server.type !== sqlServer;
  const access = first(
    server,
    isFlexible ? 'properties.network.publicNetworkAccess' : 'properties.publicNetworkAccess',
  );
  const subnet = first(server, 'properties.network.delegatedSubnetResourceId');
  if (isWord(access, 'Disabled', 'SecuredByPerimeter'))
    return pass(`Public access of the server is ${text(access)}.`, [seen(access)]);
  if (isFlexible && !isAbsent(subnet))
    return pass('The server lies in a subnet of its own network.', [seen(subnet), seen(access)]);
  if (isFlexible && isAbsent(access))
    return unknown('The row does not state the public access of the server.', [seen(access)]);
  if (!isAbsent(access) && !isWord(access, 'Enabled'))
    return unknown('The public access of the server could not be read.', [seen(access)]);
  return judgeRules(server, access, scene);
}

const firewall = (name: string, startIpAddress: string, endIpAddress: string) =>
  armRow(rulesOf(sqlServer), `orders/${name}`, { startIpAddress, endIpAddress });
const open = armRow(sqlServer, 'orders', { publicNetworkAccess: 'Enabled' });

export default defineCheck({
  id: 'azure.database-server-not-public',
  version: 1,
  provider: 'azure',
  title: 'Database servers are not reachable from the internet',
  failsAs: 'database servers let in wide ranges of public addresses',
  why: 'A public server leaves one password between the internet and all customer records.',
  criteria: ['CC6.1', 'CC6.6', 'C1.1'],
  severity: 'critical',
  looksAt: [sqlServer, sqlInstance, postgres, mysql],
  reads: [rulesOf(sqlServer), rulesOf(postgres), rulesOf(mysql)],
  parameters: [
    {
      name: 'widestRangeAddresses',
      unit: 'addresses',
      meaning: 'largest range of one rule',
      default: 256,
      stricter: 'lower',
    },
    approvedPublicResources,
  ],
  remediation: 'Switch off public access and use private endpoints.',
  cannotShow: 'Access through other networks.',
  judge(server, scene) {
    if (isDeclared(server, textsOf(scene, 'approvedPublicResources')))
      return notApplicable('The server is named in approvedPublicResources.');
    return ifThin(server) ?? (server.type === sqlInstance ? judgeInstance(server) : judgeServer(server, scene));
  },
  examples: {
    pass: {
      resource: armRow(postgres, 'orders', {
        network: {
          publicNetworkAccess: 'Disabled',
          delegatedSubnetResourceId: armId('microsoft.network/virtualnetworks/subnets', 'prod/data'),
        },
      }),
    },
    fail: { resource: open, others: [firewall('everyone', '0.0.0.0', '255.255.255.255')] },
    unknown: { resource: open, unseen: { [rulesOf(sqlServer)]: 'The firewall rules were refused.' } },
    'not-applicable': { resource: open, parameters: { approvedPublicResources: ['orders'] } },
  },
});
