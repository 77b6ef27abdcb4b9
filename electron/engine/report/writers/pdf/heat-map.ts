import { criteriaGrid, type GridShape } from '@shared/domain/pictures/criteria-grid.ts';
import { count, counted } from '@shared/domain/words.ts';
import type { Content } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import type { CriterionLine } from '../../model/criteria.ts';
import type { Ink } from './ink.ts';
import { drawn, heading, lead, measure, pairs, text, title } from './parts.ts';
import { hatch, label, type Picture, picture, rect } from './svg.ts';

const sizes = { cellWidth: 40, cellHeight: 32.5, cellGap: 3.2, groupGap: 6.4, headSize: 129 };
/** Groups in one picture: more than fit a page go into the next. */
const mostGroups = 12;

const shortWords = { gap: '', 'no-gap': 'no gap', unknown: 'unknown', silent: 'silent' } as const;

function lettering(x: number, y: number, { reading, kind, severity, gaps }: CriterionLine, ink: Ink): string {
  const isDark = severity === 'critical' || severity === 'high';
  const fill = isDark ? '#FFFFFF' : ink.ink;
  const quiet = kind === 'gap' ? fill : kind === 'unknown' ? ink.unknown : ink.third;
  const id = label(x + 4.5, y + 13, reading.criterion.id, {
    size: 7.6,
    fill: kind === 'gap' ? fill : ink.ink,
    isMono: true,
    isBold: kind === 'gap',
  });
  const word = label(x + 4.5, y + 25, severity ?? (kind === 'gap' ? 'gap' : shortWords[kind]), {
    size: 6.5,
    fill: quiet,
  });
  const figure =
    kind === 'gap' ? label(x + 36, y + 25, count(gaps.length), { size: 6.5, fill, isBold: true, anchor: 'end' }) : '';
  return id + word + figure;
}

function box({ x, y, width, height }: GridShape, { kind, severity, reading }: CriterionLine, ink: Ink): string {
  if (kind === 'gap') return rect(x, y, width, height, ink.severity[severity ?? 'medium']);
  const outline = rect(x, y, width, height, '#FFFFFF', ink.strong);
  if (kind === 'no-gap')
    return outline + (reading.counts.unknown > 0 ? hatch(x, y + height - 4, width, 4, ink.unknown) : '');
  if (kind === 'silent') return dashed(x, y, width, height, ink.strong);
  const rim = hatch(x, y, width, height, ink.unknown) + rect(x + 3.2, y + 3.2, width - 6.4, height - 6.4, '#FFFFFF');
  return rim + rect(x, y, width, height, 'none', ink.unknown);
}

const dashed = (x: number, y: number, width: number, height: number, stroke: string): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="none" stroke="${stroke}" stroke-width="0.6" stroke-dasharray="2 1.6"/>`;

function mapPicture(lines: readonly CriterionLine[], ink: Ink): Picture {
  const members = lines.map(({ reading: { criterion } }) => criterion);
  const grid = criteriaGrid(members, sizes, 'rows');
  const byId = new Map(lines.map((each) => [each.reading.criterion.id, each]));
  const titles = new Map(members.map(({ group, groupTitle }) => [group, groupTitle]));
  const heads = grid.heads.map(
    ({ id, y }) =>
      label(0, y + 13.5, id, { size: 7.8, fill: ink.ink, isMono: true, isBold: true }) +
      label(0, y + 25, titles.get(id) ?? '', { size: 7.5, fill: ink.second }),
  );
  const cells = grid.cells.flatMap((shape) => {
    const found = byId.get(shape.id);
    return found === undefined ? [] : [box(shape, found, ink) + lettering(shape.x, shape.y, found, ink)];
  });
  return picture(measure, grid.height + 1, [...heads, ...cells]);
}

function key(ink: Ink): Picture {
  const words = (x: number, what: string, fill = ink.ink) => label(x, 9, what, { size: 7.25, fill });
  const severities = (['critical', 'high', 'medium', 'low'] as const).map(
    (severity, at) => rect(at * 54, 1, 13, 9, ink.severity[severity]) + words(at * 54 + 17, severity),
  );
  return picture(measure, 24, [
    ...severities,
    rect(216, 1, 13, 9, '#FFFFFF', ink.strong) + words(233, 'no gap recorded'),
    dashed(304, 1, 13, 9, ink.strong) + words(321, 'silent: nothing seen'),
    label(measure, 9, 'the figure counts gaps', { size: 7.25, fill: ink.third, anchor: 'end' }),
    hatch(0, 14, 13, 9, ink.unknown) +
      rect(0, 14, 13, 9, 'none', ink.unknown) +
      label(17, 22, 'unknown: only verdicts that could not be given', { size: 7.25, fill: ink.ink }),
    rect(216, 14, 13, 9, '#FFFFFF', ink.strong) +
      hatch(216, 19, 13, 4, ink.unknown) +
      label(233, 22, 'no gap recorded, some verdicts unknown', { size: 7.25, fill: ink.ink }),
  ]);
}

function chunks(criteria: readonly CriterionLine[]): readonly (readonly CriterionLine[])[] {
  const groups = [...new Set(criteria.map(({ reading }) => reading.criterion.group))];
  const starts = Array.from({ length: Math.ceil(groups.length / mostGroups) }, (_, nth) => nth * mostGroups);
  return starts.map((from) => {
    const own = groups.slice(from, from + mostGroups);
    return criteria.filter(({ reading }) => own.includes(reading.criterion.group));
  });
}

/** The criteria as a grid, shaded by the gravest gap on each; in words on the next page. */
export function heatMapPage({ criteria, gaps, heading: about }: BinderModel, ink: Ink): Content[] {
  const of = (kind: CriterionLine['kind']) => criteria.filter((line) => line.kind === kind).length;
  const people = criteria.filter(({ reading }) => reading.criterion.cloudEvidence !== 'direct').length;
  const sentence = `Of ${counted(criteria.length, 'criterion', 'criteria')}, ${counted(of('gap'), 'has', 'have')} at least one gap, ${counted(of('no-gap'), 'has', 'have')} no recorded gap, ${count(of('unknown') + of('silent'))} could not be judged. ${counted(gaps.length, 'gap')} in all.`;
  return [
    title('Where the gaps are', ink, 'heat-map'),
    lead(sentence, ink),
    ...chunks(criteria).map(
      (lines): Content => ({ stack: [drawn(mapPicture(lines, ink), [0, 0, 0, 8])], unbreakable: true }),
    ),
    drawn(key(ink)),
    {
      stack: [
        heading('Reading it', 14),
        pairs(
          [
            [
              'Shade',
              text('The highest severity of any gap on that criterion: the rating of a rule, not a conclusion.'),
            ],
            [
              'No gap',
              text(
                `No gap was recorded by ${about.judgedDay}. That does not conclude the criterion: ${count(people)} of ${count(criteria.length)} rest wholly or partly on people’s records.`,
              ),
            ],
            [
              'Titles',
              text('Criterion ids are those of the 2017 trust services criteria; the titles are summaries of our own.'),
            ],
          ],
          ink,
        ),
      ],
      unbreakable: true,
    },
  ];
}
