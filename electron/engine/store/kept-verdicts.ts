import type { KeptStatus, Verdict } from '@shared/domain/verdict.ts';

/** The verdicts kept of one item, as the texts they are stored in. */
export interface KeptVerdicts {
  /** The rules and accounts they were judged on. */
  readonly judgedOn: string;
  /** When the item says its resource was made. */
  readonly createdAt: string | null;
  /** Three lists of the same length, as JSON. */
  readonly statuses: string;
  readonly because: string;
  readonly seen: string;
}

/** The statuses kept of an item, and the rules and accounts they were judged on; the same for many items. */
export interface VerdictList {
  readonly judgedOn: string;
  /** In the order their words stand in. */
  readonly statuses: readonly KeptStatus[];
}

/** Packs verdicts at once when they are judged: texts are cheap to hold until they are written, lists of objects are not. */
export const packVerdicts = (
  verdicts: readonly { readonly checkId: string; readonly verdict: Verdict; readonly turnsAt: string | null }[],
): Pick<KeptVerdicts, 'statuses' | 'because' | 'seen'> => ({
  statuses: JSON.stringify(
    verdicts.map(
      ({ checkId, verdict: { status }, turnsAt }): KeptStatus =>
        turnsAt === null ? [checkId, status] : [checkId, status, turnsAt],
    ),
  ),
  because: JSON.stringify(verdicts.map(({ verdict }) => verdict.because)),
  seen: JSON.stringify(verdicts.map(({ verdict }) => verdict.seen)),
});

/** The statuses a text was packed from. */
export const unpackStatuses = (text: string): readonly KeptStatus[] => JSON.parse(text);
