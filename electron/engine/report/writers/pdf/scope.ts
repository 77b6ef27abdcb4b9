import type { CoverageCell } from '@shared/domain/coverage.ts';
import type { Content, TableCell } from 'pdfmake/interfaces';
import type { BinderModel } from '../../binder-model.ts';
import { placeName } from '../../model/heading.ts';
import { type AccountRow, type CoverageMatrix, hasRecorder, sight } from '../../model/scope.ts';
import { count } from '../../words.ts';
import type { Ink } from './ink.ts';
import { caption, drawn, figure, head, heading, lead, measure, mono, table, text, title } from './parts.ts';
import { clip } from './print.ts';
import { disc, label, type Picture, picture, rect, unknownBox } from './svg.ts';

/** Regions side by side in one picture; more go into the next. */
const columns = 18;
const names = 104;
const rowHeight = 14;
const cellHeight = 11.5;
const mostRows = 24;

const pitch = (regions: number): number => Math.min(44, (measure - names - 20) / regions);
const regionName = (region: string): string =>
  region === '' ? 'not stated' : region.replace(/[^A-Za-z0-9-]/g, '?').slice(0, 24);

function regionHeads(regions: readonly string[], ink: Ink): Picture {
  const step = pitch(regions.length);
  const shapes = regions.map((region, at) =>
    label(names + at * step + step / 2, 58, regionName(region), { size: 7, fill: ink.second, turn: 60 }),
  );
  return picture(measure, 62, shapes);
}

function recorderCell(cell: CoverageCell | null, x: number, y: number, width: number, ink: Ink): string {
  if (cell !== null && !hasRecorder(cell))
    return (
      rect(x, y, width, cellHeight, ink.tint) +
      label(x + width / 2, y + 8.1, '–', { size: 6.5, fill: ink.third, anchor: 'middle' })
    );
  if (cell === null || sight(cell.recorder) === 'none') return unknownBox(x, y, width, cellHeight, ink.unknown);
  const dot = disc(x + width / (cell.recorder === 'recording-all' ? 2 : 4), y + cellHeight / 2, 2, ink.pass);
  if (cell.recorder === 'recording-all') return rect(x, y, width, cellHeight, ink.passFill) + dot;
  return (
    rect(x, y, width / 2, cellHeight, ink.passFill) +
    unknownBox(x + width / 2, y, width / 2, cellHeight, ink.unknown) +
    dot
  );
}

/** A count is a fact only where something was read; a zero only where everything was recorded. */
function resourceCell(cell: CoverageCell | null, x: number, y: number, width: number, ink: Ink): string {
  if (cell === null || (cell.resources === 0 && sight(cell.recorder) !== 'whole')) {
    return unknownBox(x, y, width, cellHeight, ink.unknown);
  }
  const isSome = cell.resources > 0;
  const words = { size: width < 20 ? 5.2 : 6.5, fill: isSome ? ink.ink : ink.third, anchor: 'middle' } as const;
  return (
    rect(x, y, width, cellHeight, isSome ? ink.passFill : ink.tint) +
    label(x + width / 2, y + 8.1, count(cell.resources), words)
  );
}

function unknownCell(cell: CoverageCell | null, x: number, y: number, width: number, ink: Ink): string {
  if (cell === null) return unknownBox(x, y, width, cellHeight, ink.unknown);
  const isSome = cell.verdictsUnknown > 0;
  const words = {
    size: width < 20 ? 5.2 : 6.5,
    fill: isSome ? ink.unknown : ink.third,
    anchor: 'middle',
    isBold: isSome,
  } as const;
  const box = isSome ? rect(x, y, width, cellHeight, '#FFFFFF', ink.unknown) : rect(x, y, width, cellHeight, ink.tint);
  return box + label(x + width / 2, y + 8.1, count(cell.verdictsUnknown), words);
}

