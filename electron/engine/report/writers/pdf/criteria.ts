import { count } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import type { CriterionLine } from '../../model/criteria.ts';
import type { Ink } from './ink.ts';
import { caption, figure, head, mono, severityMark, table, text, title } from './parts.ts';

/** Gap numbers that fit beside one another on a line. */
const mostGaps = 5;
const size = { fontSize: 7.75 } as const;

function reading({ kind, severity }: CriterionLine, ink: Ink): TableCell {
  if (kind === 'gap') return severity === null ? text('■ Gap', size) : severityMark(severity, ink, size);
  if (kind === 'no-gap') return text('No gap recorded', { ...size, color: ink.third });
  const word = kind === 'unknown' ? ' Unknown' : ' Silent';
  return {
    text: [
      { text: '◇', color: kind === 'silent' ? ink.strong : ink.unknown },
      { text: word, color: kind === 'silent' ? ink.third : ink.ink },
    ],
    ...size,
  };
}

/** Gap numbers without their letter. */
function gapsOrWhy({ gaps, note }: CriterionLine, ink: Ink): TableCell {
  if (gaps.length === 0) return text(note, { ...size, color: ink.second });
  const more = gaps.length > mostGaps ? ` +${gaps.length - mostGaps}` : '';
  return mono(
    gaps
      .slice(0, mostGaps)
      .map((id) => id.slice(2))
      .join(' ') + more,
    { fontSize: 7 },
  );
}

const row = (line: CriterionLine, ink: Ink): TableCell[] => {
  const { criterion, controls, controlsWithEvidence } = line.reading;
  return [
    mono(criterion.id, { bold: true, fontSize: 7 }),
    text(criterion.title, size),
    text(criterion.cloudEvidence, { ...size, color: ink.second }),
    figure(`${count(controlsWithEvidence)} of ${count(controls.length)}`, size),
    reading(line, ink),
    gapsOrWhy(line, ink),
  ];
};

/** One line a criterion. */
export function criteriaPage({ criteria }: BinderModel, ink: Ink): Content[] {
  const group = (at: number) => criteria[at]?.reading.criterion.group;
  const heads = ['Id', 'Our title', 'Cloud', 'Controls', 'Reading', 'Gaps G-, or why'].map((words, at) =>
    head(words, ink, at === 3 ? { alignment: 'right' } : {}),
  );
  return [
    title('Summary by criterion', ink, 'criteria'),
    table(
      {
        pad: 1.45,
        gap: 8,
        widths: [28, null, 30, 36, 68, 74],
        heads,
        rows: criteria.map((line) => row(line, ink)),
        begins: (at) => group(at - 1) !== group(at - 2),
      },
      ink,
    ),
    {
      ...caption(
        'Cloud: whether configuration can evidence the criterion (direct, partial, none). Controls: those with evidence and nothing against them, of those mapped.',
        ink,
        { font: 'Inter', lineHeight: 1.2 },
      ),
      margin: [0, 6, 0, 0],
    },
  ];
}
