import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { listed, seenOn } from '../evidence.ts';
import { first } from '../read.ts';
import { blockSettings, newest, settingOf } from '../s3.ts';

const accountBlock = 'AWS::S3::AccountPublicAccessBlock';

export default defineCheck({
  id: 'aws.s3-account-public-access-blocked',
  version: 1,
  provider: 'aws',
  title: 'The account blocks public access to all buckets',
  failsAs: 'accounts do not block public access to all buckets',
  why: 'The account setting is the only one that also protects buckets made tomorrow.',
  criteria: ['CC6.1', 'CC6.6', 'C1.1'],
  severity: 'high',
  looksAt: ['aws.account'],
  reads: [accountBlock],
  parameters: [],
  remediation: 'Turn on all four settings for the account.',
  cannotShow: 'Access points and sharing with named accounts.',
  judge({ account }, scene) {
    const item = newest(scene.of(accountBlock, account));
    if (item === undefined) {
      const knowledge = scene.known(accountBlock, account);
      return knowledge.isKnown
        ? fail(`Account ${account} has no account-level public access block.`)
        : unknown(`The account-level public access block could not be seen: ${knowledge.because}`);
    }
    const settings = blockSettings.map((name) => ({ name, ...settingOf(first(item, 'configuration'), name) }));
    const off = settings.filter(({ isOn }) => isOn === false);
    const unclear = settings.filter(({ isOn }) => isOn === null);
    const evidence = (some: typeof settings) => some.map(({ at }) => seenOn(item, at));
    const names = (some: typeof settings) => listed(some.map(({ name }) => name));
    if (off.length > 0)
      return fail(`The account leaves ${names(off)} off (${off.length} of 4 settings).`, evidence(off));
    if (unclear.length > 0)
      return unknown(`The values of ${names(unclear)} are neither true nor false.`, evidence(unclear));
    return pass('All 4 settings of the account-level public access block are on.', evidence(settings));
  },
  examples: {
    pass: {
      resource: {},
      others: [
        {
          type: accountBlock,
          id: '111122223333',
          configuration: {
            blockPublicAcls: true,
            ignorePublicAcls: true,
            blockPublicPolicy: true,
            restrictPublicBuckets: true,
          },
        },
      ],
    },
    fail: {
      resource: {},
      others: [
        {
          type: accountBlock,
          id: '111122223333',
          configuration: {
            blockPublicAcls: true,
            ignorePublicAcls: true,
            blockPublicPolicy: false,
            restrictPublicBuckets: false,
          },
        },
      ],
    },
    unknown: {
      resource: {},
      unseen: { [accountBlock]: 'The recorder of account 111122223333 leaves out account settings.' },
    },
  },
});
