import { describe, expect, it } from 'vitest';
import { binderModel } from '../../../../electron/engine/report/binder-model.ts';
import { binderSource } from './binder-source.fixture.ts';

const source = binderSource();
const model = binderModel(source);

/** Every string of our own wording; the audit log and the raw values speak for themselves. */
function words(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(words);
}

describe('the binder model', () => {
  it('orders gaps by severity, then open before ended, then by how many', () => {
    expect(model.gaps.map(({ id, check }) => [id, check.severity, check.counts.fail > 0])).toEqual([
      ['G-01', 'critical', true],
      ['G-02', 'critical', false],
      ['G-03', 'high', true],
      ['G-04', 'high', true],
      ['G-05', 'high', true],
      ['G-06', 'medium', true],
      ['G-07', 'medium', true],
      ['G-08', 'medium', true],
      ['G-09', 'medium', true],
      ['G-10', 'medium', false],
      ['G-11', 'low', true],
      ['G-12', 'low', true],
    ]);
  });

  it('makes one gap of every check that fails or lapsed, and of no other', () => {
    const failing = source.checks.filter(({ counts }) => counts.fail + counts.lapsed > 0).map(({ checkId }) => checkId);
    expect(model.gaps.map(({ check }) => check.checkId).toSorted()).toEqual(failing.toSorted());
  });

  it('shows at most eight values of a gap and says how many more there are', () => {
    const gap = model.gaps.find(({ check }) => check.checkId === 'aws.s3-bucket-tls-only');
    expect([gap?.values.length, gap?.moreValues]).toEqual([8, 1]);
  });

  it('quotes the failing value of a lapsed finding, not the passing one of today', () => {
    const gap = model.gaps.find(({ check }) => check.checkId === 'aws.cloudtrail-multi-region');
    expect(gap?.values).toMatchObject([
      { path: 'configuration.isMultiRegionTrail', value: 'false', seenAt: '2026-03-11T14:02:00.000Z' },
    ]);
  });

  it('numbers findings and lapses in the order of the source and ties them to their gap', () => {
    expect(model.findings.map(({ finding }) => finding.id)).toEqual([...source.findings()].map(({ id }) => id));
    const lapse = model.lapses[0];
    expect(lapse).toMatchObject({ id: 'L-01', finding: { id: 'F-0001', gap: 'G-01', lapses: ['L-01'] } });
  });

  it('counts the days of a lapse inside the period, to the instant judged', () => {
    const ended = model.lapses.find(({ lapse }) => lapse.to !== null);
    const open = model.lapses.find(({ lapse }) => lapse.from === '2026-06-02T08:15:00.000Z');
    expect(ended?.days).toBeCloseTo(18.818, 3);
    expect(open?.days).toBeCloseTo(120.656, 3);
  });

  it('keeps pass, fail, lapsed, unknown and not applicable apart', () => {
    const total = Object.values(model.counts).reduce((sum, value) => sum + value, 0);
    expect(total).toBe(model.findings.length);
    expect(model.countRows[2]).toEqual({
      what: 'Verdicts (check × resource)',
      all: total,
      without: model.counts.pass,
      with: model.counts.fail + model.counts.lapsed,
      notJudged: `${model.counts.unknown} unknown, ${model.counts['not-applicable']} n/a`,
    });
  });

  it('ends the facts with what is unknown', () => {
    expect(model.facts).toHaveLength(5);
    expect(model.facts[0]).toMatchObject({ value: '3', unit: 'of 15', gap: 'G-01' });
    expect(model.facts.at(-1)).toMatchObject({ value: '77', unit: 'of 502', gap: null });
  });

  it('gives a criterion the gaps of the checks that name it and never reads silence as no gap', () => {
    const line = (id: string) => model.criteria.find(({ reading }) => reading.criterion.id === id);
    expect(line('CC6.6')).toMatchObject({ kind: 'gap', severity: 'critical', gaps: ['G-01', 'G-03', 'G-09'] });
    expect(line('CC1.2')).toMatchObject({ kind: 'silent', note: 'people’s records' });
    expect(line('CC6.8')).toMatchObject({ kind: 'no-gap', note: '1 unknown' });
  });

  it('never says that a criterion is met or that anyone complies', () => {
    const { log: _log, ...own } = model;
    for (const sentence of words(own))
      expect(sentence).not.toMatch(/\b(met|compliant|compliance|passed the audit)\b|[!%]/i);
  });

  it('says the risk in the words of an auditor and leaves the judgement', () => {
    const effects = model.gaps.map(({ effect }) => effect);
    expect(effects[0]).toContain('Indicates a risk of a qualified opinion on CC6.6. The judgement is the auditor’s.');
    expect(effects.at(-1)).toContain('An exception on IAM-06 is likely to be listed.');
  });

  it('speaks of one date, and of no lapse, in a Type I report', () => {
    const engagement = { ...source.engagement, scope: { reportType: 1, asOfOn: '2026-09-30' } as const };
    const one = binderModel({ ...source, engagement });
    expect(one.heading).toMatchObject({
      report: 'SOC 2 Type I readiness',
      period: '30 September 2026',
      isPeriod: false,
    });
    expect(one.remaining).toEqual([]);
    expect(one.gaps[0]?.parts.map(({ label }) => label)).toEqual(['Extent', 'Failing now', 'Not judged', 'Criteria']);
  });
});
