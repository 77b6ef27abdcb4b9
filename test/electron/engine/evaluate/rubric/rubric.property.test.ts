import type { EvidenceItem } from '@shared/domain/exception.ts';
import { addDays } from '@shared/domain/period.ts';
import { bands, type Response, type RubricReading } from '@shared/domain/response.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RubricContext } from '../../../../../electron/engine/evaluate/rubric/context.ts';
import { readRubric } from '../../../../../electron/engine/evaluate/rubric/rubric.ts';
import { exceptionNamed, written, writtenFor } from './responses.fixture.ts';

const names = [...new Set(written.map(({ exception }) => exception))];
const worth = { met: 2, partial: 1, 'not-met': 0 };

/** Nothing of a reading is lower than in the one before: no point, no score, no band. */
function expectNoLess(before: RubricReading, after: RubricReading): void {
  for (const [at, point] of after.points.entries()) {
    const was = before.points[at]?.state ?? 'not-met';
    expect(worth[point.state], `${point.id}: ${was}, then ${point.state}: ${point.words}`).toBeGreaterThanOrEqual(
      worth[was],
    );
  }
  expect(after.score).toBeGreaterThanOrEqual(before.score);
  expect(bands.indexOf(after.band)).toBeGreaterThanOrEqual(bands.indexOf(before.band));
}

type Fields = Readonly<Record<string, unknown>>;
/** A response on one level, so that any field can be emptied and filled. */
const flat = ({ lookback, ...rest }: Response): Fields => ({
  ...rest,
  ...Object.fromEntries(Object.entries(lookback).map(([key, value]) => [`lookback.${key}`, value])),
});
/** Back from one level; the fields come from responses. */
function deep(fields: Fields): Response {
  const entries = Object.entries(fields);
  const lookback = entries.filter(([key]) => key.startsWith('lookback.')).map(([key, value]) => [key.slice(9), value]);
  return Object.fromEntries([
    ...entries.filter(([key]) => !key.startsWith('lookback.')),
    ['lookback', Object.fromEntries(lookback)],
  ]) as Response; // Object.fromEntries forgets its keys; all are those of a response.
}
const isEmpty = (value: unknown): boolean =>
  value === null || value === '' || value === false || (Array.isArray(value) && value.length === 0);
const emptied = (value: unknown): unknown =>
  typeof value === 'string' && !/^\d{4}-\d\d-\d\d$/.test(value) ? '' : Array.isArray(value) ? [] : null;
const choices = new Set(['position', 'rootCauseCategory', 'impactRating']);
const empty = (key: string, value: unknown): unknown =>
  key === 'compensatingNone' ? false : choices.has(key) ? null : emptied(value);

/** A day after the correction and completion of every response written, so that those are no days to come. */
const today = fc.integer({ min: 0, max: 120 }).map((days) => addDays('2026-10-20', days));

/** A half written response: each field is the truth, something weaker that was written instead, or empty. */
const halfWritten = fc.constantFrom(...names).chain((name) => {
  const truth = writtenFor('substantive', name);
  const [full, other, weak] = [truth, writtenFor('adequate', name), writtenFor('weak', name)].map(({ response }) =>
    flat(response),
  );
  const pick = (key: string) =>
    fc.constantFrom(full?.[key], empty(key, full?.[key]), empty(key, full?.[key]), other?.[key], weak?.[key]);
  const parts = Object.fromEntries(Object.keys(full ?? {}).map((key) => [key, pick(key)]));
  return fc.record({
    full: fc.constant(full ?? {}),
    now: fc.record(parts),
    context: fc
      .record({ today, status: fc.constantFrom('response-drafted', 'in-remediation', 'remediated', 'verified') })
      .map(
        ({ today, status }): RubricContext => ({
          ...truth.context,
          today,
          exception: { ...truth.context.exception, status },
        }),
      ),
  });
});
const runs = { seed: 4, numRuns: 500 };

test('filling an empty field truthfully never lowers a score', () => {
  const together = { position: 'statementEvidence', completedOn: 'proofEvidence' } as const;
  fc.assert(
    fc.property(halfWritten, fc.nat(), ({ full, now, context }, nth) => {
      const open = Object.keys(full).filter((key) => isEmpty(now[key]) && !isEmpty(full[key]));
      const key = open[nth % Math.max(1, open.length)];
      fc.pre(key !== undefined && !(key in together));
      expectNoLess(readRubric(deep(now), context), readRubric(deep({ ...now, [key ?? '']: full[key ?? ''] }), context));
    }),
    runs,
  );
});

test('accepting the finding never lowers a score, and disputing it with evidence does not either', () => {
  fc.assert(
    fc.property(halfWritten, ({ full, now, context }) => {
      const silent = { ...now, position: null };
      const said = { ...now, position: full.position, statementEvidence: full.statementEvidence };
      expectNoLess(readRubric(deep(silent), context), readRubric(deep(said), context));
    }),
    runs,
  );
});

