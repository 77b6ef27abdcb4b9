import { randomUUID } from 'node:crypto';
import type { Output } from '@shared/contract/contract.ts';
import type { Collection, Task } from '@shared/domain/collection.ts';
import {
  type Engagement,
  type ReportScope,
  reportLabel,
  type TrustCategory,
  trustCategories,
} from '@shared/domain/engagement.ts';
import type { StateCounts } from '@shared/domain/reading.ts';
import { tally, taskNoun, tasksNow } from '@shared/domain/task-coverage.ts';
import { checks } from '../checks/registry.ts';
import { mergeLines } from '../evaluate/line.ts';
import { createWorkspace, openWorkspace, type Workspace } from '../store/open.ts';
import type { Deps } from './deps.ts';
import { refuseProblems } from './engagement-facts.ts';
import { loadControls } from './library.ts';
import { record } from './record.ts';

/** What a new engagement is asked for. Days are calendar dates; `security` is always added. */
export interface NewEngagement {
  readonly client: string;
  readonly scope: ReportScope;
  readonly categories: readonly TrustCategory[];
  readonly service?: string | undefined;
  /** IANA name; UTC when not named. */
  readonly timeZone?: string | undefined;
  /** The sample has an id of its own, so that its binder is the same everywhere. */
  readonly sampleId?: string;
}

/** Makes a workspace with the control library in it, and leaves it open. The folder must be new or empty. */
export function createEngagement(folder: string, input: NewEngagement, deps: Deps): Workspace {
  const engagement: Engagement = {
    id: input.sampleId ?? randomUUID(),
    client: input.client,
    service: input.service ?? '',
    scope: input.scope,
    categories: trustCategories.filter((category) => category === 'security' || input.categories.includes(category)),
    timeZone: input.timeZone ?? 'UTC',
    auditor: '',
    reportOn: null,
    previous: null,
    people: [],
    stalenessAnchor: 'period-end',
    rolledFrom: null,
    createdAt: deps.clock(),
  };
  refuseProblems(engagement);
  const workspace = createWorkspace(folder);
  const change = { action: 'engagement.created', objectType: 'engagement', objectId: engagement.id, after: engagement };
  record(workspace, deps, change, () => {
    workspace.engagements.add(engagement, input.sampleId !== undefined);
    for (const control of loadControls(deps.resources)) workspace.controls.put(control);
  });
  return workspace;
}

/** Opens an engagement that exists. */
export const openEngagement = (folder: string): Workspace => openWorkspace(folder);

const total = (counts: Iterable<StateCounts>): StateCounts => {
  const sum = { fail: 0, lapsed: 0, unknown: 0, pass: 0, 'not-applicable': 0 };
  for (const it of counts) {
    sum.fail += it.fail;
    sum.lapsed += it.lapsed;
    sum.unknown += it.unknown;
    sum.pass += it.pass;
    sum['not-applicable'] += it['not-applicable'];
  }
  return sum;
};

function reasonsOf(
  tasks: readonly Task[],
  collection: Collection | undefined,
  workspace: Workspace,
): Output<'engagement.summary'>['coverage']['reasons'] {
  const live = (state: Task['state']): number =>
    tasks.filter((task) => task.call !== null && task.state === state).length;
  const file = (state: Task['state']): number =>
    collection?.tasks.filter((task) => task.call === null && task.state === state).length ?? 0;
  // Global types are written down by a region's recorder, which is counted there.
  const cells = (workspace.judgements.get()?.cells ?? []).filter(({ region }) => region !== 'global');
  const stopped = cells.filter(({ recorder }) => recorder === 'stopped').length;
  const notRead = cells.filter(({ recorder }) => recorder === 'not-read').length;
  return [
    { words: 'refused', count: file('failed') },
    { words: 'denied', count: live('denied') },
    { words: 'throttled', count: live('throttled-out') },
    { words: 'failed', count: live('failed') },
    { words: 'not available', count: live('skipped') },
    { words: 'cancelled', count: file('cancelled') + live('cancelled') },
    { words: stopped === 1 ? 'recorder stopped' : 'recorders stopped', count: stopped },
    { words: notRead === 1 ? 'recorder not read' : 'recorders not read', count: notRead },
  ].filter(({ count }) => count > 0);
}

/** The engagement in one glance: what the frame of the window and `fieldwork demo` show. */
export function summarise(workspace: Workspace): Output<'engagement.summary'> {
  const engagement = workspace.engagements.get();
  const judgement = workspace.judgements.get();
  const collections = workspace.collections.all();
  const [last] = collections;
  const tasks = tasksNow(collections);
  const { read, there } = tally(tasks);
  return {
    engagement,
    label: reportLabel(engagement.scope),
    folder: workspace.folder,
    isSample: workspace.engagements.isSample(),
    asOf: judgement?.asOf ?? null,
    judgedAt: judgement?.judgedAt ?? null,
    counts: {
      resources: workspace.resources.count(),
      findings: total(workspace.findings.counts().values()),
      controls: workspace.controls.all().length,
      checks: checks.length,
      collections: collections.length,
    },
    coverage: {
      collectionId: last?.id ?? null,
      imports: collections.filter(({ kind }) => kind === 'import').length,
      kind: last?.kind ?? null,
      endedAt: last?.endedAt ?? null,
      noun: taskNoun(tasks),
      read,
      planned: there,
      reasons: reasonsOf(tasks, last, workspace),
    },
    line: mergeLines(Object.values(judgement?.lines ?? {})),
    head: workspace.log.head(),
  };
}
