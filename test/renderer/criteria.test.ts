import type { Conclusion, Reading } from '@shared/domain/criterion.ts';
import { noCounts } from '@shared/domain/reading.ts';
import { ok } from '@shared/result.ts';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  filterCriteria,
  focusCriterion,
  readCriteria,
  useCriteria,
} from '../../renderer/screens/criteria/criteria.store.ts';
import {
  type CriterionView,
  criteriaLines,
  criterionLine,
  isShown,
  lineOf,
  noFilter,
  readingCounts,
} from '../../renderer/screens/criteria/criteria-lines.ts';
import {
  countWords,
  reachWords,
  scopeCounts,
  shownDirectly,
  standingWords,
} from '../../renderer/screens/criteria/criteria-words.ts';
import framework from '../../resources/frameworks/tsc-2017.json' with { type: 'json' };

type ControlLine = CriterionView['controls'][number];

const control = (
  id: string,
  reading: ControlLine['reading'] = 'silent',
  status: 'in-place' | 'not-applicable' = 'in-place',
) => ({
  control: {
    id,
    domain: 'IAM',
    title: id,
    statement: '',
    criteria: [],
    type: 'detective' as const,
    nature: 'manual' as const,
    frequency: 'quarterly' as const,
    targetCadence: 'quarterly' as const,
    owner: '',
    performer: '',
    systems: [],
    isKey: true,
    risk: '',
    population: '',
    evidence: [],
    testOfDesign: '',
    testOfOperation: [],
    policy: '',
    status,
    reason: status === 'not-applicable' ? 'Not used.' : null,
    checks: [],
    declares: [],
    version: 1,
    effectiveFrom: null,
    effectiveTo: null,
    earlier: [],
  },
  reading,
  words: '',
});

function view(
  id: string,
  reading: Reading,
  controls: readonly ControlLine[] = [],
  conclusion: Conclusion | null = null,
): CriterionView {
  const group = id.split('.')[0] ?? '';
  return {
    reading: {
      criterion: {
        id,
        title: `Title of ${id}`,
        category: 'security',
        group,
        groupTitle: 'Group',
        cloudEvidence: 'none',
      },
      reading,
      counts: noCounts,
      controls: controls.map((one) => one.control.id),
      controlsWithEvidence: 0,
      because: '',
    },
    controls,
    conclusion,
    related: [],
  };
}
const conclusion: Conclusion = {
  criterion: 'CC6.2',
  word: 'ready',
  reason: 'r',
  by: 'R. Ibsen',
  concludedOn: '2026-09-16',
};
const views = [
  view('CC6.1', 'contradicted', [control('IAM-01', 'contradicted'), control('IAM-02')]),
  view('CC6.2', 'supported', [control('IAM-03'), control('IAM-04', 'silent', 'not-applicable')], conclusion),
  view('CC7.1', 'silent'),
];
const ids = (filter: Parameters<typeof isShown>[1]) =>
  views.filter((one) => isShown(one, filter)).map(({ reading }) => reading.criterion.id);

describe('the list', () => {
  test('criteria stand under the heads of their groups, which count them', () => {
    const lines = criteriaLines(views, noFilter);
    expect(lines.map((line) => (line.kind === 'group' ? line.words : line.view.reading.criterion.id))).toEqual([
      '2 criteria: 1 contradicted, 1 supported',
      'CC6.1',
      'CC6.2',
      '1 criterion: 1 silent',
      'CC7.1',
    ]);
  });

  test('j and k step over the heads and stop at the ends', () => {
    const lines = criteriaLines(views, noFilter);
    const from = (id: string, by: 1 | -1) => criterionLine(lines, lineOf(lines, id) + by, by);
    expect([from('CC6.2', 1), from('CC7.1', -1), from('CC6.1', -1), from('CC7.1', 1)]).toEqual([4, 2, null, null]);
  });

  test('each filter narrows by its own field', () => {
    expect(ids({ ...noFilter, group: 'CC7' })).toEqual(['CC7.1']);
    expect(ids({ ...noFilter, reading: 'supported' })).toEqual(['CC6.2']);
    expect(ids({ ...noFilter, conclusion: 'concluded' })).toEqual(['CC6.2']);
    expect(ids({ ...noFilter, conclusion: 'not-concluded' })).toEqual(['CC6.1', 'CC7.1']);
    expect(ids({ ...noFilter, search: ' title of cc7 ' })).toEqual(['CC7.1']);
    expect(ids({ ...noFilter, search: 'cc', group: 'CC6', reading: 'silent' })).toEqual([]);
  });

  test('a control that does not apply carries no criterion', () => {
    expect(ids({ ...noFilter, controls: 'one' })).toEqual(['CC6.2']);
    expect(ids({ ...noFilter, controls: 'none' })).toEqual(['CC7.1']);
  });
});

describe('the store', () => {
  beforeEach(() => {
    vi.stubGlobal('window', {
      api: { call: { 'criterion.list': async () => ok(views) } },
    });
    useCriteria.setState({ engagementId: null, views: null, filter: noFilter, lines: [], focus: null });
  });
  afterEach(() => vi.unstubAllGlobals());

  test('the criterion the screen was opened for keeps the focus when the list arrives', async () => {
    focusCriterion('CC7.1');
    await readCriteria();
    expect(useCriteria.getState().focus).toBe('CC7.1');
  });

  test('a criterion that the filters hide takes them off; a filter moves a hidden focus to the first shown', async () => {
    await readCriteria();
    filterCriteria({ ...noFilter, group: 'CC7' });
    expect(useCriteria.getState().focus).toBe('CC7.1');
    focusCriterion('CC6.2');
    expect(useCriteria.getState()).toMatchObject({ focus: 'CC6.2', filter: noFilter });
  });
});

describe('words', () => {
  test('the sentence above the list keeps to the numbers of the framework', () => {
    const direct = framework.criteria.filter(({ cloudEvidence }) => cloudEvidence === 'direct');
    expect({ number: direct.length, of: framework.criteria.length }).toEqual(shownDirectly);
    expect(reachWords(views)).toContain('Only a CPA firm concludes');
    expect(reachWords(views)).toContain('can show 0 of these 3 directly, and 9 of all 61');
  });

  test('no word of the screen calls a criterion fulfilled', () => {
    expect(`${reachWords(views)} ${scopeCounts(views)} ${readingCounts(views)}`).not.toMatch(
      /\b(met|compliant|passed)\b/i,
    );
  });

  test('counts leave out what is zero', () => {
    expect(scopeCounts(views)).toBe('3 criteria in scope, 1 concluded by a named person');
    expect(countWords({ ...noCounts, fail: 3, pass: 20 })).toBe('3 fail, 20 pass');
    expect(countWords({ ...noCounts, fail: 3, pass: 20 }, ['pass'])).toBe('20 pass');
    expect(countWords(noCounts)).toBe('');
    expect(standingWords(views[0]?.controls ?? [])).toBe('1 contradicted, 1 silent');
  });
});
