import { join } from 'node:path';
import type { Input, Output } from '@shared/contract/contract.ts';
import type { Collection } from '@shared/domain/collection.ts';
import { reportLabel } from '@shared/domain/engagement.ts';
import type { Finding } from '@shared/domain/finding.ts';
import type { CheckReading } from '@shared/domain/reading.ts';
import type { ResourceRef } from '@shared/domain/resource.ts';
import { AppError } from '@shared/errors.ts';
import type { BinderSource, SourceFinding, SourceScope } from '../report/binder-source.ts';
import { binderContents, reportOf, writeBinder } from '../report/write-binder.ts';
import type { Workspace } from '../store/open.ts';
import { sourceExceptions } from './binder-exceptions.ts';
import { allGaps, statedOf } from './coverage.ts';
import type { Deps } from './deps.ts';
import { rawBytes } from './raw-item.ts';
import { type Readings, readReadings } from './readings.ts';
import { record } from './record.ts';
import { quotedItemReader } from './rule-answers.ts';
import { scopeView } from './scope.ts';

const exported = 'binder.exported';

/** An export of the same state again is the same binder, so it keeps its number. */
function numberOf(workspace: Workspace): number {
  const last = workspace.binders.last();
  if (last === null) return 1;
  return last.head === workspace.log.headWithout(exported).hash ? last.number : last.number + 1;
}

type Quoted = Pick<BinderSource, 'findings' | 'resources' | 'item'>;

/** The items that scope differences quote. */
const quotedByScope = ({ differences }: SourceScope): ReadonlySet<string> =>
  new Set(differences.flatMap(({ evidence }) => evidence.flatMap(({ itemSha256 }) => itemSha256 ?? [])));

/** Findings with their links, and resources; whose item each hash is of is noted on the way. */
function quoted(workspace: Workspace, checks: readonly CheckReading[], scope: SourceScope, asOf: string): Quoted {
  const wanted = quotedByScope(scope);
  const byId = new Map(checks.map((check) => [check.checkId, check]));
  const owners = new Map<string, ResourceRef>();
  const quotedItem = quotedItemReader(workspace);
  const withLinks = (finding: Finding): SourceFinding => {
    const check = byId.get(finding.checkId);
    for (const { itemSha256 } of [finding, ...finding.lapses])
      if (itemSha256 !== null && finding.state !== 'pass') owners.set(itemSha256, finding.resource);
    return { ...finding, controls: check?.controls ?? [], criteria: check?.criteria ?? [] };
  };
  return {
    *findings() {
      for (const finding of workspace.findings.each()) yield withLinks(finding);
    },
    *resources() {
      for (const { sha256, ...resource } of workspace.resources.newest(asOf)) {
        if (wanted.has(sha256)) owners.set(sha256, resource);
        yield { ...resource, itemSha256: sha256 };
      }
    },
    item(sha256) {
      const owner = owners.get(sha256);
      const stored = owner === undefined ? null : quotedItem(owner, sha256);
      if (stored === null)
        throw new AppError('verify-failed', `The raw item ${sha256} is not in the workspace.`, 'Verify the workspace.');
      return rawBytes(workspace, stored);
    },
  };
}

/** The register beside what was seen, without what depends on the day it is looked at. */
function scopeOf(workspace: Workspace, deps: Deps): SourceScope {
  const { systems, memos, confirmations, accounts, cells, differences } = scopeView(workspace, deps);
  return { systems, memos, confirmations, accounts, cells, differences };
}

const statements = (workspace: Workspace, collections: readonly Collection[]): BinderSource['stated'] =>
  new Map(
    collections.flatMap(({ id }) => {
      const stated = statedOf(workspace, id);
      return stated === null ? [] : [[id, stated] as const];
    }),
  );

function sourceOf(workspace: Workspace, readings: Readings, deps: Deps): BinderSource {
  const judgement = workspace.judgements.get();
  if (judgement === null)
    throw new AppError(
      'bad-input',
      'Nothing has been judged yet, so there is nothing to hand over.',
      'Import files first; they are judged at once.',
    );
  const head = workspace.log.headWithout(exported);
  const scope = scopeOf(workspace, deps);
  const collections = workspace.collections.all();
  return {
    engagement: workspace.engagements.get(),
    number: numberOf(workspace),
    asOf: judgement.asOf,
    toolVersion: deps.toolVersion,
    head,
    log: workspace.log.all().filter(({ seq }) => seq <= head.entries),
    ...readings,
    cells: judgement.cells,
    gaps: allGaps(workspace),
    collections,
    snapshots: workspace.snapshots.all(),
    stated: statements(workspace, collections),
    scope,
    conclusions: workspace.conclusions.all(),
    exceptions: sourceExceptions(workspace, deps, judgement.asOf),
    attached: (sha256) => workspace.objects.pieces(sha256),
    ...quoted(workspace, readings.checks, scope, judgement.asOf),
  };
}

