import { setImmediate } from 'node:timers/promises';
import type { BinderModel } from '../binder-model.ts';
import type { Paper } from './paper.ts';
import { openBook } from './xlsx/book.ts';
import { writeCover } from './xlsx/cover.ts';
import { openCover, openSheet } from './xlsx/page.ts';
import type { Sheet } from './xlsx/sheet.ts';
import { legendSheet, logSheet } from './xlsx/sheets-about.ts';
import { controlsSheet, criteriaSheet } from './xlsx/sheets-declared.ts';
import { exceptionsSheet } from './xlsx/sheets-exceptions.ts';
import { findingsSheet, lapsesSheet, rulesSheet } from './xlsx/sheets-judged.ts';
import { coverageSheet, notReadSheet, resourcesSheet, sourcesSheet } from './xlsx/sheets-lived.ts';
import { differencesSheet, memoSheet, placesSheet, registerSheet } from './xlsx/sheets-scope.ts';
import { writeSheet } from './xlsx/write-sheet.ts';

/** Rows written between two looks at the world: progress is told and a cancel is heard. */
const breath = 1000;

interface Work {
  readonly paper: Paper;
  /** True to print what the rubric says of the responses. */
  readonly withScores?: boolean;
  /** Told how many rows are written, of how many. */
  readonly onRows: (done: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Every sheet but the cover, in order. */
const plans = (model: BinderModel, withScores: boolean): readonly Sheet[] =>
  [
    criteriaSheet,
    controlsSheet,
    registerSheet,
    placesSheet,
    differencesSheet,
    memoSheet,
    rulesSheet,
    findingsSheet,
    lapsesSheet,
    exceptionsSheet(withScores),
    resourcesSheet,
    coverageSheet,
    notReadSheet,
    sourcesSheet,
    logSheet,
    legendSheet,
  ].map((plan) => plan(model));

/** The bytes of binder.xlsx. The same model gives the same bytes. */
export async function workbookBytes(
  model: BinderModel,
  { paper, withScores = false, onRows, signal }: Work,
): Promise<Buffer> {
  const { workbook, finish } = await openBook(model.heading.asOf);
  const sheets = plans(model, withScores);
  const total = sheets.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  writeCover(openCover(workbook, 'Cover', model, paper), model, sheets);
  for (const plan of sheets) {
    await writeSheet(openSheet(workbook, plan, model, paper), plan, async () => {
      done += 1;
      if (done % breath !== 0) return;
      signal.throwIfAborted();
      onRows(done, total);
      await setImmediate();
    });
  }
  const bytes = await finish();
  onRows(total, total);
  return bytes;
}
