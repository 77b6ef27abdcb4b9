import { type Severity, severities } from '@shared/domain/check.ts';
import { type AuditException, exceptionKinds } from '@shared/domain/exception.ts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  dueOnBy,
  indicatorOf,
  type SeverityContext,
  severityOf,
} from '../../../../electron/engine/evaluate/severity.ts';
import { exceptionNamed } from './rubric/responses.fixture.ts';

const inputs = { exposure: 'none', tolerableRate: null, override: null } as const;
/** One criterion, 1 of 25, operating, three weeks: nothing moves it. */
const quiet: AuditException = {
  ...exceptionNamed('leavers'),
  criteria: ['CC6.2'],
  sampleSize: 25,
  deviationCount: 1,
  severityInputs: inputs,
};
const context: SeverityContext = { base: 'medium', days: 21, compensatedBy: [] };
const read = (change: Partial<AuditException>, within: Partial<SeverityContext> = {}) =>
  severityOf({ ...quiet, ...change }, { ...context, ...within });

test.each([
  ['nothing that moves it', {}, {}, 'medium'],
  ['the severity of the rule', {}, { base: 'critical' }, 'critical'],
  ['a rate above the usual 10 %', { deviationCount: 3 }, {}, 'high'],
  ['a rate of exactly 10 %', { sampleSize: 30, deviationCount: 3 }, {}, 'medium'],
  ['a rate above what was set', { severityInputs: { ...inputs, tolerableRate: 0.03 } }, {}, 'high'],
  ['a rate below what was set', { deviationCount: 3, severityInputs: { ...inputs, tolerableRate: 0.2 } }, {}, 'medium'],
  ['no count', { deviationCount: null }, {}, 'medium'],
  ['a sample of none', { sampleSize: 0, deviationCount: 0 }, {}, 'medium'],
  ['a design gap', { kind: 'design' }, {}, 'high'],
  ['lateness', { kind: 'timing' }, {}, 'low'],
  ['missing evidence', { kind: 'evidence' }, {}, 'medium'],
  ['a scope difference', { kind: 'scope' }, {}, 'medium'],
  ['three criteria', { criteria: ['CC6.1', 'CC6.2', 'CC6.3'] }, {}, 'medium'],
  ['four criteria', { criteria: ['CC6.1', 'CC6.2', 'CC6.3', 'CC6.6'] }, {}, 'high'],
  ['possible exposure', { severityInputs: { ...inputs, exposure: 'possible' } }, {}, 'high'],
  ['confirmed exposure', { severityInputs: { ...inputs, exposure: 'confirmed' } }, {}, 'critical'],
  ['90 days', {}, { days: 90 }, 'medium'],
  ['91 days', {}, { days: 91 }, 'high'],
  ['two days', {}, { days: 2 }, 'low'],
  ['no day known', {}, { days: null }, 'medium'],
  ['a control that limited it', {}, { compensatedBy: ['IAM-03'] }, 'low'],
  ['two controls that limited it', {}, { compensatedBy: ['IAM-03', 'IAM-05'] }, 'low'],
  ['a repeat', { repeatOf: '2025 exception 3' }, {}, 'high'],
  ['a repeat with a control that limited it', { repeatOf: '2025 exception 3' }, { compensatedBy: ['A'] }, 'medium'],
  ['all that lowers', { kind: 'timing' }, { base: 'low', days: 1, compensatedBy: ['A'] }, 'low'],
  [
    'all that raises',
    { kind: 'design', repeatOf: 'X', severityInputs: { ...inputs, exposure: 'confirmed' } },
    { base: 'critical', days: 200 },
    'critical',
  ],
] as const satisfies readonly (readonly [string, Partial<AuditException>, Partial<SeverityContext>, Severity])[])(
  '%s: the level follows',
  (_, change, within, level) => {
    const { level: read_, proposed } = read(change, within);
    expect([read_, proposed]).toEqual([level, level]);
  },
);

test('the parts say each input in a sentence, and which way it moves', () => {
  const { parts } = read(
    { kind: 'design', deviationCount: 3, criteria: ['CC6.2', 'CC6.3'], repeatOf: '2025 exception 3' },
    { days: 120.4, compensatedBy: ['IAM-03', 'HR-04'] },
  );
  expect(parts.map(({ input, words, moves }) => [input, words, moves])).toEqual([
    ['Severity of the rule', 'It begins at medium.', 0],
    ['Deviation rate', '3 of 25, 12 %, against a tolerable 10 %.', 1],
    ['Design or operating', 'The control was not designed to do it.', 1],
    ['Criteria touched', 'CC6.2 and CC6.3.', 0],
    ['Data or commitments exposed', 'None is stated.', 0],
    ['Days in the period', '120 days inside the period.', 1],
    ['Compensating control', 'IAM-03 and HR-04 worked in the period.', -1],
    ['Repeat', 'It repeats 2025 exception 3.', 1],
  ]);
});

