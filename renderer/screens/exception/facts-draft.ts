import type { Input } from '@shared/contract/contract.ts';
import type { Severity } from '@shared/domain/check.ts';
import type { AffectedItem, AuditException } from '@shared/domain/exception.ts';
import { linesIn } from '../../exceptions/lines-in.ts';

/** The facts of an exception while they are typed; a day or a name not given is empty. */
export interface FactsDraft
  extends Pick<
    AuditException,
    | 'title'
    | 'controlId'
    | 'kind'
    | 'source'
    | 'description'
    | 'sampleSize'
    | 'deviationCount'
    | 'auditorDisposition'
    | 'detectedOn'
    | 'detectedBy'
  > {
  /** Affected items written by hand, one a line. */
  readonly items: string;
  readonly windowStart: string;
  readonly windowEnd: string;
  readonly exposure: AuditException['severityInputs']['exposure'];
  /** In percent. */
  readonly tolerablePercent: number | null;
  readonly repeatOf: string;
  /** Null while the parts decide. */
  readonly level: Severity | null;
  readonly levelReason: string;
  readonly levelBy: string;
}

type Change = Input<'exception.update'>['change'];
export type FactsErrors = Partial<Readonly<Record<keyof FactsDraft, string>>>;

/** No reading shows it: a person wrote it. */
const isByHand = ({ findingId, snapshotId }: AffectedItem): boolean => findingId === null && snapshotId === null;

/** The facts as a form shows them. */
export function draftOf({ severityInputs, ...exception }: AuditException): FactsDraft {
  const { exposure, tolerableRate, override } = severityInputs;
  const { title, controlId, kind, source, description, sampleSize, deviationCount, auditorDisposition } = exception;
  return {
    ...{ title, controlId, kind, source, description, sampleSize, deviationCount, auditorDisposition, exposure },
    detectedOn: exception.detectedOn,
    detectedBy: exception.detectedBy,
    items: exception.affectedItems
      .filter(isByHand)
      .map(({ words }) => words)
      .join('\n'),
    windowStart: exception.windowStart ?? '',
    windowEnd: exception.windowEnd ?? '',
    tolerablePercent: tolerableRate === null ? null : Math.round(tolerableRate * 10_000) / 100,
    repeatOf: exception.repeatOf ?? '',
    level: override?.level ?? null,
    levelReason: override?.reason ?? '',
    levelBy: override?.by ?? '',
  };
}

/** What keeps the facts from being saved, by field. */
export function factsErrors(draft: FactsDraft): FactsErrors {
  const { title, windowStart, windowEnd, sampleSize, deviationCount, level } = draft;
  const isBackward = windowStart !== '' && windowEnd !== '' && windowEnd < windowStart;
  const isTooMany = sampleSize !== null && deviationCount !== null && deviationCount > sampleSize;
  return {
    ...(title.trim() === '' ? { title: 'Write what did not hold.' } : {}),
    ...(draft.detectedOn === '' ? { detectedOn: 'Give the day it was found.' } : {}),
    ...(draft.detectedBy.trim() === '' ? { detectedBy: 'Write who found it.' } : {}),
    ...(isBackward ? { windowEnd: 'The window ends before it begins.' } : {}),
    ...(isTooMany ? { deviationCount: 'There are more deviations than items.' } : {}),
    ...(level !== null && draft.levelReason.trim() === ''
      ? { levelReason: 'Write why the parts are not enough.' }
      : {}),
    ...(level !== null && draft.levelBy.trim() === '' ? { levelBy: 'Write who decided it.' } : {}),
  };
}

function whole(draft: FactsDraft): Required<Change> {
  const { title, controlId, kind, source, description, sampleSize, deviationCount, exposure, level } = draft;
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text.trim());
  return {
    ...{ controlId, kind, source, sampleSize, deviationCount, exposure },
    title: title.trim(),
    detectedOn: draft.detectedOn,
    detectedBy: draft.detectedBy.trim(),
    description: description.trim(),
    items: linesIn(draft.items),
    windowStart: orNull(draft.windowStart),
    windowEnd: orNull(draft.windowEnd),
    tolerableRate: draft.tolerablePercent === null ? null : draft.tolerablePercent / 100,
    override: level === null ? null : { level, reason: draft.levelReason.trim(), by: draft.levelBy.trim() },
    repeatOf: orNull(draft.repeatOf),
    auditorDisposition: draft.auditorDisposition.trim(),
  };
}

/** The change that the form asks for: only the facts that are different now. */
export function factsChange(exception: AuditException, draft: FactsDraft): Change {
  const before: Readonly<Record<string, unknown>> = whole(draftOf(exception));
  const differs = ([field, value]: [string, unknown]) => JSON.stringify(before[field]) !== JSON.stringify(value);
  return Object.fromEntries(Object.entries(whole(draft)).filter(differs));
}
