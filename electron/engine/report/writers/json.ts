import { canonicalJson } from '@shared/domain/canonical-json.ts';
import type { BinderModel } from '../binder-model.ts';
import type { FindingLine } from '../model/findings.ts';
import { disclaimer } from '../model/method.ts';

/** One file of a binder, as the manifest lists it. */
export interface FileEntry {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  readonly what: string;
}

/** Rows joined before they are handed on: few enough to hold, many enough to write at once. */
const rowsAtOnce = 500;

/** The name that marks a folder as a binder of ours. */
export const binderFormat = 'fieldwork-binder';

/** The file of a raw item in the binder. */
export const itemFile = (sha256: string): string => `items/${sha256}.json`;

/** States whose items travel with the binder: whatever is not plainly passing is to be re-performed. */
const isQuoted = ({ finding: { state } }: FindingLine): boolean =>
  state === 'fail' || state === 'lapsed' || state === 'unknown';

/** The hashes of all raw items that a failing, lapsed or unknown finding or a scope difference quotes, sorted. */
export function quotedItems({ findings, declared }: BinderModel): readonly string[] {
  const ofFindings = findings
    .filter(isQuoted)
    .flatMap(({ finding }) => [finding.itemSha256, ...finding.lapses.map(({ itemSha256 }) => itemSha256)]);
  const ofScope = declared.differences.flatMap(({ evidence }) => evidence.map(({ itemSha256 }) => itemSha256));
  return [...new Set([...ofFindings, ...ofScope].filter((hash) => hash !== null))].sort();
}

function findingRow(line: FindingLine): string {
  const { finding, lapses, gap, id } = line;
  return JSON.stringify({
    number: id,
    id: finding.id,
    gap,
    check: finding.checkId,
    checkVersion: finding.checkVersion,
    state: finding.state,
    verdict: finding.verdict,
    severity: finding.severity,
    because: finding.because,
    seen: finding.seen,
    controls: finding.controls,
    criteria: finding.criteria,
    resource: finding.resource,
    arn: finding.arn,
    capturedAt: finding.capturedAt,
    itemSha256: finding.itemSha256,
    itemFile: finding.itemSha256 !== null && isQuoted(line) ? itemFile(finding.itemSha256) : null,
    snapshotId: finding.snapshotId,
    segments: finding.segments,
    lapses: finding.lapses.map((lapse, nth) => ({ number: lapses[nth] ?? null, ...lapse })),
  });
}

/** findings.json in pieces: every finding of every state, one a line. */
export function* findingsJson({ findings, heading, number }: BinderModel): Iterable<string> {
  const about = {
    note: disclaimer,
    client: heading.client,
    binder: number,
    asOf: heading.asOf,
    count: findings.length,
  };
  yield `{"about":${JSON.stringify(about)},\n"findings":[\n`;
  for (let from = 0; from < findings.length; from += rowsAtOnce) {
    const rows = findings
      .slice(from, from + rowsAtOnce)
      .map(findingRow)
      .join(',\n');
    yield from + rowsAtOnce < findings.length ? `${rows},\n` : `${rows}\n`;
  }
  yield ']}\n';
}

/** sources.json: what each file and each live task brought, and how a live one was asked, so that it can be asked again. */
export function sourcesJson({ sources, heading }: BinderModel): string {
  const rows = sources.map(({ collection, task, snapshot, stated }) =>
    JSON.stringify({
      collection: collection.id,
      by: collection.actor,
      program: collection.toolVersion,
      task: task.label,
      place: task.call === null ? null : { account: task.call.account, region: task.call.region },
      stated,
      state: task.state,
      reason: task.reason,
      permission: task.call?.permission ?? null,
      snapshot: snapshot?.id ?? null,
      kind: snapshot?.kind ?? null,
      sha256: snapshot?.sha256 ?? null,
      bytes: task.bytes,
      items: task.items,
      provenance: snapshot?.provenance ?? null,
    }),
  );
  const about = { note: disclaimer, client: heading.client, partlyRead: heading.partial, count: rows.length };
  return `{"about":${JSON.stringify(about)},\n"sources":[\n${rows.join(',\n')}\n]}\n`;
}

/** audit-log.jsonl: one entry a line, as canonical JSON, so that its hash can be taken from the line itself. */
export const logLines = ({ log }: BinderModel): string =>
  log.map((entry) => `${canonicalJson({ ...entry })}\n`).join('');

/** manifest.json: what each file is, with its size and hash. */
export function manifestJson({ heading, number, program, head }: BinderModel, files: readonly FileEntry[]): string {
  const manifest = {
    format: binderFormat,
    version: 1,
    note: disclaimer,
    program,
    client: heading.client,
    report: heading.report,
    period: heading.span,
    asOf: heading.asOf,
    binder: number,
    auditLog: head,
    files,
  };
  return `${JSON.stringify(manifest, null, 1)}\n`;
}
