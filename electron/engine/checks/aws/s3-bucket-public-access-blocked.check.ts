import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, notApplicable, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { isNamed, listed, seenOn } from '../evidence.ts';
import { flagOf, textsOf } from '../parameters.ts';
import { first, seen } from '../read.ts';
import { approvedPublicResources, type BlockSetting, blockSettings, newest, settingOf } from '../s3.ts';

const accountBlock = 'AWS::S3::AccountPublicAccessBlock';

/** The two settings that hold back grants already there; the other two stop new ones. */
const neutralising: readonly BlockSetting[] = ['ignorePublicAcls', 'restrictPublicBuckets'];

interface Setting {
  readonly name: BlockSetting;
  readonly bucket: boolean | null;
  readonly account: boolean | null;
  readonly seen: readonly Seen[];
}

/** Without any supplementary part the item is incomplete; with others beside it, an absent block means that none is set. */
function onBucket(bucket: Resource, name: BlockSetting): { readonly isOn: boolean | null; readonly at: Property } {
  const setting = settingOf(first(bucket, 'supplementaryConfiguration.PublicAccessBlockConfiguration'), name);
  return Object.keys(bucket.supplementaryConfiguration).length === 0 ? { ...setting, isOn: null } : setting;
}

/** The account is asked only where the bucket's own setting is not enough. */
function read(bucket: Resource, scene: Scene, name: BlockSetting): Setting {
  const own = onBucket(bucket, name);
  if (own.isOn === true) return { name, bucket: true, account: null, seen: [seen(own.at)] };
  const item = newest(scene.of(accountBlock, bucket.account));
  if (item === undefined) {
    const isAbsent = scene.known(accountBlock, bucket.account).isKnown;
    return { name, bucket: own.isOn, account: isAbsent ? false : null, seen: [seen(own.at)] };
  }
  const account = settingOf(first(item, 'configuration'), name);
  return { name, bucket: own.isOn, account: account.isOn, seen: [seen(own.at), seenOn(item, account.at)] };
}

function cannotTell(settings: readonly Setting[], bucket: Resource, scene: Scene): Verdict {
  const names = listed(settings.map(({ name }) => name));
  const evidence = settings.flatMap((setting) => setting.seen);
  if (settings.some((setting) => setting.bucket === null))
    return unknown(`The item does not say whether the bucket sets ${names}, and no account setting does.`, evidence);
  const knowledge = scene.known(accountBlock, bucket.account);
  return unknown(
    knowledge.isKnown
      ? `The bucket does not set ${names}, and the account setting could not be read as true or false.`
      : `The bucket does not set ${names}, and the account setting could not be seen: ${knowledge.because}`,
    evidence,
  );
}

export default defineCheck({
  id: 'aws.s3-bucket-public-access-blocked',
  version: 2,
  provider: 'aws',
  title: 'Buckets block public access by bucket or account settings',
  failsAs: 'buckets do not block public access on the bucket or on the account',
  why: 'One wrong policy or object setting publishes customer data when the block is off.',
  criteria: ['CC6.1', 'CC6.6', 'C1.1'],
  severity: 'high',
  looksAt: ['AWS::S3::Bucket'],
  reads: [accountBlock],
  parameters: [
    {
      name: 'requireAllFour',
      unit: 'boolean',
      meaning: 'all four settings must be on',
      default: true,
      stricter: 'true',
    },
    approvedPublicResources,
  ],
  remediation:
    'Switch on the account-level block, then the bucket block, after moving public content behind a content network.',
  cannotShow: 'Access given to named outside accounts, which the block does not stop.',
  judge(bucket, scene) {
    if (isNamed(bucket, textsOf(scene, 'approvedPublicResources')))
      return notApplicable('The bucket is named in approvedPublicResources.');
    const names = flagOf(scene, 'requireAllFour') ? blockSettings : neutralising;
    const settings = names.map((name) => read(bucket, scene, name));
    const off = settings.filter((setting) => setting.bucket === false && setting.account === false);
    if (off.length > 0) {
      const words = `${listed(off.map(({ name }) => name))} ${off.length === 1 ? 'is' : 'are'}`;
      return fail(
        `Of the public access block, ${words} off or absent on the bucket and on its account.`,
        off.flatMap((one) => one.seen),
      );
    }
    const unclear = settings.filter((setting) => setting.bucket !== true && setting.account !== true);
    if (unclear.length > 0) return cannotTell(unclear, bucket, scene);
    return pass(
      `All ${settings.length} block settings judged are on, on the bucket or on its account.`,
      settings.flatMap((one) => one.seen),
    );
  },
  examples: {
    pass: {
      resource: {
        id: 'invoices',
        configuration: { name: 'invoices' },
        supplementaryConfiguration: {
          PublicAccessBlockConfiguration: {
            blockPublicAcls: true,
            ignorePublicAcls: true,
            blockPublicPolicy: true,
            restrictPublicBuckets: true,
          },
        },
      },
    },
    fail: {
      resource: {
        id: 'invoices',
        configuration: { name: 'invoices' },
        supplementaryConfiguration: {
          PublicAccessBlockConfiguration: {
            blockPublicAcls: true,
            ignorePublicAcls: true,
            blockPublicPolicy: false,
            restrictPublicBuckets: false,
          },
        },
      },
    },
    unknown: {
      resource: { id: 'invoices', configuration: { name: 'invoices' } },
      unseen: { [accountBlock]: 'The recorder of account 111122223333 leaves out account settings.' },
    },
    'not-applicable': {
      resource: { id: 'website', configuration: { name: 'website' } },
      parameters: { approvedPublicResources: ['website'] },
    },
  },
});
