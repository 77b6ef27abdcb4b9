import type { DifferenceKind, ScopeDifference, System } from '@shared/domain/system.ts';
import { count, dayWords } from '@shared/domain/words.ts';
import type { Content, TableCell } from 'pdfmake';
import type { BinderModel } from '../../binder-model.ts';
import { differenceWords, stanceWords } from '../../model/scope-declared.ts';
import { listedUpTo, sentenceCase } from '../../words.ts';
import type { Ink } from './ink.ts';
import { caption, head, heading, mono, table, text } from './parts.ts';
import { clip } from './print.ts';

/** Rows of each table; the others stand in the workbook. */
const mostRows = 24;
const mostRegions = 6;
const small = { fontSize: 8 } as const;

const more = (all: number, sheet: string, ink: Ink): Content[] =>
  all > mostRows ? [caption(`${count(all - mostRows)} more, sheet ${sheet}.`, ink, { font: 'Inter' })] : [];

function regionWords({ locations, reason, stance }: System): string {
  const inside = locations.filter((place) => place.stance === 'in').map(({ region }) => region);
  if (stance === 'excluded' || inside.length === 0) return clip(reason, 200);
  return clip(`${listedUpTo(inside, mostRegions)}. ${reason}`, 240);
}

const under = (first: string, second: string, ink: Ink): TableCell => ({
  stack: [
    text(clip(first, 150), small),
    ...(second === '' ? [] : [text(clip(second, 170), { fontSize: 7.25, color: ink.second })]),
  ],
});

function systemTable({ declared: { systems } }: BinderModel, ink: Ink): Content[] {
  if (systems.length === 0) return [];
  const rows = systems
    .slice(0, mostRows)
    .map(({ system }): TableCell[] => [
      mono(clip(system.id, 20)),
      under(system.name, [system.kind, system.identifier].filter(Boolean).join(', '), ink),
      under(stanceWords[system.stance], system.method ?? '', ink),
      text(regionWords(system), small),
      text(system.handlesCustomerData ? 'yes' : 'no', small),
      text(clip(system.owner, 60), small),
    ]);
  const heads = ['Id', 'System', 'Declared', 'Regions, and why', 'Customer data', 'Owner'];
  return [
    table(
      {
        pad: 2.6,
        gap: 10,
        widths: [34, 128, 44, null, 38, 76],
        heads: heads.map((words) => head(words, ink)),
        rows,
      },
      ink,
    ),
    ...more(systems.length, 'Scope', ink),
  ];
}

/** The mark of each kind: shape and word say the same without colour. */
const marks: Readonly<Record<DifferenceKind, '■' | '□' | '◇'>> = {
  'undeclared-account': '■',
  'undeclared-region': '■',
  'customer-data-outside': '■',
  'not-there': '□',
  'not-recorded': '◇',
  'not-read': '◇',
};

const where = ({ kind, account, region }: ScopeDifference, ink: Ink): TableCell => ({
  stack: [
    {
      text: [
        { text: `${marks[kind]} `, color: marks[kind] === '■' ? ink.fail : ink.unknown },
        { text: sentenceCase(differenceWords[kind]) },
      ],
      ...small,
    },
    ...[account, region ?? '']
      .filter(Boolean)
      .map((part) => mono(clip(part, 60), { fontSize: 6.75, color: ink.second })),
  ],
});

function decision({ decision: made }: ScopeDifference, ink: Ink): TableCell {
  if (made === null) return text('Undecided', { ...small, color: ink.second });
  const word = made.kind === 'asked' ? 'Client asked' : 'Accepted';
  return under(`${word}: ${clip(made.reason, 120)}`, `${made.by}, ${dayWords(made.at)}`, ink);
}

function differenceTable({ declared: { differences } }: BinderModel, ink: Ink): Content[] {
  if (differences.length === 0) return [text('The register and what was seen do not differ.')];
  const rows = differences
    .slice(0, mostRows)
    .map((one): TableCell[] => [
      where(one, ink),
      under(sentenceCase(stanceWords[one.declared.stance]), one.declared.words, ink),
      text(clip(one.seen.words, 260), small),
      text(clip(one.consequence, 220), small),
      decision(one, ink),
    ]);
  const heads = ['Difference', 'Declared', 'Seen', 'What follows', 'Decision'];
  return [
    table(
      { pad: 3.2, gap: 10, widths: [86, 84, null, 92, 84], heads: heads.map((words) => head(words, ink)), rows },
      ink,
    ),
    ...more(differences.length, 'Scope differences', ink),
  ];
}

/** Where the register differs from what was seen, and the register itself. */
export function declaredBlocks(model: BinderModel, ink: Ink): Content[] {
  const { words, confirmed, systems } = model.declared;
  return [
    heading('Declared beside seen', 4),
    { ...text(clip(`${words} ${confirmed}`, 600), { fontSize: 8.5, color: ink.second }), margin: [0, 0, 0, 6] },
    ...differenceTable(model, ink),
    ...(systems.length === 0 ? [] : [heading('Declared to be in the report, or left out of it')]),
    ...systemTable(model, ink),
  ];
}
