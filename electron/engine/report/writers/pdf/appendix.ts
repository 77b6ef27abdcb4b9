import { count, counted } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { BinderModel, RuleLine } from '../../binder-model.ts';
import type { Remark } from '../../model/facts.ts';
import { checkSteps, glossary, method } from '../../model/method.ts';
import type { Ink } from './ink.ts';
import { figure, head, heading, mono, pairs, table, text, title } from './parts.ts';

const remarks = (list: readonly Remark[]) => list.map(({ label, text: words }) => [label, text(words)] as const);

function steps(): Content {
  const lines = checkSteps.flatMap(({ text: words, command }, at): Content[] => [
    { ...text(`${at + 1}.  ${words}`), margin: [0, at === 0 ? 0 : 2, 0, 0] },
    ...(command === undefined ? [] : [{ ...mono(command, { fontSize: 8 }), margin: [12, 2, 0, 1] } satisfies Content]),
  ]);
  return { stack: lines };
}

function ruleRow({ check, gap }: RuleLine): TableCell[] {
  const { fail, lapsed, unknown, pass } = check.counts;
  return [
    mono(check.checkId, { fontSize: 6.75 }),
    figure(String(check.version), { fontSize: 8 }),
    mono(check.controls[0] ?? 'none', { fontSize: 6.75 }),
    mono(gap ?? '', { fontSize: 6.75 }),
    ...[pass, lapsed, fail, unknown].map((value) => figure(count(value), { fontSize: 8 })),
  ];
}

function totals(rules: readonly RuleLine[], all: number, ink: Ink): TableCell[] {
  const sum = (state: 'pass' | 'lapsed' | 'fail' | 'unknown') =>
    rules.reduce((total, { check }) => total + check.counts[state], 0);
  const silent = all - rules.length;
  const words = `${counted(rules.length, 'rule')}${silent > 0 ? `; ${count(silent)} more had nothing to judge` : ''}`;
  return [
    text(words, { fontSize: 8, color: ink.second }),
    '',
    '',
    '',
    ...(['pass', 'lapsed', 'fail', 'unknown'] as const).map((state) =>
      figure(count(sum(state)), { fontSize: 8, bold: true }),
    ),
  ];
}

function ruleTable({ rules }: BinderModel, ink: Ink): Content {
  const used = rules.filter(({ check }) => check.population + check.counts.unknown > 0);
  const heads = ['Rule', 'Ver.', 'Control', 'Gap', 'Pass', 'Lapsed', 'Fail', 'Unknown'];
  return table(
    {
      pad: 2,
      gap: 10,
      widths: [null, 20, 40, 30, 36, 36, 32, 40],
      heads: heads.map((words, at) => head(words, ink, at === 1 || at > 3 ? { alignment: 'right' } : {})),
      rows: [...used.map(ruleRow), totals(used, rules.length, ink)],
    },
    ink,
  );
}

/** How the report came about, which rules spoke, how to check it, and what its words mean. */
export function appendix(model: BinderModel, ink: Ink): Content[] {
  return [
    title('Appendix: method, rules, how to check this report', ink, 'appendix'),
    pairs([...remarks(method), ['Check it', steps()]], ink),
    heading('Rules that gave a verdict used in this report'),
    ruleTable(model, ink),
    { stack: [heading('Words used'), pairs(remarks(glossary), ink)], unbreakable: true },
  ];
}
