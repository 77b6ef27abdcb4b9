import { fail, pass, unknown } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { isNamed } from '../evidence.ts';
import { dayOf, instantOf } from '../instants.ts';
import { ifAwsManaged, keyState } from '../kms.ts';
import { textsOf } from '../parameters.ts';
import { first, seen, text } from '../read.ts';

export default defineCheck({
  id: 'aws.kms-key-not-pending-deletion',
  version: 1,
  provider: 'aws',
  title: 'No customer-managed key is waiting for deletion unplanned',
  failsAs: 'customer-managed keys wait for deletion',
  why: 'Deleting a key destroys every copy of the data it protects.',
  criteria: ['CC6.1'],
  severity: 'high',
  looksAt: ['AWS::KMS::Key'],
  reads: [],
  parameters: [
    {
      name: 'plannedDeletions',
      unit: 'list',
      meaning: 'keys whose deletion was approved',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Cancel the deletion or attach the approval and proof that nothing uses the key.',
  cannotShow: 'Whether data still depends on the key.',
  judge(key, scene) {
    const managed = ifAwsManaged(key);
    if (managed !== null) return managed;
    const state = keyState(key);
    const word = text(state);
    if (word === null) return unknown('The item does not state the key state.', [seen(state)]);
    if (!/^Pending(Replica)?Deletion$/.test(word)) return pass(`The key is in the state ${word}.`, [seen(state)]);
    const date = first(key, 'configuration.deletionDate');
    const due = instantOf(date);
    const when = due === null ? 'with no deletion date in the item' : `with deletion on ${dayOf(due)}`;
    return isNamed(key, textsOf(scene, 'plannedDeletions'))
      ? pass(`The key is in the state ${word} ${when}, and is named in plannedDeletions.`, [state, date].map(seen))
      : fail(`The key is in the state ${word} ${when}, and is not named in plannedDeletions.`, [state, date].map(seen));
  },
  examples: {
    pass: {
      resource: {
        id: '9975ba19-f8ff-444b-9c21-8d42cc6dc45b',
        configuration: { keyManager: 'CUSTOMER', keyState: 'Enabled' },
      },
    },
    fail: {
      resource: {
        id: '9975ba19-f8ff-444b-9c21-8d42cc6dc45b',
        configuration: { keyManager: 'CUSTOMER', keyState: 'PendingDeletion', deletionDate: 1793836800000 },
      },
    },
    unknown: { resource: { id: '9975ba19-f8ff-444b-9c21-8d42cc6dc45b', configuration: { keyManager: 'CUSTOMER' } } },
    'not-applicable': {
      resource: {
        id: '1234abcd-12ab-34cd-56ef-1234567890ab',
        configuration: { keyManager: 'AWS', keyState: 'Enabled' },
      },
    },
  },
});
