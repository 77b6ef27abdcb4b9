// A loopback AWS in a process of its own, for the bench: node loopback-aws.child.ts ITEMS; writes its port, then serves.
import { startLoopbackAws } from '../loopback/aws/server.ts';
import type { LoopbackAccount, LoopbackItem } from '../loopback/aws/world.ts';
import { itemAt } from './generate.ts';

/** Places of the bench: every one holds the same items, which are other resources there. */
const accounts = ['111122223333', '222233334444'];
const regions = ['eu-central-1', 'eu-west-1', 'eu-north-1', 'us-east-1'];

function itemOf(number: number): LoopbackItem {
  const item = itemAt(number, 'live');
  return {
    type: item.resourceType,
    id: item.resourceId,
    ...(item.resourceName === undefined ? {} : { name: item.resourceName }),
    ...(item.ARN === undefined ? {} : { arn: item.ARN }),
    capturedAt: item.configurationItemCaptureTime,
    configuration: item.configuration ?? {},
    supplementaryConfiguration: item.supplementaryConfiguration,
    tags: item.tags,
    relationships: item.relationships.map((link) => ({ ...link })),
  };
}

const perPlace = Math.ceil(Number(process.argv[2] ?? '100000') / (accounts.length * regions.length));
const items = Array.from({ length: perPlace }, (_, number) => itemOf(number));
const account: LoopbackAccount = { regions: Object.fromEntries(regions.map((region) => [region, { items }])) };
const aws = await startLoopbackAws({
  accounts: Object.fromEntries(accounts.map((id) => [id, account])),
  isForgetful: true,
});
process.stdout.write(`${aws.port}\n`);
