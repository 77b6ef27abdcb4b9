import { frequencies } from '@shared/domain/control.ts';
import { expect, test } from 'vitest';
import { guessMapping } from '../../../../../electron/engine/report/matrix/mapping.ts';
import { readValue } from '../../../../../electron/engine/report/matrix/values.ts';
import { wordFor, wordLists } from '../../../../../electron/engine/report/matrix/words.ts';
import { baseOf } from './base.fixture.ts';

const { names } = baseOf();
const value = (field: Parameters<typeof readValue>[0], cell: string) => readValue(field, cell, names);

test.each([
  ['Quarterly', 'quarterly'],
  ['Every quarter', 'quarterly'],
  ['ANNUALLY', 'annual'],
  ['Semi-Annually', 'semi-annual'],
  ['Ad hoc', 'per-event'],
  ['Ad-hoc', 'per-event'],
  ['As needed', 'per-event'],
  ['Multiple times per day', 'many-daily'],
  ['Ongoing', 'continuous'],
  ['per_event', 'per-event'],
])('the frequency %s is %s', (text, word) => {
  expect(value('frequency', text)).toEqual({ value: word });
  expect(value('targetCadence', text)).toEqual({ value: word });
});

test('biannual can mean two things, so it is not guessed', () => {
  expect(value('frequency', 'Biannual')).toHaveProperty('message');
});

test('every word of every list is read as itself, and no word of others stands in two places', () => {
  expect(wordLists.frequency.map(({ word }) => word)).toEqual(frequencies);
  for (const list of ['type', 'nature', 'frequency', 'status', 'isKey'] as const) {
    const all = wordLists[list].flatMap(({ word, others }) => [word.replace('-', ' '), ...others]);
    expect(new Set(all).size, list).toBe(all.length);
    for (const { word } of wordLists[list]) expect(wordFor(list, word.toUpperCase())).toBe(word);
  }
});

test.each([
  ['CC6.1, CC6.2', ['CC6.1', 'CC6.2']],
  ['cc6.1;cc 6.2\nCC6.3', ['CC6.1', 'CC6.2', 'CC6.3']],
  ['CC 6.1 CC6.1 a1.2 PI 1.3', ['CC6.1', 'A1.2', 'PI1.3']],
  ['  ', []],
])('the criteria %j are read as %j', (text, ids) => {
  expect(value('criteria', text)).toEqual({ value: ids });
});

test('systems are named by id or by name', () => {
  expect(value('systems', 'sys-01\nProduction account')).toEqual({ value: ['SYS-01'] });
  expect(value('systems', 'SYS-02, SYS-01')).toEqual({ value: ['SYS-02', 'SYS-01'] });
});

test('declared values are read as their parameters take them', () => {
  const cell = [
    'aws.data-store-backup-on backupRetentionDays = 35',
    'aws.cloudfront-tls-version minimumTlsVersion=1.2',
    'aws.config-recorder-complete approvedLocations = eu-west-1, eu-central-1',
  ].join('\n');
  const read = value('declares', cell);
  expect(read).toMatchObject({
    value: [
      { checkId: 'aws.data-store-backup-on', parameter: 'backupRetentionDays', value: 35 },
      { checkId: 'aws.cloudfront-tls-version', value: '1.2' },
      { checkId: 'aws.config-recorder-complete', value: ['eu-west-1', 'eu-central-1'] },
    ],
  });
});

test('a line end in a short text becomes a space, and a day may carry midnight', () => {
  expect(value('title', ' Two \n lines ')).toEqual({ value: 'Two lines' });
  expect(value('effectiveTo', '2026-12-31T00:00:00')).toEqual({ value: '2026-12-31' });
  expect(value('effectiveTo', '')).toEqual({ value: null });
});

test('heads of other files are told by what people write, each field once', () => {
  const heads = [
    'Control ID',
    'Control',
    'Control description',
    'TSC',
    'Control owner',
    'Frequency',
    'Key?',
    'Version',
  ];
  expect(Object.fromEntries(guessMapping(heads))).toEqual({
    'Control ID': 'id',
    'Control description': 'statement',
    TSC: 'criteria',
    'Control owner': 'owner',
    Frequency: 'frequency',
    'Key?': 'isKey',
  });
});
