import type { ScopeEvidence, System } from '@shared/domain/system.ts';
import type { BinderModel } from '../../binder-model.ts';
import { decisionWord, differenceWords, placeReading, stanceWords } from '../../model/scope-declared.ts';
import { itemFile } from '../json.ts';
import { type Sheet, sheet } from './sheet.ts';
import { instant, stacked } from './value.ts';

const regionLines = ({ locations }: System): readonly string[] =>
  locations.map(({ region, stance, reason }) =>
    [`${region}: ${stanceWords[stance]}`, reason].filter(Boolean).join('. '),
  );

/** One row a system of the register, in or left out with its reason. */
export const registerSheet = ({ declared }: BinderModel): Sheet =>
  sheet({
    name: 'Scope',
    holds: 'Scope register: systems in the report or left out, regions, subservice organisations and what is expected',
    paper: 'large',
    frozen: 2,
    rows: declared.systems,
    columns: [
      { head: 'System', width: 9, kind: 'id', value: ({ system }) => system.id },
      { head: 'Name', width: 24, kind: 'strong', wraps: true, value: ({ system }) => system.name },
      { head: 'Kind', width: 18, kind: 'text', value: ({ system }) => system.kind },
      { head: 'Identifier', width: 30, kind: 'mono', wraps: true, value: ({ system }) => system.identifier },
      { head: 'Declared', width: 9, kind: 'text', value: ({ system }) => stanceWords[system.stance] },
      { head: 'Reason', width: 30, kind: 'text', wraps: true, value: ({ system }) => system.reason },
      { head: 'Regions', width: 36, kind: 'text', wraps: true, value: ({ system }) => stacked(regionLines(system)) },
      { head: 'Data class', width: 12, kind: 'text', value: ({ system }) => system.dataClass },
      {
        head: 'Customer data',
        width: 10,
        kind: 'text',
        value: ({ system }) => (system.handlesCustomerData ? 'yes' : 'no'),
      },
      { head: 'Owner', width: 18, kind: 'text', wraps: true, value: ({ system }) => system.owner },
      { head: 'Method', width: 11, kind: 'text', value: ({ system }) => system.method },
      {
        head: 'Expected of it (CSOCs)',
        width: 36,
        kind: 'text',
        wraps: true,
        value: ({ system }) => stacked(system.expected),
      },
      {
        head: 'Expected of the user (CUECs)',
        width: 36,
        kind: 'text',
        wraps: true,
        value: ({ system }) => stacked(system.userControls),
      },
      { head: 'Controls', width: 10, kind: 'mono', wraps: true, value: ({ controls }) => stacked(controls) },
    ],
  });

/** One row an account and region. A count is empty where nobody looked; zero is a place read in full. */
export const placesSheet = ({ declared }: BinderModel): Sheet =>
  sheet({
    name: 'Declared and seen',
    holds: 'Every account and region: what is declared of it, and what was seen there',
    paper: 'small',
    frozen: 2,
    rows: declared.places,
    columns: [
      { head: 'Account', width: 16, kind: 'id', value: ({ cell }) => cell.account },
      { head: 'Region', width: 17, kind: 'mono', value: ({ cell }) => cell.region },
      { head: 'Name', width: 26, kind: 'text', value: ({ name }) => name },
      { head: 'Declared', width: 11, kind: 'text', value: ({ cell }) => stanceWords[cell.declared] },
      { head: 'Resources', width: 11, kind: 'count', value: ({ cell }) => cell.seen },
      { head: 'Reading', width: 15, kind: 'mark', value: ({ cell }) => placeReading(cell) },
      { head: 'What it rests on', width: 80, kind: 'text', value: ({ cell }) => cell.because },
    ],
  });

const evidenceLine = ({ words, capturedAt, snapshotId, itemSha256 }: ScopeEvidence): string =>
  [
    words,
    ...(capturedAt === null ? [] : [`captured ${capturedAt}`]),
    ...(snapshotId === null ? [] : [`snapshot ${snapshotId}`]),
    ...(itemSha256 === null ? [] : [itemFile(itemSha256)]),
  ].join('; ');

