import { count } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import { placeName } from '../../model/heading.ts';
import { cloudMatrices } from '../../model/scope.ts';
import { matrixKey, matrixTables } from './coverage-matrix.ts';
import type { Ink } from './ink.ts';
import { caption, drawn, figure, head, heading, lead, table, text, title } from './parts.ts';
import { clip } from './print.ts';
import { declaredBlocks } from './scope-declared.ts';

/** Rows of what was not read; the others stand in the workbook. */
const mostRows = 24;
/** Accounts told in words below the picture. */
const mostAccounts = 12;

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

/** The matrix as sentences. */
function inWords({ matrix: { accounts, regions } }: BinderModel): string {
  const global = regions.includes('global')
    ? ['Under global stand resources without a region; no recorder is there.']
    : [];
  return clip(['In words.', ...accounts.slice(0, mostAccounts).map(({ words }) => words), ...global].join(' '), 1200);
}

/** What is declared beside what was seen, what was looked at, account by region, and what was not. */
export function scopePage(model: BinderModel, ink: Ink): Content[] {
  const hasTables = model.declared.systems.length + model.declared.differences.length > 0;
  const sentences = caption(inWords(model), ink, { font: 'Inter', lineHeight: 1.2 });
  return [
    title('Scope, and what was not looked at', ink, 'scope'),
    lead(model.scope, ink),
    ...declaredBlocks(model, ink),
    // The picture is high: under tables it begins a page of its own.
    ...cloudMatrices(model.matrix).flatMap(({ title: words, matrix }, place) => [
      { ...heading(words), ...(hasTables && place === 0 ? { pageBreak: 'before' as const } : {}) },
      ...matrixTables(matrix, ink),
    ]),
    drawn(matrixKey(ink), [0, 7, 0, 3]),
    ...(model.matrix.accounts.length > 0 ? [sentences] : []),
    { ...heading('Not looked at, and what that hides'), id: 'not-read' },
    ...notRead(model, ink),
  ];
}