const plain = [
  'Sorry.',
  'It was human error.',
  'This was an isolated incident.',
  'Staff were reminded of the policy.',
  'The team will ensure that it does not happen again.',
  'This has been fixed, and the engineers were retrained.',
  'No customer asked about it; 2 of 25 were looked at.',
  'The bank was told on 3 October (INC-800).',
];
const texts =
  'statement rootCause lookback.text lookback.method lookback.whyNot impact compensating correction correctiveAction proof monitoring repeatWhy'.split(
    ' ',
  );
const closed = (text: string): string => (text === '' || /[.!?]\s*$/.test(text) ? text : `${text}.`);

test('a true sentence behind what a text says never lowers a score, be it the finding itself', () => {
  const arbitrary = fc.record({
    half: halfWritten,
    field: fc.constantFrom(...texts),
    nth: fc.nat({ max: plain.length + 1 }),
    gap: fc.constantFrom(' ', '\n', '\n\n'),
  });
  fc.assert(
    fc.property(arbitrary, ({ half: { now, context }, field, nth, gap }) => {
      const { title, description } = context.exception;
      const sentence = [...plain, `${title}.`, description][nth] ?? '';
      const text = `${closed(String(now[field] ?? ''))}${gap}${sentence}`;
      expectNoLess(readRubric(deep(now), context), readRubric(deep({ ...now, [field]: text }), context));
    }),
    runs,
  );
});

test('a cause of sentences from anywhere is never lowered by one more', () => {
  const pool = [
    ...plain,
    ...written.flatMap(({ response }) => response.rootCause),
    ...names.flatMap((name) => [`${exceptionNamed(name).title}.`, exceptionNamed(name).description]),
  ].filter((text) => text !== '');
  const sentences = fc.array(fc.constantFrom(...pool.map(closed)), { maxLength: 6 });
  fc.assert(
    fc.property(halfWritten, sentences, fc.constantFrom(...pool), ({ now, context }, before, more) => {
      const cause = (parts: readonly string[]) => deep({ ...now, rootCause: parts.join(' ') });
      expectNoLess(readRubric(cause(before), context), readRubric(cause([...before, more]), context));
    }),
    runs,
  );
});

const fresh = ({ today }: RubricContext): EvidenceItem => ({
  id: 'E-777',
  kind: 'file',
  title: 'Export',
  source: 'Okta',
  collectedAt: `${today}T16:00:00.000Z`,
  by: 'M. Adler',
  sha256: 'b'.repeat(64),
  fileName: 'export.csv',
});
const withEvidence = (context: RubricContext): RubricContext => ({
  ...context,
  exception: { ...context.exception, evidence: [...context.exception.evidence, fresh(context)] },
});
const more = (ids: unknown, id: string): readonly unknown[] => [...(Array.isArray(ids) ? ids : []), id];

test('valid evidence never lowers a score, whichever section names it', () => {
  const sections = fc.constantFrom('statementEvidence', 'impactEvidence', 'correctionEvidence', 'proofEvidence');
  fc.assert(
    fc.property(halfWritten, sections, ({ now, context }, section) => {
      const after = deep({ ...now, [section]: more(now[section], 'E-777') });
      expectNoLess(readRubric(deep(now), context), readRubric(after, withEvidence(context)));
    }),
    runs,
  );
});

test('a completion together with its evidence never lowers a score', () => {
  fc.assert(
    fc.property(halfWritten, fc.nat({ max: 20 }), ({ now, context }, days) => {
      const before = { ...now, completedOn: null };
      const after = {
        ...now,
        completedOn: addDays(context.today, -days),
        proofEvidence: more(now.proofEvidence, 'E-777'),
      };
      expectNoLess(readRubric(deep(before), context), readRubric(deep(after), withEvidence(context)));
    }),
    runs,
  );
});

test('a valid compensating control never lowers a score, whatever is named beside it', () => {
  fc.assert(
    fc.property(halfWritten, fc.nat(), ({ now, context }, nth) => {
      const { exception, controls } = context;
      const valid = [...controls].filter(
        ([, control]) => control.isEffective && control.criteria.some((id) => exception.criteria.includes(id)),
      );
      const id = valid[nth % valid.length]?.[0] ?? '';
      const after = deep({ ...now, compensatingControlIds: more(now.compensatingControlIds, id) });
      expectNoLess(readRubric(deep(now), context), readRubric(after, context));
    }),
    runs,
  );
});

test('counts and items of the exception itself, filled in later, never lower a score', () => {
  fc.assert(
    fc.property(
      halfWritten,
      fc.subarray(['sampleSize', 'deviationCount', 'affectedItems']),
      ({ now, context }, open) => {
        const missing = { sampleSize: null, deviationCount: null, affectedItems: [] };
        const unknown = Object.fromEntries(Object.entries(missing).filter(([key]) => open.includes(key)));
        const before = { ...context, exception: { ...context.exception, ...unknown } };
        expectNoLess(readRubric(deep(now), before), readRubric(deep(now), context));
      },
    ),
    runs,
  );
});
