import type { Provider } from '@shared/domain/resource.ts';
import { type AnswerRow, rowsOf } from '../collect/run/rows.ts';
import type { Page, PlannedTask } from '../collect/run/source.ts';
import { answerEnvelope } from '../normalise/aws/answer.ts';
import { type Envelope, envelopeOf, holdsItems } from '../normalise/aws/envelope.ts';
import { azureRow } from '../normalise/azure/row.ts';
import { stateText } from '../normalise/azure/state.ts';
import type { NewSighting } from '../store/repos/resource.repo.ts';
import { sha256Of } from '../store/sha256.ts';
import { noRecorder } from './places.ts';

/** Where a page is kept: the snapshot of its task, from a byte on. */
interface Kept {
  readonly snapshotId: string;
  readonly offset: number;
  readonly provider: Provider;
}

function azureEnvelope({ value }: AnswerRow, { kind }: PlannedTask): Envelope | null {
  if (kind === 'names') return null;
  const read = azureRow(value);
  if (read === null) return null;
  const { envelope, row } = read;
  const state = sha256Of(Buffer.from(stateText(row, envelope.type, envelope.region))).slice(0, 32);
  return { ...envelope, stateId: state };
}

function awsEnvelope(row: AnswerRow, task: PlannedTask): Envelope | null {
  if (task.kind === 'resource-counts') return null;
  if (!holdsItems(task.kind)) return answerEnvelope(task.kind, row.value);
  const envelope = envelopeOf(row.value);
  return envelope !== null && task.kind === 'discovered-resources' ? { ...envelope, standing: 'inventory' } : envelope;
}

/** The sightings of one page. The place is the task's where the row does not say its own. */
export function sightingsOf(task: PlannedTask, page: Page, kept: Kept): readonly NewSighting[] {
  const answer = Buffer.from(page.bytes.buffer, page.bytes.byteOffset, page.bytes.length);
  return rowsOf(answer).flatMap((row) => {
    const envelope = kept.provider === 'aws' ? awsEnvelope(row, task) : azureEnvelope(row, task);
    if (envelope === null) return [];
    const version = {
      ...envelope,
      account: envelope.account || task.account,
      region: envelope.region || task.region,
      provider: kept.provider,
      capturedAt: envelope.capturedAt ?? page.request.answeredAt,
      snapshotId: kept.snapshotId,
      offset: kept.offset + row.offset,
      length: row.bytes.length,
      sha256: sha256Of(row.bytes),
    };
    return [{ version, kept: null }];
  });
}

/** That a region answered with no recorder at all is a fact about it. */
export function noRecorderSighting({ account, region }: PlannedTask, snapshotId: string, at: string): NewSighting {
  const version = {
    account,
    region,
    snapshotId,
    provider: 'aws' as const,
    capturedAt: at,
    type: noRecorder,
    id: 'none',
    name: 'none',
    arn: null,
    stateId: '',
    isDeleted: false,
    standing: 'evidence' as const,
    offset: 0,
    length: 0,
    sha256: sha256Of(new Uint8Array()),
  };
  return { version, kept: null };
}
