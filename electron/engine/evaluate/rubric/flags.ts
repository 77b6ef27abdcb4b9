import { type Flag, type PointReading, type Response, textsOf } from '@shared/domain/response.ts';
import type { RubricContext } from './context.ts';
import { placesOf } from './text.ts';

const asks: Readonly<Record<Flag['kind'], string>> = {
  minimising: 'What shows that it is small: how many were looked at, and what was found?',
  vague: 'Which day, and who?',
  'reminder-only': 'What changes besides what people were told?',
  'unproven-completion': 'What shows it, collected when?',
};

/** A phrase is not asked about once the point it stands for is met. */
const settledBy: Readonly<Partial<Record<string, PointReading['id']>>> = {
  'isolated incident': 'R3',
  'no impact': 'R4',
};
const settledKind: Readonly<Partial<Record<Flag['kind'], PointReading['id']>>> = {
  'reminder-only': 'R7',
  'unproven-completion': 'R9',
};

/** The phrases that ask the author for a fact. They never change a point. */
export function flagsOf(
  response: Response,
  points: readonly PointReading[],
  { rubric }: RubricContext,
): readonly Flag[] {
  const isMet = (id: PointReading['id'] | undefined): boolean =>
    points.some((point) => point.id === id && point.state === 'met');
  const kinds: readonly (readonly [Flag['kind'], readonly string[]])[] = [
    ['minimising', rubric.phrases.minimising],
    ['vague', rubric.phrases.vague],
    ['reminder-only', rubric.phrases.reminderOnly],
    ['unproven-completion', rubric.phrases.unprovenCompletion],
  ];
  return kinds.flatMap(([kind, phrases]) =>
    phrases
      .filter((phrase) => !isMet(settledBy[phrase] ?? settledKind[kind]))
      .flatMap((phrase) =>
        textsOf(response).flatMap(([field, text]) =>
          placesOf(phrase, text).map((place): Flag => ({ kind, phrase, field, ...place, asks: asks[kind] })),
        ),
      ),
  );
}