test.each([
  ['how many is not known', { sampleSize: null }, {}, 'Deviation rate', 'How many of how many is not known.'],
  [
    'a rate just above',
    { sampleSize: 250, deviationCount: 26 },
    {},
    'Deviation rate',
    '26 of 250, 10.4 %, against a tolerable 10 %.',
  ],
  ['part of a day', {}, { days: 0.1 }, 'Days in the period', '1 day inside the period.'],
  ['before the period', {}, { days: 0 }, 'Days in the period', '0 days inside the period.'],
  ['unknown days', {}, { days: null }, 'Days in the period', 'The days are not known.'],
  ['no criterion', { criteria: [] }, {}, 'Criteria touched', 'None is named.'],
  ['no control', {}, {}, 'Compensating control', 'None is named that worked.'],
  [
    'exposure',
    { severityInputs: { ...inputs, exposure: 'possible' } },
    {},
    'Data or commitments exposed',
    'Exposure is possible.',
  ],
] as const)('%s is said', (_, change, within, input, words) => {
  expect(read(change, within).parts.find((part) => part.input === input)?.words).toBe(words);
});

test('the proposed level is the rule moved by its parts and nothing else', () => {
  const exceptions = fc.record({
    kind: fc.constantFrom(...exceptionKinds),
    deviationCount: fc.option(fc.nat({ max: 25 })),
    criteria: fc.uniqueArray(fc.constantFrom('CC6.1', 'CC6.2', 'CC6.3', 'CC6.6', 'CC7.2')),
    repeatOf: fc.option(fc.constant('2025 exception 3')),
  });
  const contexts = fc.record({
    base: fc.constantFrom(...severities),
    days: fc.option(fc.nat({ max: 365 })),
    compensatedBy: fc.subarray(['IAM-03', 'HR-04']),
  });
  fc.assert(
    fc.property(exceptions, contexts, (change, within) => {
      const { parts, proposed } = read(change, within);
      const at = severities.indexOf(within.base) + parts.reduce((sum, { moves }) => sum + moves, 0);
      expect(severities.indexOf(proposed)).toBe(Math.min(3, Math.max(0, at)));
    }),
    { seed: 4, numRuns: 300 },
  );
});

test("a person's own level wins, and what the parts give stays beside it", () => {
  const override = { level: 'low', reason: 'No production data.', by: 'M. Adler' } as const;
  const { level, proposed, parts } = read({ kind: 'design', severityInputs: { ...inputs, override } });
  expect([level, proposed]).toEqual(['low', 'high']);
  expect(parts).toEqual(read({ kind: 'design' }).parts);
});

test('the last day follows the level', () => {
  const days = { critical: 7, high: 30, medium: 60, low: 90 };
  expect(severities.map((level) => dueOnBy(level, '2026-02-01', days))).toEqual([
    '2026-05-02',
    '2026-04-02',
    '2026-03-03',
    '2026-02-08',
  ]);
});

describe('an indicator', () => {
  const criteria = ['CC6.2', 'CC6.3'];
  const about = (kind: AuditException['kind'], supported: Readonly<Record<string, readonly string[]>>) =>
    indicatorOf({ controlId: 'IAM-04', kind, criteria }, new Map(Object.entries(supported)));

  test('names the criteria that no other control supports', () => {
    expect(about('operating', { 'CC6.2': ['HR-04'] })).toBe(
      "Indicates a risk of a qualified opinion on CC6.3: no other control of it is supported. The judgement is the auditor's.",
    );
    expect(about('design', {})).toBe(
      "Indicates a risk of a qualified opinion on CC6.2 and CC6.3: no other control of them is supported. The judgement is the auditor's.",
    );
  });

  test('says when it is evidence that is missing', () => {
    expect(about('evidence', { 'CC6.3': ['IAM-06'] })).toBe(
      "Indicator: evidence missing for CC6.2. The judgement is the auditor's.",
    );
  });

  test('names up to four controls that serve the same criteria, when each has one', () => {
    const others = { 'CC6.2': ['HR-04', 'IAM-03'], 'CC6.3': ['IAM-03', 'IAM-06', 'CHG-02', 'CHG-03'] };
    const listed =
      "An exception on IAM-04 is likely to be listed. CC6.2 and CC6.3 are also served by HR-04, IAM-03, IAM-06 and CHG-02. The judgement is the auditor's.";
    expect([about('operating', others), about('evidence', others)]).toEqual([listed, listed]);
  });

  test('says so when no criterion is named', () => {
    expect(indicatorOf({ controlId: 'IAM-04', kind: 'scope', criteria: [] }, new Map())).toBe(
      "An exception on IAM-04 is likely to be listed. It names no criterion. The judgement is the auditor's.",
    );
  });

  test('never states an opinion, whatever is supported, and leaves the judgement to the auditor', () => {
    const opinion =
      /\b(is|are|was|will be|would be) (qualified|unqualified|adverse|modified|clean|effective|satisfied)\b|\bcompliant\b|\bcompl(y|ies)\b|\bmet\b|\bpass(es|ed)?\b|\bfail(s|ed)?\b/i;
    expect('CC6.2 is qualified').toMatch(opinion);
    const supported = fc.dictionary(
      fc.constantFrom('CC6.2', 'CC6.3', 'CC7.2'),
      fc.subarray(['HR-04', 'IAM-03', 'IAM-06']),
    );
    const raised = fc.record({
      controlId: fc.constant('IAM-04'),
      kind: fc.constantFrom(...exceptionKinds),
      criteria: fc.subarray(['CC6.2', 'CC6.3', 'CC7.2']),
    });
    fc.assert(
      fc.property(raised, supported, (exception, others) => {
        const words = indicatorOf(exception, new Map(Object.entries(others)));
        expect(words).not.toMatch(opinion);
        expect(words).toMatch(/The judgement is the auditor's\.$/);
        if (words.includes('opinion')) expect(words).toMatch(/^Indicates a risk of /);
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