/** A stored file that was altered or is missing stops an export; gaps do not, they are printed. */
function refuseAltered(workspace: Workspace): void {
  const { altered } = workspace.objects.verify();
  const [first] = altered;
  if (first === undefined) return;
  const snapshots = workspace.snapshots.all();
  const attached = workspace.exceptions.all().flatMap(({ evidence }) => evidence);
  const name =
    snapshots.find(({ sha256, bodySha256 }) => sha256 === first || bodySha256 === first)?.fileName ??
    attached.find(({ sha256 }) => sha256 === first)?.fileName ??
    first;
  throw new AppError(
    'verify-failed',
    `The stored bytes of ${name} were altered, so no binder is written.`,
    'Restore the workspace from a copy, or import the file again into a new one.',
  );
}

/** Writes the binder into a folder, all or nothing, and notes in the log what left the machine. */
export async function exportBinder(
  workspace: Workspace,
  deps: Deps,
  folder: string,
  options: Omit<Input<'binder.export'>, 'handle'>,
  signal: AbortSignal,
  onProgress: (step: string, done: number, total: number) => void,
): Promise<Omit<Output<'binder.export'>, 'handle'>> {
  refuseAltered(workspace);
  const source = sourceOf(workspace, readReadings(workspace, deps), deps);
  const fonts = join(deps.resources, 'fonts');
  const written = await writeBinder(source, folder, { ...options, fonts, signal, onProgress });
  const { files, bytes, fingerprint } = written;
  const row = {
    number: source.number,
    writtenAt: deps.clock(),
    folder,
    fingerprint,
    head: source.head.hash,
    files,
    bytes,
  };
  const change = {
    action: exported,
    objectType: 'binder',
    objectId: String(source.number),
    after: { fingerprint, files, head: source.head.hash },
  };
  record(workspace, deps, change, () => workspace.binders.add(row));
  return { number: source.number, files, bytes, fingerprint, head: source.head.hash, folder };
}

function missingOf(workspace: Workspace, { checks, criteria }: Readings): Output<'binder.preview'>['missing'] {
  const unknown = checks.reduce((sum, { counts }) => sum + counts.unknown, 0);
  const gaps = allGaps(workspace);
  const silent = criteria.filter(({ reading }) => reading === 'silent').length;
  return [
    { count: unknown, what: 'verdicts unknown', detail: 'Each is printed with its own reason.' },
    {
      count: gaps.length,
      what: 'places, types or files not read',
      detail: gaps
        .map(({ what, account, region }) => [what, account, region].filter((it) => it !== '').join(' '))
        .slice(0, 2)
        .join('; '),
    },
    { count: silent, what: 'criteria silent', detail: 'No cloud check speaks to them; they need records of people.' },
  ].filter(({ count }) => count > 0);
}

/** What an export would hold, and what will be missing and said in it. */
export function previewBinder(workspace: Workspace, deps: Deps): Output<'binder.preview'> {
  const readings = readReadings(workspace, deps);
  const last = workspace.binders.last();
  const isJudged = workspace.judgements.get() !== null;
  return {
    contents: isJudged ? binderContents(sourceOf(workspace, readings, deps)) : [],
    missing: missingOf(workspace, readings),
    last:
      last === null
        ? null
        : {
            number: last.number,
            at: last.writtenAt,
            fingerprint: last.fingerprint,
            head: last.head,
            folder: last.folder,
          },
  };
}

/** The gap report as it would be written now: the bytes of its PDF. */
export async function previewReport(
  workspace: Workspace,
  deps: Deps,
  options: Input<'binder.report'>,
): Promise<Output<'binder.report'>> {
  const source = sourceOf(workspace, readReadings(workspace, deps), deps);
  const print = { paper: options.paper, isColour: options.colour, fonts: join(deps.resources, 'fonts') };
  return { bytes: await reportOf(source, print) };
}

/** `Larkspur Pay, SOC 2 Type II, …` as a folder name that every system accepts. */
export function binderFolderName(workspace: Workspace): string {
  const { client, scope } = workspace.engagements.get();
  return `${client} ${reportLabel(scope)} binder ${numberOf(workspace)}`
    .replace(/[^A-Za-z0-9._-]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 100);
}
