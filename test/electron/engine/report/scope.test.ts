import type { Control } from '@shared/domain/control.ts';
import { describe, expect, it } from 'vitest';
import { type BinderModel, binderModel } from '../../../../electron/engine/report/binder-model.ts';
import { cloudMatrices, coverageMatrix } from '../../../../electron/engine/report/model/scope.ts';
import { declaredScope } from '../../../../electron/engine/report/model/scope-declared.ts';
import { earlierWords, wordingsWithin } from '../../../../electron/engine/report/model/wordings.ts';
import { quotedItems } from '../../../../electron/engine/report/writers/json.ts';
import { reportDefinition } from '../../../../electron/engine/report/writers/pdf.ts';
import type { Sheet } from '../../../../electron/engine/report/writers/xlsx/sheet.ts';
import { controlsSheet, criteriaSheet } from '../../../../electron/engine/report/writers/xlsx/sheets-declared.ts';
import { sourcesSheet } from '../../../../electron/engine/report/writers/xlsx/sheets-lived.ts';
import {
  differencesSheet,
  memoSheet,
  placesSheet,
  registerSheet,
} from '../../../../electron/engine/report/writers/xlsx/sheets-scope.ts';
import { binderSource } from './binder-source.fixture.ts';
import { fonts } from './options.fixture.ts';

const source = binderSource();
const model = binderModel(source);

/** The rows of a sheet as objects by head. */
function rows(plan: (model: BinderModel) => Sheet, of = model): readonly Readonly<Record<string, unknown>>[] {
  const { columns, size, cells } = plan(of);
  return Array.from({ length: size }, (_, place) =>
    Object.fromEntries(cells(place).map((cell, at) => [columns[at]?.head ?? '', cell])),
  );
}

const [first] = source.controls;
if (first === undefined) throw new Error('The fixture has controls.');
const control: Control = {
  ...first.control,
  statement: 'Groups are reviewed each month.',
  frequency: 'monthly',
  version: 3,
  effectiveFrom: '2026-05-11',
  earlier: [
    {
      version: 1,
      effectiveFrom: null,
      statement: 'Groups are reviewed each year.',
      nature: 'manual',
      frequency: 'annual',
      population: '',
      declares: [],
    },
    {
      version: 2,
      effectiveFrom: '2026-01-05',
      statement: 'Groups are reviewed each quarter.',
      nature: 'manual',
      frequency: 'quarterly',
      population: 'The list of groups',
      declares: [],
    },
  ],
};
const days = { from: '2026-01-01', to: '2026-12-31' };

describe('wordings', () => {
  it('counts a wording for each population inside the period', () => {
    expect(wordingsWithin(control, days)).toBe(3);
    expect(wordingsWithin(control, { from: '2026-01-05', to: '2026-12-31' })).toBe(2);
    expect(wordingsWithin(control, { from: '2026-05-10', to: '2026-05-10' })).toBe(1);
    expect(wordingsWithin({ ...control, effectiveTo: '2026-05-31' }, { from: '2026-06-01', to: '2026-12-31' })).toBe(0);
  });

  it('says of each earlier wording from which day to which it held', () => {
    expect(earlierWords(control)).toEqual([
      'Version 1, from the start to 4 Jan 2026: Groups are reviewed each year. (manual, annual; population: not named)',
      'Version 2, from 5 Jan 2026 to 10 May 2026: Groups are reviewed each quarter. (manual, quarterly; population: The list of groups)',
    ]);
  });

  it('stands in the matrix beside the version in force and its first day', () => {
    const [reading] = source.controls;
    if (reading === undefined) throw new Error('The fixture has controls.');
    const systems = ['SYS-01', 'SYS-02'];
    const declares = [{ checkId: 'aws.log-retention', parameter: 'days', value: 365 }];
    const of = binderModel({
      ...source,
      controls: [{ ...reading, control: { ...control, performer: 'Deputy', isKey: false, systems, declares } }],
    });
    expect(rows(controlsSheet, of)[0]).toMatchObject({
      Version: 3,
      'Wordings in period': 3,
      Key: 'no',
      Performer: 'Deputy',
      Systems: 'SYS-01\nSYS-02',
      'Effective from': new Date('2026-05-11'),
      'Effective to': null,
      'Declared values': 'aws.log-retention days = 365',
      'Earlier wordings': earlierWords(control).join('\n'),
    });
  });
});

