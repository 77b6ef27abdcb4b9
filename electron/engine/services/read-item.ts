import type { SnapshotKind } from '@shared/domain/collection.ts';
import type { Json } from '@shared/domain/json.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { isAzureKind } from '../collect/file/detect-azure.ts';
import { answerEnvelope } from '../normalise/aws/answer.ts';
import { type Envelope, envelopeOf, holdsItems } from '../normalise/aws/envelope.ts';
import { azureRow } from '../normalise/azure/row.ts';
import { stateText } from '../normalise/azure/state.ts';
import { sha256Of } from '../store/sha256.ts';

/** A row of a file with what it says of itself. */
export interface ReadItem {
  readonly provider: Provider;
  readonly envelope: Envelope;
  /** What a reader of the file must know of rows like this one; null for most. */
  readonly note: string | null;
}

/** The same state read twice, in whichever way, has one state id, so that only a change looks like one. */
function azureItem(value: Json): ReadItem | null {
  const read = azureRow(value);
  if (read === null) return null;
  const { envelope, row, note } = read;
  const stateId = sha256Of(stateText(row, envelope.type, envelope.region)).slice(0, 32);
  return { provider: 'azure', envelope: { ...envelope, stateId }, note };
}

/** A list that only names resources proves nothing of their settings. */
const asInventory = (envelope: Envelope): Envelope => ({ ...envelope, standing: 'inventory' });

/** Reads what a row says of itself, by the rules of its cloud; null when it names neither what it is nor where. */
export function readItem(kind: SnapshotKind, value: Json): ReadItem | null {
  if (isAzureKind(kind)) return azureItem(value);
  const envelope = holdsItems(kind) ? envelopeOf(value) : answerEnvelope(kind, value);
  if (envelope === null) return null;
  return { provider: 'aws', envelope: kind === 'discovered-resources' ? asInventory(envelope) : envelope, note: null };
}
