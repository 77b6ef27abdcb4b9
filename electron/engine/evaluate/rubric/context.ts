import type { Severity } from '@shared/domain/check.ts';
import type { AuditException, EvidenceItem } from '@shared/domain/exception.ts';
import { dayOf, type Period } from '@shared/domain/period.ts';
import type { PointId, PointReading, Response } from '@shared/domain/response.ts';
import { wordsOf } from './text.ts';

/** What the rubric file says of one point. */
interface RubricPoint {
  readonly id: PointId;
  readonly title: string;
  readonly isCritical: boolean;
  readonly example: string;
}

/** The rubric as shipped under resources/. Phrases are whole words, in any case. */
export interface Rubric {
  readonly points: readonly RubricPoint[];
  readonly rejectedCauses: readonly string[];
  readonly phrases: {
    readonly minimising: readonly string[];
    readonly vague: readonly string[];
    readonly reminderOnly: readonly string[];
    readonly unprovenCompletion: readonly string[];
  };
  readonly dueDays: Readonly<Record<Severity, number>>;
  readonly substantiveFrom: number;
  readonly adequateFrom: number;
}

/** A control as the rubric needs it: effective means supported by findings in the period and without an open exception. */
export interface KnownControl {
  readonly criteria: readonly string[];
  readonly isEffective: boolean;
}

/** Everything a response is read against. `today` is a calendar day in the client's zone. */
export interface RubricContext {
  readonly rubric: Rubric;
  readonly exception: AuditException;
  readonly level: Severity;
  readonly period: Period;
  readonly timeZone: string;
  readonly today: string;
  readonly controls: ReadonlyMap<string, KnownControl>;
  readonly checkIds: ReadonlySet<string>;
  /** The last report listed an exception of the same control. */
  readonly hadBefore: boolean;
}

/** How a point stands and why; the rest of its reading comes from the file. */
export type Judged = Pick<PointReading, 'state' | 'words'>;
export type Point = (response: Response, context: RubricContext) => Judged;

export const met = (words: string): Judged => ({ state: 'met', words });
export const partial = (words: string): Judged => ({ state: 'partial', words });
export const missing = (words: string): Judged => ({ state: 'not-met', words });

const placeholders = new Set(['tbd', 'tbc', 'tba', 'n/a']);

/** True when a text holds no word, or only a placeholder for one. */
export const isBlank = (text: string): boolean => wordsOf(text).every((word) => placeholders.has(word));

/** The pieces of evidence an answer names and the exception holds. */
export const named = (ids: readonly string[], { exception }: RubricContext): readonly EvidenceItem[] =>
  exception.evidence.filter(({ id }) => ids.includes(id));

/** The day a piece of evidence was collected, in the client's zone. */
export const collectedOn = ({ collectedAt }: EvidenceItem, { timeZone }: RubricContext): string =>
  dayOf(collectedAt, timeZone);
