import type { CoverageCell } from '@shared/domain/coverage.ts';
import { count } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import { type AccountRow, type CoverageMatrix, hasRecorder, sight } from '../../model/scope.ts';
import type { Ink } from './ink.ts';
import { drawn, measure, mono, table } from './parts.ts';
import { clip } from './print.ts';
import { disc, label, type Picture, picture, rect, unknownBox } from './svg.ts';

/** Regions side by side in one picture; more go into the next. */
const columns = 18;
const names = 104;
const rowHeight = 14;
const cellHeight = 11.5;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/** Room for a column; the last label leans out to the right and needs room too. */
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

function figure({ x, y, width }: Place, words: string, fill: string, isBold = false): string {
  return label(x + width / 2, y + 8.1, words, { size: width < 20 ? 5.2 : 6.5, fill, isBold, anchor: 'middle' });
}

const filled = ({ x, y, width }: Place, fill: string): string => rect(x, y, width, cellHeight, fill);
const unread = ({ x, y, width }: Place, ink: Ink): string => unknownBox(x, y, width, cellHeight, ink.unknown);

function recorderCell(cell: CoverageCell, place: Place, ink: Ink): string {
  const { x, y, width } = place;
  if (!hasRecorder(cell)) return filled(place, ink.tint) + figure(place, '–', ink.third);
  const seen = sight(cell.recorder);
  if (seen === 'none') return unread(place, ink);
  if (seen === 'whole') return filled(place, ink.passFill) + disc(x + width / 2, y + cellHeight / 2, 2, ink.pass);
  const half = { ...place, width: width / 2 };
  return (
    filled(half, ink.passFill) +
    disc(x + width / 4, y + cellHeight / 2, 2, ink.pass) +
    unread({ ...half, x: x + width / 2 }, ink)
  );
}

/** A count is a fact only where something was read; a zero only where everything was recorded. */
function resourceCell(cell: CoverageCell, place: Place, ink: Ink): string {
  if (cell.resources > 0) return filled(place, ink.passFill) + figure(place, count(cell.resources), ink.ink);
  return sight(cell.recorder) === 'whole'
    ? filled(place, ink.tint) + figure(place, '0', ink.third)
    : unread(place, ink);
}

function unknownCell(cell: CoverageCell, place: Place, ink: Ink): string {
  if (cell.verdictsUnknown === 0) return filled(place, ink.tint) + figure(place, '0', ink.third);
  const { x, y, width } = place;
  const box = rect(x, y, width, cellHeight, '#FFFFFF', ink.unknown);
  return box + figure(place, count(cell.verdictsUnknown), ink.unknown, true);
}

const rows = [
  ['Recorder', recorderCell],
  ['Resources', resourceCell],
  ['Verdicts unknown', unknownCell],
] as const;

/** The rows of one account; where no file speaks of a region, it was not read. */
function accountPicture({ cells }: AccountRow, from: number, regions: number, ink: Ink): Picture {
  const step = pitch(regions);
  const shapes = rows.flatMap(([name, draw], row) => [
    label(8, row * rowHeight + 8.5, name, { size: 7.5, fill: ink.ink }),
    ...cells.slice(from, from + regions).map((cell, at) => {
      const place = { x: names + at * step, y: row * rowHeight + 0.5, width: step - 2.5 };
      return cell === null ? unread(place, ink) : draw(cell, place, ink);
    }),
  ]);
  return picture(measure, rows.length * rowHeight, shapes);
}

function part({ regions, accounts }: CoverageMatrix, from: number, ink: Ink): Content {
  const shown = regions.slice(from, from + columns);
  const body = accounts.map((row): TableCell[] => {
    const name = mono(row.account === '' ? 'account not stated' : clip(row.account, 60), { bold: true });
    return [{ stack: [name, drawn(accountPicture(row, from, shown.length, ink), [0, 3, 0, 0])] }];
  });
  const heads = [drawn(regionHeads(shown, ink))];
  return table({ pad: 4, widths: [null], heads, rows: body, begins: () => true, isOpenAbove: true }, ink);
}

/** Account by region, in as many pictures as the regions need. */
export function matrixTables(matrix: CoverageMatrix, ink: Ink): readonly Content[] {
  const starts = Array.from({ length: Math.ceil(matrix.regions.length / columns) }, (_, nth) => nth * columns);
  return starts.map((from) => part(matrix, from, ink));
}

/** What the cells mean. */
export function matrixKey(ink: Ink): Picture {
  const words = (x: number, what: string) => label(x, 9.4, what, { size: 7.25, fill: ink.ink });
  return picture(measure, 14, [
    rect(0, 1, 14, 10, ink.passFill) + disc(7, 6, 2, ink.pass) + words(18, 'all types recorded'),
    rect(96, 1, 7, 10, ink.passFill) + unknownBox(103, 1, 7, 10, ink.unknown) + words(114, 'some types'),
    rect(166, 1, 14, 10, ink.tint) + label(173, 9, '0', { size: 6.5, fill: ink.third, anchor: 'middle' }),
    words(184, 'read, nothing there'),
    unknownBox(268, 1, 14, 10, ink.unknown) + words(286, 'not recorded or not read: absence there is unknown'),
  ]);
}
