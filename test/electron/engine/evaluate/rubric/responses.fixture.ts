import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { auditException, response as wholeResponse } from '@shared/contract/exception-shapes.ts';
import { severities } from '@shared/domain/check.ts';
import type { AuditException } from '@shared/domain/exception.ts';
import { bands, emptyResponse, type PointReading, type Response, type RubricReading } from '@shared/domain/response.ts';
import { z } from 'zod';
import { checks } from '../../../../../electron/engine/checks/registry.ts';
import type { KnownControl, RubricContext } from '../../../../../electron/engine/evaluate/rubric/context.ts';
import { loadRubric } from '../../../../../electron/engine/services/rubric-file.ts';
import { root } from '../../../../house/sources.ts';

const read = <T extends z.ZodType>(shape: T, ...path: readonly string[]): z.infer<T> =>
  shape.parse(JSON.parse(readFileSync(join(root, ...path), 'utf8')));
const fixture = <T extends z.ZodType>(shape: T, name: string): z.infer<T> =>
  read(shape, 'test', 'fixtures', 'responses', `${name}.json`);

const whole = auditException.shape;
const given = z.strictObject({ status: whole.status, verification: whole.verification }).partial();
const facts = z.record(
  z.string(),
  z.strictObject({
    ...auditException.pick({
      title: true,
      controlId: true,
      criteria: true,
      kind: true,
      detectedOn: true,
      description: true,
      sampleSize: true,
      deviationCount: true,
    }).shape,
    level: z.enum(severities),
    affectedItems: z.array(z.string()),
    repeatOf: z.string().optional(),
    evidence: z.array(whole.evidence.unwrap().element.omit({ by: true, sha256: true, fileName: true })),
  }),
);
const entry = z.strictObject({
  name: z.string(),
  exception: z.string(),
  given: given.optional(),
  score: z.number(),
  cap: z.string().optional(),
  /** One letter a point, R1 to R10: met, partial, not met. */
  points: z.string().regex(/^[mpn]{10}$/),
  response: z.strictObject({
    ...wholeResponse.partial().shape,
    lookback: wholeResponse.shape.lookback.partial().optional(),
  }),
});

const known = fixture(facts, 'exceptions');
const library = read(
  z.object({ controls: z.array(z.object({ id: z.string(), criteria: z.array(z.string()) })) }),
  'resources',
  'controls',
  'control-library.json',
).controls;
/** Every control of an exception above, and two that nobody tested, have no effective result. */
const ineffective = new Set([...Object.values(known).map(({ controlId }) => controlId), 'NET-04', 'LOG-04']);
const controls = new Map(
  library.map(({ id, criteria }): readonly [string, KnownControl] => [
    id,
    { criteria, isEffective: !ineffective.has(id) },
  ]),
);

const hash = 'a'.repeat(64);
const bare = {
  id: 'EX-001',
  source: 'test',
  windowStart: null,
  windowEnd: null,
  detectedBy: 'M. Adler',
  origins: [],
  severityInputs: { exposure: 'none', tolerableRate: null, override: null },
  status: 'response-drafted',
  response: emptyResponse,
  plan: [],
  acceptedRisk: null,
  verification: null,
  auditorDisposition: '',
  raisedAt: '2026-10-01T09:00:00.000Z',
  raisedBy: 'M. Adler',
} as const;

/** The exception of a name in exceptions.json, whole. */
export function exceptionNamed(name: string): AuditException {
  const found = known[name];
  if (found === undefined) throw new Error(`exceptions.json has no ${name}`);
  const { level: _, affectedItems, evidence, repeatOf, ...rest } = found;
  return {
    ...bare,
    ...rest,
    repeatOf: repeatOf ?? null,
    affectedItems: affectedItems.map((words) => ({
      words,
      findingId: null,
      from: null,
      to: null,
      capturedAt: null,
      itemSha256: null,
      snapshotId: null,
    })),
    evidence: evidence.map((item) => ({
      ...item,
      by: 'M. Adler',
      sha256: item.kind === 'statement' ? null : hash,
      fileName: item.kind === 'file' ? `${item.id}.csv` : null,
    })),
  };
}

/** What a response to it is read against, on 20 October 2026 after a period that ended in September. */
export const contextOf = (name: string, changes: Partial<AuditException> = {}): RubricContext => ({
  rubric: loadRubric(join(root, 'resources')),
  exception: { ...exceptionNamed(name), ...changes },
  level: known[name]?.level ?? 'medium',
  period: { from: '2025-10-01', to: '2026-09-30' },
  timeZone: 'America/New_York',
  today: '2026-10-20',
  controls,
  checkIds: new Set(checks.map(({ id }) => id)),
  hadBefore: known[name]?.repeatOf !== undefined,
});

/** A response as written, the fields left out empty. */
const filled = ({ lookback, ...rest }: z.infer<typeof entry>['response']): Response => {
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  return wholeResponse.parse({ ...emptyResponse, ...named, lookback: { ...emptyResponse.lookback, ...lookback } });
};

/** The responses written for the tests, by the band they were written for. */
export const written = bands.flatMap((band) =>
  fixture(z.array(entry), band).map(({ given: changes, response, ...expected }) => ({
    ...expected,
    band,
    response: filled(response),
    context: contextOf(
      expected.exception,
      Object.fromEntries(Object.entries(changes ?? {}).filter(([, value]) => value !== undefined)),
    ),
  })),
);

/** A response of that file for that exception. */
export function writtenFor(band: (typeof bands)[number], exception: string) {
  const found = written.find((one) => one.band === band && one.exception === exception);
  if (found === undefined) throw new Error(`${band}.json has none for ${exception}`);
  return found;
}

const letters = { met: 'm', partial: 'p', 'not-met': 'n' } as const;

/** How the points stand, one letter each. */
export const lettersOf = ({ points }: RubricReading): string => points.map(({ state }) => letters[state]).join('');
/** How one point stands. */
export const stateOf = ({ points }: RubricReading, id: PointReading['id']): PointReading['state'] | undefined =>
  points.find((point) => point.id === id)?.state;
