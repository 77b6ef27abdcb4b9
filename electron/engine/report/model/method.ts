import type { Remark } from './facts.ts';

/** What the report may and may not be read as; printed on every cover. */
export const limits = [
  'This report prepares for an examination. It is not a SOC 2 report and expresses no opinion; only a licensed CPA firm attests.',
  'No criterion is concluded here. The report says where a gap was recorded, where evidence supports a control, and where nothing could be judged.',
  'What could not be read is unknown, with the reason, and counts as neither pass nor fail. Severity is the rating of the rule; what it means is the auditor’s decision.',
] as const;

/** The line at the foot of every page and sheet. */
export const disclaimer = 'Readiness work, not an attestation';

/** How the report came about. */
export const method: readonly Remark[] = [
  {
    label: 'Collection',
    text: 'Files exported from the clouds were read and kept byte for byte with their SHA-256. Nothing was written to a cloud and no network was used.',
  },
  {
    label: 'Judgement',
    text: 'A rule reads one resource and gives pass, fail, not applicable or unknown. The clock is an input: the same data judged for the same instant gives the same answer.',
  },
  {
    label: 'Period',
    text: 'Every recorded version of a resource inside the period was judged. Between two versions the state is taken as recorded; where nobody recorded, it is shown as not observed.',
  },
  {
    label: 'Severity',
    text: 'Each rule has one of four ratings. The order of the gaps follows it, then whether the gap is open, then how many resources it touches.',
  },
];

/** How to check the report without the program: steps with an optional command. */
export const checkSteps: readonly { readonly text: string; readonly command?: string }[] = [
  { text: 'In the binder folder run', command: 'sha256sum -c SHA256SUMS' },
  { text: 'Open the file named under “Evidence” of any gap, go to the path, read the value.' },
  { text: 'Compare the audit-log head on the cover with the last line of audit-log.jsonl.' },
];

/** The words of the report that carry a defined meaning. */
export const glossary: readonly Remark[] = [
  {
    label: 'Unknown',
    text: 'Could not be judged: a stopped recorder, a place not read, an answer cut short, a value that cannot be parsed. Never counted as a pass.',
  },
  {
    label: 'Lapse',
    text: 'A stretch of the period in which the declared state was not true, whether or not it was repaired.',
  },
  { label: 'Not observed', text: 'A stretch of the period of which no record exists. It proves neither state.' },
  {
    label: 'No gap',
    text: 'No gap was recorded, and evidence supports a control of the criterion. It does not conclude the criterion.',
  },
  {
    label: 'Silent',
    text: 'No rule gave a verdict on the criterion and no record was filed. It usually rests on people’s records.',
  },
  {
    label: 'Gap types',
    text: 'Operating: the declared state was not true. No control: no row of the matrix promises the state.',
  },
];
