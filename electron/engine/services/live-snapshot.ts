import type { ItemCount, Provenance, Task } from '@shared/domain/collection.ts';
import type { Provider } from '@shared/domain/resource.ts';
import { counted } from '@shared/domain/words.ts';
import type { PlannedTask } from '../collect/run/source.ts';
import type { Workspace } from '../store/open.ts';
import type { StoredSnapshot } from '../store/repos/snapshot.repo.ts';
import type { Deps } from './deps.ts';
import type { Brought } from './live-pages.ts';
import { noRecorderVersion } from './no-recorder.ts';
import { record } from './record.ts';

/** What all snapshots of a run share. */
export interface RunFacts {
  readonly collectionId: number;
  readonly provider: Provider;
  readonly principalOf: (account: string) => Pick<Provenance, 'principal' | 'session'>;
  /** Names the checks' versions, as judging does. */
  readonly rulesVersion: string;
}

/** A task that came to its end, with what it brought. */
interface Ended {
  readonly task: Task;
  readonly planned: PlannedTask;
  readonly brought: Brought;
}

function provenanceOf({ planned, brought }: Ended, facts: RunFacts, deps: Deps): Provenance | null {
  const [first] = brought.pages;
  const last = brought.pages.at(-1);
  if (first === undefined || last === undefined) return null;
  const { serverDate, operation, parameters, sentAt, answeredAt } = first.request;
  const skew = serverDate === null ? null : (Date.parse(answeredAt) - Date.parse(serverDate)) / 1_000;
  return {
    operation,
    parameters,
    ...facts.principalOf(planned.account),
    startedAt: sentAt,
    endedAt: last.request.answeredAt,
    serverDate,
    skewSeconds: skew === null ? null : Math.round(skew),
    pages: brought.pages.length,
    items: brought.items,
    isLastPageReached: last.cursor === null,
    requestIds: brought.pages.flatMap(({ request }) => request.requestId ?? []),
    answers: brought.pages.map(({ rawSha256, rawBytes }) => ({ sha256: rawSha256, bytes: rawBytes })),
    redactions: brought.redactions,
    toolVersion: deps.toolVersion,
    rulesVersion: facts.rulesVersion,
  };
}

const notesOf = ({ brought }: Ended): readonly string[] => [
  ...brought.notes,
  ...(brought.redactions > 0
    ? [`${counted(brought.redactions, 'value')} that look like secrets were replaced by commitments before storing.`]
    : []),
];

const sorted = (counts: Iterable<ItemCount>): readonly ItemCount[] => {
  const key = ({ account, region, type }: ItemCount): string => `${account} ${region} ${type}`;
  return [...counts].sort((a, b) => (key(a) < key(b) ? -1 : 1));
};

function snapshotOf(ended: Ended, sha256: string, facts: RunFacts, deps: Deps): StoredSnapshot {
  const { task, planned, brought } = ended;
  return {
    id: task.id,
    collectionId: facts.collectionId,
    provider: facts.provider,
    fileName: `${planned.label}, ${planned.account} ${planned.region}`,
    kind: planned.kind,
    sha256,
    bodySha256: sha256,
    bytes: brought.size,
    encoding: 'UTF-8',
    items: brought.items,
    repeated: brought.repeated,
    standing: planned.kind === 'discovered-resources' ? 'inventory' : 'evidence',
    earliestAt: brought.earliestAt,
    latestAt: brought.latestAt,
    importedAt: deps.clock(),
    counts: sorted(brought.counts.values()),
    notes: notesOf(ended),
    provenance: provenanceOf(ended, facts, deps),
  };
}

/** Makes the snapshot of an ended task: its answers one after the other, each on a line, and how they were got. */
export function keepSnapshot(workspace: Workspace, deps: Deps, ended: Ended, facts: RunFacts): StoredSnapshot {
  const { planned, brought } = ended;
  const snapshot = snapshotOf(ended, brought.writer.commit(), facts, deps);
  const { id, sha256, items, fileName } = snapshot;
  const change = { action: 'snapshot.added', objectType: 'snapshot', objectId: id, after: { sha256, items, fileName } };
  record(workspace, deps, change, () => {
    workspace.snapshots.add(snapshot);
    const hasNoRecorder = planned.kind === 'recorders' && items === 0;
    if (hasNoRecorder)
      workspace.resources.add({ version: noRecorderVersion(planned, id, snapshot.importedAt), kept: null });
  });
  return snapshot;
}
