import type { FindingRow } from '@shared/contract/shapes.ts';
import { stateWords } from './finding-words.ts';

const heads = [
  'Verdict',
  'Severity',
  'Check',
  'Control',
  'Resource',
  'Name',
  'Type',
  'Account',
  'Region',
  'Path',
  'Value',
  'Because',
  'Captured at (UTC)',
];

/** Tabs and line ends would break the columns; a leading formula sign would run in a spreadsheet. */
function cell(text: string | null): string {
  if (text === null) return '';
  // Testing first keeps 20,000 rows quick: almost no value has a break.
  const flat = /[\t\r\n]/.test(text) ? text.replace(/[\t\r\n]+/g, ' ') : text;
  return '=+-@'.includes(flat.charAt(0)) && flat !== '' ? `'${flat}` : flat;
}

function line(row: FindingRow): string {
  const { resource } = row;
  const values = [
    stateWords[row.state],
    row.severity,
    row.checkId,
    row.controlId,
    resource.id,
    resource.name,
    resource.type,
    resource.account,
    resource.region,
    row.path,
    row.value,
    row.because,
    row.capturedAt,
  ];
  return values.map(cell).join('\t');
}

/** Findings as tab-separated text with a head line, ready to paste into a spreadsheet. */
export function findingsTsv(rows: readonly FindingRow[]): string {
  return [heads.join('\t'), ...rows.map(line)].join('\n');
}