function accountPicture({ cells }: AccountRow, from: number, regions: number, ink: Ink): Picture {
  const step = pitch(regions);
  const rows = [
    ['Recorder', recorderCell],
    ['Resources', resourceCell],
    ['Verdicts unknown', unknownCell],
  ] as const;
  const shapes = rows.flatMap(([name, draw], row) => [
    label(8, row * rowHeight + 8.5, name, { size: 7.5, fill: ink.ink }),
    ...cells
      .slice(from, from + regions)
      .map((cell, at) => draw(cell, names + at * step, row * rowHeight + 0.5, step - 2.5, ink)),
  ]);
  return picture(measure, rows.length * rowHeight, shapes);
}

function matrixTable({ regions, accounts }: CoverageMatrix, from: number, ink: Ink): Content {
  const shown = regions.slice(from, from + columns);
  const rows = accounts.map((row): TableCell[] => [
    {
      stack: [
        mono(row.account === '' ? 'account not stated' : clip(row.account, 60), { bold: true }),
        drawn(accountPicture(row, from, shown.length, ink), [0, 3, 0, 0]),
      ],
    },
  ]);
  return table(
    { pad: 4, widths: [null], heads: [drawn(regionHeads(shown, ink))], rows, begins: () => true, isOpenAbove: true },
    ink,
  );
}

function key(ink: Ink): Picture {
  const y = 1;
  const words = (x: number, what: string) => label(x, 9.4, what, { size: 7.25, fill: ink.ink });
  return picture(measure, 14, [
    rect(0, y, 14, 10, ink.passFill) + disc(7, y + 5, 2, ink.pass) + words(18, 'all types recorded'),
    rect(96, y, 7, 10, ink.passFill) + unknownBox(103, y, 7, 10, ink.unknown) + words(114, 'some types'),
    rect(166, y, 14, 10, ink.tint) +
      label(173, 9, '0', { size: 6.5, fill: ink.third, anchor: 'middle' }) +
      words(184, 'read, nothing there'),
    unknownBox(268, y, 14, 10, ink.unknown) + words(286, 'not recorded or not read: absence there is unknown'),
  ]);
}

function notRead({ notRead: gaps }: BinderModel, ink: Ink): Content[] {
  if (gaps.length === 0) return [text('Nothing that was offered was left unread.')];
  const small = { fontSize: 8 } as const;
  const rows = gaps.slice(0, mostRows).map((gap): TableCell[] => [
    {
      stack: [
        text(clip(placeName(gap.account, gap.region), 80), small),
        text(clip(gap.what, 160), { ...small, color: ink.second }),
      ],
    },
    text(clip(gap.reason, 240), small),
    text(clip(gap.hides, 200), small),
    text(clip(gap.remedy, 200), small),
    figure(count(gap.verdictsUnknown), small),
  ]);
  const heads = ['Where and what', 'Why', 'What it could hide', 'Remedy'].map((words) => head(words, ink));
  const more = gaps.length - mostRows;
  return [
    table(
      {
        pad: 3.2,
        widths: [110, 98, 98, null, 36],
        gap: 10,
        heads: [...heads, head('Unknown', ink, { alignment: 'right' })],
        rows,
      },
      ink,
    ),
    ...(more > 0 ? [caption(`${count(more)} more, sheet Not read.`, ink, { font: 'Inter' })] : []),
  ];
}

/** What was looked at, account by region, and what was not. */
export function scopePage(model: BinderModel, ink: Ink): Content[] {
  const { matrix, scope } = model;
  const starts = Array.from({ length: Math.ceil(matrix.regions.length / columns) }, (_, nth) => nth * columns);
  const words = [
    ...matrix.accounts.slice(0, 12).map((row) => row.words),
    ...(matrix.regions.includes('global')
      ? ['Under global stand resources without a region; no recorder is there.']
      : []),
  ];
  return [
    title('Scope, and what was not looked at', ink, 'scope'),
    lead(scope, ink),
    heading('AWS: account by region', 4),
    ...starts.map((from) => matrixTable(matrix, from, ink)),
    drawn(key(ink), [0, 7, 0, 3]),
    ...(words.length > 0
      ? [caption(clip(`In words. ${words.join(' ')}`, 1200), ink, { font: 'Inter', lineHeight: 1.2 })]
      : []),
    { ...heading('Not looked at, and what that hides'), id: 'not-read' },
    ...notRead(model, ink),
  ];
}
