// Writes a large delivered snapshot. Run: node test/bench/generate.ts <path> <items> [seed]
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { role } from '../fixtures/sample/identity.ts';
import { pick, uuid } from '../fixtures/sample/ids.ts';
import type { Item, Place } from '../fixtures/sample/item.ts';
import { instance, networkInterface, volume } from '../fixtures/sample/machines.ts';
import { subnet } from '../fixtures/sample/network.ts';
import { allow, allowService, policy, trustAccount, trustService } from '../fixtures/sample/policy.ts';
import { securityGroup } from '../fixtures/sample/security-group.ts';
import { bucket } from '../fixtures/sample/storage.ts';
import { alarm, topicArn } from '../fixtures/sample/watch.ts';
import { lambdaFunction } from '../fixtures/sample/workloads.ts';

const place: Place = { account: '111122223333', region: 'eu-west-1' };
const tags = { owner: 'platform', environment: 'production', 'data-class': 'internal', 'cost-centre': '4711' } as const;
const anywhere = '0.0.0.0/0';

const letterOf = (seed: string): string => ['a', 'b', 'c'][pick(seed, 3)] ?? 'a';
const address = (seed: string): string =>
  `10.${pick(`${seed} 1`, 200)}.${pick(`${seed} 2`, 250)}.${pick(`${seed} 3`, 250)}`;

const network = (name: string) => ({
  vpc: 'bench',
  subnet: `subnet ${pick(name, 500)}`,
  groups: [`group ${pick(name, 900)}`, 'base'],
  privateIp: address(name),
});

// One security group in forty is open where it should not be.
const group = (name: string): Item =>
  securityGroup(place, name, {
    vpc: 'bench',
    description: `access to ${name}`,
    inbound: [
      { ports: [443, 443], ranges: [anywhere], ranges6: ['::/0'] },
      { ports: [8443, 8443], groups: ['base'] },
      { ports: [5432, 5432], ranges: ['10.0.0.0/8', '172.16.0.0/12'] },
      { ports: [22, 22], ranges: [pick(`${name} open`, 40) === 0 ? anywhere : '10.0.0.0/8'] },
    ],
    tags,
  });

const machineRole = (name: string): Item =>
  role(place.account, name, {
    trust: [pick(`${name} trust`, 30) === 0 ? trustAccount('777788889999') : trustService('lambda')],
    managed: ['service-role/AWSLambdaBasicExecutionRole'],
    inline: {
      data: policy(
        allow(['s3:GetObject', 's3:PutObject', 's3:ListBucket'], [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`]),
      ),
      queue: policy(
        allow(['sqs:ReceiveMessage', 'sqs:DeleteMessage'], `arn:aws:sqs:eu-west-1:${place.account}:${name}`),
      ),
    },
    tags,
  });

const machine = (name: string): Item =>
  instance(place, name, {
    instanceType: 'm7i.large',
    zone: letterOf(name),
    tokens: pick(`${name} tokens`, 20) === 0 ? 'optional' : 'required',
    profile: 'managed-instance',
    network: network(name),
    tags,
  });

const invoked = (name: string): Item =>
  lambdaFunction(place, name, {
    runtime: 'nodejs22.x',
    role: name,
    policy: [
      allowService(
        's3',
        'lambda:InvokeFunction',
        `arn:aws:lambda:eu-west-1:${place.account}:function:${name}`,
        place.account,
      ),
    ],
    tags,
  });

const store = (name: string): Item =>
  bucket(place, name, {
    logsTo: 'bench-access-logs',
    versioning: pick(`${name} versions`, 15) === 0 ? 'Suspended' : 'Enabled',
    expiresAfterDays: 400,
    tags,
  });

const disk = (name: string): Item =>
  volume(place, name, {
    zone: letterOf(name),
    size: 100,
    ...(pick(`${name} clear`, 25) === 0 ? {} : { key: `arn:aws:kms:eu-west-1:${place.account}:key/${uuid('bench')}` }),
  });

const watched = (name: string): Item =>
  alarm(place, name, { namespace: 'AWS/Lambda', metric: 'Errors', threshold: 1, actions: [topicArn(place, 'alerts')] });

// The mix of a busy account: interfaces and volumes outnumber everything else.
const kinds: readonly ((name: string) => Item)[] = [
  group,
  machineRole,
  machine,
  (name) => networkInterface(place, name, letterOf(name), network(name)),
  disk,
  (name) => networkInterface(place, `second ${name}`, letterOf(name), network(name)),
  store,
  (name) => subnet(place, name, { vpc: 'bench', cidr: `${address(name)}/24`, zone: letterOf(name) }),
  invoked,
  watched,
  group,
  machineRole,
];

/** One item of the mix; the same number and seed give the same item. */
export const itemAt = (number: number, seed: string): Item => {
  const kind = kinds[number % kinds.length] ?? group;
  return kind(`${seed}-${number}`);
};

interface Size {
  readonly items: number;
  /** Ends earlier when this many megabytes (of a million bytes) are written. */
  readonly megabytes?: number;
  /** The same seed gives the same bytes. */
  readonly seed: string;
}

const batch = 500;

function* pieces({
  items,
  megabytes = Number.POSITIVE_INFINITY,
  seed,
}: Size): Generator<{ readonly text: string; readonly items: number }> {
  let [written, bytes] = [0, 0];
  while (written < items && bytes < megabytes * 1_000_000) {
    const count = Math.min(batch, items - written);
    const from = written;
    const rows = Array.from({ length: count }, (_, step) => JSON.stringify(itemAt(from + step, seed)));
    const text = (from === 0 ? '' : ',') + rows.join(',');
    written += count;
    bytes += Buffer.byteLength(text);
    yield { text, items: written };
  }
}

/** Writes a delivered snapshot of one account and region, piece by piece; resolves to the number of items in it. */
export async function writeSnapshot(path: string, size: Size): Promise<number> {
  const stream = createWriteStream(path);
  stream.write(`{"fileVersion":"1.0","configSnapshotId":"${uuid(size.seed)}","configurationItems":[`);
  let items = 0;
  for (const piece of pieces(size)) {
    items = piece.items;
    if (!stream.write(piece.text)) await once(stream, 'drain');
  }
  stream.end(']}');
  await finished(stream);
  return items;
}

if (import.meta.main) {
  const [path = 'snapshot.json', items = '10000', seed = 'bench'] = process.argv.slice(2);
  console.log(`${await writeSnapshot(path, { items: Number(items), seed })} items in ${path}`);
}