describe('the scope in the workbook', () => {
  it('has a row for every system, those left out too, with what is expected of them', () => {
    expect(rows(registerSheet).map((row) => [row.System, row.Declared, row['Customer data']])).toEqual([
      ['SYS-01', 'in', 'yes'],
      ['SYS-02', 'in', 'no'],
      ['SYS-03', 'in', 'no'],
      ['SYS-04', 'out', 'no'],
    ]);
    expect(rows(registerSheet)[0]).toMatchObject({ Regions: 'eu-west-1: in. Main site\nus-east-1: out. Experiments' });
    expect(rows(registerSheet)[2]).toMatchObject({
      Method: 'carve-out',
      'Expected of it (CSOCs)': 'Card numbers are encrypted.',
      'Expected of the user (CUECs)': 'Keys are rotated.',
    });
  });

  it('leaves the number of a place that nobody read empty and writes zero for one that was read', () => {
    expect(rows(placesSheet).map((row) => [row.Region, row.Resources, row.Reading])).toEqual([
      ['eu-west-1', 1204, 'agrees'],
      ['eu-north-1', 0, 'agrees'],
      ['eu-central-1', 14, 'undeclared'],
      ['sa-east-1', null, 'not read'],
      ['us-east-1', 2, 'data outside'],
      ['us-west-2', 7, 'not recorded'],
    ]);
  });

  it('prints each difference with its evidence and what a person decided', () => {
    const [, decided, open] = rows(differencesSheet);
    expect(decided).toMatchObject({
      Difference: 'undeclared',
      Region: 'eu-central-1',
      Decision: 'accepted',
      By: 'Ada Example',
      Evidence: 'EC2 instance build-7, eu-central-1; captured 2026-09-07T10:19:52.000Z; snapshot 1.2',
    });
    expect(open).toMatchObject({ Difference: 'not read', Region: null, Resources: null, Decision: 'undecided' });
  });

  it('lists versions of the memo and confirmations in the order they were filed', () => {
    expect(rows(memoSheet).map((row) => [row.What, row.Of, row['Reason, or what stayed open']])).toEqual([
      ['version', '1', 'First register.'],
      ['confirmation', '2026-Q2', 'Open: undeclared-account 444455556666. The owner is asked.'],
      ['version', '2', 'Accepted a trial.'],
    ]);
  });
});

it('a conclusion is printed with the named person, the day and the reason, and nowhere else', () => {
  const concluded = rows(criteriaSheet).filter((row) => row.Concluded !== null);
  expect(concluded).toHaveLength(1);
  expect(concluded[0]).toMatchObject({
    Criterion: 'CC6.1',
    Concluded: 'ready-with-exceptions',
    By: 'Ada Example',
    On: new Date('2026-09-21'),
    'Reason of the conclusion': 'Two exceptions are answered.',
  });
});

it('the report says which register is meant, how far it agrees and when it was confirmed', () => {
  expect(model.declared.words).toBe(
    'Declared: scope memo version 2 of 20 September 2026, 4 systems. Of 5 places declared or read, 2 agree with what was seen; 1 more was neither declared nor read. 3 differences, 1 decided.',
  );
  expect(model.declared.confirmed).toBe(
    'Last confirmed for 2026-Q2 by Ada Example on 30 June 2026, on memo version 1, with 1 difference open.',
  );
  const none = { systems: [], memos: [], confirmations: [], accounts: [], cells: [], differences: [] };
  expect(declaredScope({ ...source, scope: none }).words).toBe(
    'No scope register was written, so nothing is declared. 0 differences, 0 decided.',
  );
});

it('the report lays differences and register side by side, and says so when there are none', () => {
  const print = (of: BinderModel) =>
    JSON.stringify(reportDefinition(of, { paper: 'A4', isColour: true, fonts }).content);
  const text = print(model);
  for (const words of [
    'Declared beside seen',
    'Undecided',
    'Accepted: A trial that ends in November.',
    'Card processor',
  ])
    expect(text).toContain(words);
  const scope = { ...source.scope, systems: [], differences: [], memos: [] };
  expect(print(binderModel({ ...source, scope }))).toContain('The register and what was seen do not differ.');
});

it('the items that a scope difference quotes travel with the binder', () => {
  const [difference] = source.scope.differences;
  if (difference === undefined) throw new Error('The fixture has differences.');
  const evidence = [{ words: 'A bucket', snapshotId: '1.1', itemSha256: 'a'.repeat(64), capturedAt: null }];
  const of = binderModel({
    ...source,
    scope: { ...source.scope, differences: [{ ...difference, evidence }] },
  });
  expect(quotedItems(model)).not.toContain('a'.repeat(64));
  expect(quotedItems(of)).toContain('a'.repeat(64));
});

describe('the matrix of what was looked at', () => {
  const [aws] = source.cells;
  const azure = 'a60389d6-5a2b-432e-a616-95c0e832301c';
  const place = { ...aws, account: azure, region: 'westeurope', recorder: 'rows-read' } as const;

  it('stands cloud by cloud, each with its own regions only', () => {
    if (aws === undefined) throw new Error('The source has cells.');
    const parts = cloudMatrices(coverageMatrix([...source.cells, { ...aws, ...place }]));
    expect(parts.map(({ title }) => title)).toEqual(['AWS: account by region', 'Azure: subscription by region']);
    expect(parts[1]?.matrix.regions).toEqual(['westeurope']);
    expect(parts[1]?.matrix.accounts.map(({ account, words }) => [account, words])).toEqual([
      [azure, `${azure}: rows read in westeurope; nothing is recorded between readings.`],
    ]);
    expect(parts[0]?.matrix.regions).toEqual(coverageMatrix(source.cells).regions);
    expect(parts[0]?.matrix.accounts.every(({ cells }) => cells.length === parts[0]?.matrix.regions.length)).toBe(true);
  });

  it('is of AWS when nothing was read', () => {
    expect(cloudMatrices(coverageMatrix([])).map(({ title }) => title)).toEqual(['AWS: account by region']);
  });
});

it('the sheet of sources says which place a person stated', () => {
  const remarks = rows(sourcesSheet).map(({ Collection, Remarks }) => [Collection, String(Remarks).includes('Stated')]);
  expect(new Set(remarks.map(String))).toEqual(new Set(['1,false', '2,true']));
});