/** One row a difference between the register and the clouds, with what shows it and what was decided. */
export const differencesSheet = ({ declared }: BinderModel): Sheet =>
  sheet({
    name: 'Scope differences',
    holds: 'Where the register and the clouds disagree, with evidence and decisions',
    paper: 'large',
    frozen: 3,
    rows: declared.differences,
    columns: [
      { head: 'Difference', width: 15, kind: 'mark', value: ({ kind }) => differenceWords[kind] },
      { head: 'Account', width: 16, kind: 'mono', value: ({ account }) => account },
      { head: 'Region', width: 15, kind: 'mono', value: ({ region }) => region },
      { head: 'Declared', width: 11, kind: 'text', value: (it) => stanceWords[it.declared.stance] },
      { head: 'Declared, in words', width: 30, kind: 'text', wraps: true, value: (it) => it.declared.words },
      { head: 'Resources', width: 11, kind: 'count', value: ({ seen }) => seen.resources },
      { head: 'Seen', width: 44, kind: 'text', wraps: true, value: ({ seen }) => seen.words },
      { head: 'First seen (UTC)', width: 17, kind: 'time', value: ({ seen }) => instant(seen.firstSeenAt) },
      { head: 'What follows', width: 38, kind: 'text', wraps: true, value: ({ consequence }) => consequence },
      { head: 'Decision', width: 11, kind: 'text', value: decisionWord },
      { head: 'Reason', width: 34, kind: 'text', wraps: true, value: ({ decision }) => decision?.reason },
      { head: 'By', width: 13, kind: 'text', value: ({ decision }) => decision?.by },
      { head: 'At (UTC)', width: 17, kind: 'time', value: ({ decision }) => instant(decision?.at) },
      {
        head: 'Evidence',
        width: 96,
        kind: 'mono',
        wraps: true,
        value: ({ evidence }) => stacked(evidence.map(evidenceLine)),
        isScreenOnly: true,
      },
    ],
  });

interface MemoLine {
  readonly what: 'version' | 'confirmation';
  readonly of: string;
  readonly at: string;
  readonly by: string;
  readonly memoVersion: number;
  readonly words: string;
}

/** Versions and confirmations in the order they were filed. */
function memoLines({ declared: { memos, confirmations } }: BinderModel): readonly MemoLine[] {
  const versions = memos.map(
    ({ version, at, by, reason }): MemoLine => ({
      what: 'version',
      of: String(version),
      at,
      by,
      memoVersion: version,
      words: reason,
    }),
  );
  const confirmed = confirmations.map(
    ({ quarter, at, by, memoVersion, open }): MemoLine => ({
      what: 'confirmation',
      of: quarter,
      at,
      by,
      memoVersion,
      words:
        open.length === 0
          ? 'No difference was open.'
          : stacked(open.map(({ difference, reason }) => `Open: ${difference}. ${reason}`)),
    }),
  );
  return [...versions, ...confirmed].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** One row a version of the scope memo or a quarterly confirmation of it: the evidence of GOV-06. */
export const memoSheet = (model: BinderModel): Sheet =>
  sheet({
    name: 'Scope memo',
    holds: 'Versions of the scope register and its quarterly confirmations (GOV-06)',
    paper: 'small',
    frozen: 2,
    rows: memoLines(model),
    columns: [
      { head: 'What', width: 14, kind: 'text', value: ({ what }) => what },
      { head: 'Of', width: 10, kind: 'mono', value: ({ of }) => of },
      { head: 'At (UTC)', width: 17, kind: 'time', value: ({ at }) => instant(at) },
      { head: 'By', width: 16, kind: 'text', value: ({ by }) => by },
      { head: 'Memo', width: 8, kind: 'number', value: ({ memoVersion }) => memoVersion },
      { head: 'Reason, or what stayed open', width: 110, kind: 'text', wraps: true, value: ({ words }) => words },
    ],
  });
