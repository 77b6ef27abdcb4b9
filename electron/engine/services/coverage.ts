import { statement } from '@shared/contract/collection-shapes.ts';
import type { Output } from '@shared/contract/contract.ts';
import type { Gap } from '@shared/domain/coverage.ts';
import type { Stated } from '@shared/domain/stated-place.ts';
import { AppError } from '@shared/errors.ts';
import type { Workspace } from '../store/open.ts';
import { statedAction } from './import-files.ts';
import { otherRules } from './rule-answers.ts';

const fileGap = (what: string, reason: string, hides: string, remedy: string): Gap => ({
  account: '',
  region: '',
  what,
  reason,
  hides,
  remedy,
  verdictsUnknown: 0,
});

/** Files that were refused, and files that say themselves that they are not whole. */
function fileGaps(workspace: Workspace): readonly Gap[] {
  const snapshots = workspace.snapshots.all();
  const refused = workspace.collections
    .all()
    .flatMap(({ tasks }) => tasks)
    .filter(({ state }) => state === 'failed')
    .map(({ label, reason }) =>
      fileGap(label, reason ?? 'It was refused.', 'Everything in this file.', 'Export it again and import it.'),
    );
  const notes = snapshots.flatMap(({ fileName, notes: said }) =>
    said
      .filter((note) =>
        ['next page', 'Incomplete export', 'inventory', 'leaves out groups'].some((it) => note.includes(it)),
      )
      .map((note) =>
        fileGap(fileName, note, 'What the file does not say.', 'Import the whole answer, with account and status.'),
      ),
  );
  return [...refused, ...notes];
}

/** Every gap: places, types and files. */
export const allGaps = (workspace: Workspace): readonly Gap[] => [
  ...(workspace.judgements.get()?.gaps ?? []),
  ...fileGaps(workspace),
];

/** What was read and what was not. */
export function coverage(workspace: Workspace): Output<'coverage.get'> {
  return {
    cells: workspace.judgements.get()?.cells ?? [],
    gaps: allGaps(workspace),
    snapshots: workspace.snapshots.all(),
    otherRules: otherRules(workspace),
  };
}

/** What a person stated of the files of an import, as the log has it; null where nobody did. */
export function statedOf(workspace: Workspace, id: number): Stated | null {
  const entry = workspace.log.ofObject('collection', String(id)).find(({ action }) => action === statedAction);
  return entry === undefined ? null : { ...statement.parse(entry.after), by: entry.actor };
}

/** One run with what its files brought. */
export function collectionDetail(workspace: Workspace, id: number): Output<'collection.detail'> {
  const collection = workspace.collections.all().find((it) => it.id === id);
  if (collection === undefined) throw new AppError('not-found', `There is no collection ${id}.`);
  const all = workspace.snapshots.all();
  const snapshots = all.filter(({ collectionId }) => collectionId === id);
  const own = new Set(snapshots.map(({ sha256 }) => sha256));
  const again = all.filter((it) => it.provenance === null && it.collectionId !== id && own.has(it.sha256));
  return { collection, snapshots, again, stated: statedOf(workspace, id) };
}
