import type { Control } from '@shared/domain/control.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import type { ClipboardEvent } from 'react';
import { controlLines, lineId, type MatrixLine, placeOf } from './control-lines.ts';
import { openDialog, say, useControls } from './controls.store.ts';
import { columnText, rawText } from './field-text.ts';
import { saveTexts } from './matrix-edits.ts';
import { type EditableField, editableField, fieldColumn, type MatrixField, matrixFields } from './matrix-fields.ts';
import { type CellText, planOf } from './matrix-plan.ts';
import { chosenIds } from './matrix-selection.ts';
import { parseTsv, tsvOf } from './tsv.ts';

const { getState: get } = useControls;

/** A cell as it is copied: lists keep their lines, ids stay ids. */
function copied(reading: ControlReading, field: MatrixField): string {
  const editable = editableField(field);
  const isWord = fieldColumn(field)?.kind === 'choice';
  return editable === null || isWord ? columnText(reading, field, get().names) : rawText(reading.control, editable);
}

const readingsOf = (ids: readonly string[]): readonly ControlReading[] =>
  (get().readings ?? []).filter(({ control }) => ids.includes(control.id));

/** Copies the cell in focus, or the selected controls with every column shown and its heads. */
export function copyMatrix(event: ClipboardEvent, shown: readonly MatrixField[]): void {
  const { selected, focus } = get();
  const readings = readingsOf(chosenIds());
  if (readings.length === 0) return;
  const isWhole = selected.size > 0;
  const columns = isWhole ? shown.filter((field) => field !== 'number' && field !== 'period') : [focus.field];
  const rows = readings.map((reading) => columns.map((field) => copied(reading, field)));
  const heads = columns.map((field) => fieldColumn(field)?.title ?? field);
  event.clipboardData.setData('text/plain', tsvOf(isWhole ? [heads, ...rows] : rows));
  event.preventDefault();
  if (isWhole)
    say(`${counted(readings.length, 'control')} copied with the heads of ${counted(columns.length, 'column')}.`);
}

type Block = readonly (readonly string[])[];

/** The columns that the first row of a block names; null when it is not a row of heads. */
function headsOf([first = []]: Block): readonly MatrixField[] | null {
  const heads = first.flatMap((text) => matrixFields.find(({ title }) => title === text.trim())?.id ?? []);
  return first.length > 1 && heads.length === first.length ? heads : null;
}

/** What a pasted block lies on. */
interface PastePlace {
  readonly lines: readonly MatrixLine[];
  readonly shown: readonly MatrixField[];
  readonly focus: { readonly line: string; readonly field: MatrixField };
}

/**
 * Where the texts of a pasted block go: from the cell in focus to the right and down, over controls alone. A block that
 * brings its heads goes to the columns they name, and to the controls its ids name.
 */
export function pastedTexts(block: Block, { lines, shown, focus }: PastePlace): readonly CellText[] {
  const heads = headsOf(block);
  const fields = heads ?? shown.slice(Math.max(0, shown.indexOf(focus.field)));
  const below = controlLines(lines.slice(Math.max(0, placeOf(lines, focus.line))));
  const idAt = heads?.indexOf('id') ?? -1;
  const named = (row: readonly string[]) => lines.find((line) => lineId(line) === row[idAt]?.trim());
  return (heads === null ? block : block.slice(1)).flatMap((row, down) => {
    const line = idAt < 0 ? below[down] : named(row);
    if (line?.kind !== 'control') return [];
    const { control } = line.reading;
    return row.flatMap((text, across) => {
      const field = fields[across];
      return field === undefined ? [] : [{ control, field, text }];
    });
  });
}

/** Pastes into one cell at once; of a block, or a text for several controls, it shows first what would change. */
export function pasteMatrix(text: string, shown: readonly MatrixField[]): void {
  const block = parseTsv(text);
  const { lines, focus, names, selected } = get();
  const cells = (headsOf(block) === null ? block : block.slice(1)).reduce((sum, row) => sum + row.length, 0);
  const chosen = readingsOf(chosenIds());
  const texts =
    cells === 1
      ? chosen.map(({ control }) => ({ control, field: focus.field, text: block[0]?.[0] ?? '' }))
      : pastedTexts(block, { lines, shown, focus });
  if (cells === 1 && selected.size <= 1) saveTexts(texts);
  else openDialog({ kind: 'paste', plan: planOf(texts, names), beyond: cells === 1 ? 0 : cells - texts.length });
}

/** The texts that give controls the value of another one; not applicable brings its reason. */
export function filledTexts(source: Control, field: EditableField, targets: readonly Control[]): readonly CellText[] {
  const { reason } = source;
  return targets.flatMap((control): readonly CellText[] => {
    const text = { control, field, text: rawText(source, field) };
    const needsReason = field === 'status' && reason !== null && control.status !== 'not-applicable';
    return needsReason ? [text, { control, field: 'reason', text: reason }] : [text];
  });
}

/** Gives the selected controls the value of the first of them; without a selection the cell takes the value above it. */
export function fillDown(): void {
  const { focus, selected, lines } = get();
  const field = editableField(focus.field);
  const shown = controlLines(lines).map(({ reading }) => reading.control);
  const at = shown.findIndex(({ id }) => id === focus.line);
  const above = at > 0 ? shown.slice(at - 1, at + 1) : [];
  const [source, ...targets] = selected.size > 1 ? shown.filter(({ id }) => selected.has(id)) : above;
  if (field === null) say('This column is not typed; it follows from something else.', true);
  else if (source === undefined) say('There is no control above to fill from.', true);
  else saveTexts(filledTexts(source, field, targets));
}
