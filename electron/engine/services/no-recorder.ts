import type { NewSighting } from '../store/repos/resource.repo.ts';
import { sha256Of } from '../store/sha256.ts';

/** Written for a region that answered with no recorder at all: that there is none is a fact too. */
export const noRecorder = 'aws.config-no-recorder';

interface Place {
  readonly account: string;
  readonly region: string;
}

/** The version that says so; it stands on no bytes. `capturedAt` is ISO 8601 UTC. */
export const noRecorderVersion = (
  { account, region }: Place,
  snapshotId: string,
  capturedAt: string,
): NewSighting['version'] => ({
  account,
  region,
  snapshotId,
  capturedAt,
  provider: 'aws',
  type: noRecorder,
  id: 'none',
  name: 'none',
  arn: null,
  stateId: '',
  isDeleted: false,
  standing: 'evidence',
  offset: 0,
  length: 0,
  sha256: sha256Of(new Uint8Array()),
});
