import type { AuditException, EvidenceItem } from '@shared/domain/exception.ts';
import type { ControlReading } from '@shared/domain/reading.ts';
import { emptyResponse, type Response } from '@shared/domain/response.ts';
import type { SourceException, SourceFinding } from '../../../../electron/engine/report/binder-source.ts';
import { sha256 } from './findings.fixture.ts';

const files = new Map(
  ['id,rule\n1,open\n', 'account,disabled\n', 'listing\n'].map((text) => [sha256(text), Buffer.from(text)]),
);
const [listing = '', leavers = '', third = ''] = files.keys();

/** The bytes that were attached. */
export const attachedBytes = (hash: string): Iterable<Uint8Array> => {
  const bytes = files.get(hash);
  return bytes === undefined ? [] : [bytes];
};

const attached = (id: string, fileName: string, hash: string): EvidenceItem => ({
  id,
  kind: 'file',
  title: fileName,
  source: 'Console, listing of rules',
  collectedAt: '2026-09-20T08:00:00.000Z',
  by: 'preparer',
  sha256: hash,
  fileName,
});

const answer: Response = {
  ...emptyResponse,
  position: 'accepts',
  statement: '2 of 13 groups admitted port 22 from any address.',
  rootCause: 'Console changes pass no review.',
  rootCauseCategory: 'tool-or-integration-gap',
  lookback: { ...emptyResponse.lookback, performed: true, text: 'All groups were read.', population: 13, instances: 2 },
  impact: 'No session from outside is in the logs.',
  impactRating: 'low',
  impactEvidence: ['E-001'],
  compensatingControlIds: ['LOG-05'],
  correction: 'The rules were removed.',
  correctionOn: '2026-09-21',
  correctiveAction: 'A policy refuses such rules.',
  ownerName: 'Marta Example',
  ownerRole: 'Head of platform',
  dueOn: '2026-10-07',
  proof: 'A snapshot in which all pass.',
};

const blank: Omit<AuditException, 'id' | 'controlId' | 'title'> = {
  criteria: ['CC6.6', 'CC6.1'],
  kind: 'operating',
  source: 'drift',
  description: 'The item names two rules for any address.',
  sampleSize: 13,
  deviationCount: 2,
  affectedItems: [],
  windowStart: '2026-02-02',
  windowEnd: null,
  detectedOn: '2026-09-20',
  detectedBy: 'preparer',
  origins: [],
  severityInputs: { exposure: 'none', tolerableRate: null, override: null },
  status: 'open',
  response: emptyResponse,
  evidence: [],
  plan: [],
  acceptedRisk: null,
  verification: null,
  repeatOf: null,
  auditorDisposition: '',
  raisedAt: '2026-09-20T08:00:00.000Z',
  raisedBy: 'preparer',
};

function invented(findings: readonly SourceFinding[], controls: readonly string[]): readonly AuditException[] {
  const failing = findings.filter(({ state }) => state === 'fail');
  const checkId = failing[0]?.checkId;
  const own = failing.filter((finding) => finding.checkId === checkId);
  const [first = '', second = '', third_ = '', fourth = ''] = controls;
  return [
    {
      ...blank,
      id: 'EX-001',
      controlId: first,
      title: '2 of 13 security groups admit port 22',
      status: 'in-remediation',
      origins: own.map(({ id }) => ({ kind: 'finding', id })),
      response: answer,
      evidence: [
        attached('E-001', '../../CON .txt', listing),
        attached('E-002', '\u202Egnp.exe\u0000 Überprüfung 東京.csv', leavers),
      ],
    },
    {
      ...blank,
      id: 'EX-002',
      controlId: second,
      title: '<b>=1+1</b> & "late"',
      kind: 'timing',
      windowEnd: '2026-06-05',
      status: 'remediated',
      description: '=HYPERLINK("http://x.example")',
      response: { ...answer, position: 'disputes', completedOn: '2027-01-09', proof: 'x'.repeat(20_000) },
      evidence: [attached('E-003', 'listing.csv', third)],
    },
    {
      ...blank,
      id: 'EX-003',
      controlId: third_,
      title: 'Old listeners stay for one customer',
      kind: 'design',
      status: 'accepted-risk',
      acceptedRisk: { by: 'Lena Example', reason: 'One customer cannot move', until: '2026-12-15' },
    },
    { ...blank, id: 'EX-004', controlId: fourth, title: 'Raised twice', status: 'withdrawn' },
  ];
}

/** Four invented exceptions: one in remediation, one repaired after the period, one accepted, one withdrawn. */
export const exceptionsOf = (
  findings: readonly SourceFinding[],
  controls: readonly ControlReading[],
): readonly SourceException[] =>
  invented(
    findings,
    controls.map(({ control }) => control.id),
  ).map((exception) => ({
    exception,
    severity: { level: 'high', proposed: 'high', parts: [{ input: 'Rate', words: '2 of 13 deviate.', moves: 1 }] },
    dueOn: exception.response.dueOn ?? '2026-10-20',
    indicator: "Indicates a risk of a qualified opinion on CC6.6. The judgement is the auditor's.",
    activity: `The activity of ${exception.controlId}, as described.`,
    steps: ['A: Done', 'B: Complete'],
    withdrawn: exception.status === 'withdrawn' ? 'by Lena Example; The same as EX-001' : null,
    rubric: { score: 6.5, band: 'adequate' },
  }));
