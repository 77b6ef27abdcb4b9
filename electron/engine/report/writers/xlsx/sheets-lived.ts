import { statedWords } from '@shared/domain/stated-place.ts';
import type { BinderModel } from '../../binder-model.ts';
import { hasRecorder, recorderWords } from '../../model/scope.ts';
import { type Sheet, sheet } from './sheet.ts';
import { instant, stacked } from './value.ts';

/** One row a resource: its newest version at the instant judged. */
export const resourcesSheet = ({ resources }: BinderModel): Sheet =>
  sheet({
    name: 'Resources',
    holds: 'Resources read, each in its newest version at the instant judged',
    paper: 'small',
    frozen: 1,
    rows: resources,
    columns: [
      { head: 'Resource', width: 34, kind: 'mono', value: ({ id }) => id },
      { head: 'Name', width: 30, kind: 'text', value: ({ name }) => name },
      { head: 'Type', width: 32, kind: 'text', value: ({ type }) => type },
      { head: 'Account', width: 18, kind: 'mono', value: ({ account }) => account },
      { head: 'Region', width: 14, kind: 'text', value: ({ region }) => region },
      { head: 'Captured (UTC)', width: 17, kind: 'time', value: ({ capturedAt }) => instant(capturedAt) },
      { head: 'Deleted', width: 9, kind: 'text', value: ({ isDeleted }) => (isDeleted ? 'deleted' : null) },
      { head: 'Standing', width: 12, kind: 'text', value: ({ standing }) => standing },
      { head: 'Versions', width: 9, kind: 'count', value: ({ versions }) => versions },
      { head: 'ARN', width: 70, kind: 'mono', value: ({ arn }) => arn, isScreenOnly: true },
      { head: 'Item (SHA-256)', width: 67, kind: 'mono', value: ({ itemSha256 }) => itemSha256, isScreenOnly: true },
      { head: 'Snapshot', width: 40, kind: 'mono', value: ({ snapshotId }) => snapshotId, isScreenOnly: true },
    ],
  });

/** One row an account and region: how the recorder stood, and what that leaves unknown. */
export const coverageSheet = ({ cells }: BinderModel): Sheet =>
  sheet({
    name: 'Coverage',
    holds: 'Account by region: what was recorded and what was not',
    paper: 'small',
    frozen: 1,
    rows: cells,
    columns: [
      { head: 'Account', width: 16, kind: 'id', value: ({ account }) => account || 'not stated' },
      { head: 'Region', width: 14, kind: 'text', value: ({ region }) => region || 'not stated' },
      {
        head: 'Recorder',
        width: 25,
        kind: 'mark',
        value: (cell) => (hasRecorder(cell) ? recorderWords[cell.recorder] : 'none of its own'),
      },
      { head: 'Because', width: 46, kind: 'text', wraps: true, value: ({ because }) => because },
      { head: 'Stopped (UTC)', width: 17, kind: 'time', value: ({ stoppedAt }) => instant(stoppedAt) },
      {
        head: 'Types left out',
        width: 28,
        kind: 'mono',
        wraps: true,
        value: ({ excludedTypes }) => stacked(excludedTypes),
      },
      { head: 'Resources', width: 10, kind: 'count', value: ({ resources }) => resources },
      { head: 'Types', width: 7, kind: 'count', value: ({ types }) => types },
      { head: 'Earliest (UTC)', width: 17, kind: 'time', value: ({ earliestAt }) => instant(earliestAt) },
      { head: 'Latest (UTC)', width: 17, kind: 'time', value: ({ latestAt }) => instant(latestAt) },
      { head: 'Verdicts unknown', width: 10, kind: 'count', value: ({ verdictsUnknown }) => verdictsUnknown },
      {
        head: 'Global types recorded',
        width: 12,
        kind: 'text',
        value: ({ recordsGlobalTypes }) =>
          recordsGlobalTypes === null ? 'not stated' : recordsGlobalTypes ? 'yes' : 'no',
        isScreenOnly: true,
      },
    ],
  });

/** One row a thing that was not read: why, what it hides and what would mend it. */
export const notReadSheet = ({ notRead }: BinderModel): Sheet =>
  sheet({
    name: 'Not read',
    holds: 'What could not be read, why, what it hides and the remedy',
    paper: 'small',
    frozen: 1,
    rows: notRead,
    columns: [
      { head: 'Account', width: 16, kind: 'id', value: ({ account }) => account || 'not stated' },
      { head: 'Region', width: 14, kind: 'text', value: ({ region }) => region || 'not stated' },
      { head: 'What', width: 30, kind: 'text', wraps: true, value: ({ what }) => what },
      { head: 'Why', width: 38, kind: 'text', wraps: true, value: ({ reason }) => reason },
      { head: 'What it hides', width: 38, kind: 'text', wraps: true, value: ({ hides }) => hides },
      { head: 'Remedy', width: 38, kind: 'text', wraps: true, value: ({ remedy }) => remedy },
      { head: 'Verdicts unknown', width: 10, kind: 'count', value: ({ verdictsUnknown }) => verdictsUnknown },
    ],
  });

/** A live task is named with its place, which a file's name mostly has. */
const labelOf = ({ task }: BinderModel['sources'][number]): string =>
  task.call === null ? task.label : `${task.label}, ${task.call.account} ${task.call.region}`;

/** One row a file or live task: who brought it, when, and its hash. */
export const sourcesSheet = ({ sources }: BinderModel): Sheet =>
  sheet({
    name: 'Sources',
    holds:
      'Files and live tasks: who read them, when, how many items, and their SHA-256; sources.json says how each was asked',
    paper: 'large',
    frozen: 1,
    rows: sources,
    columns: [
      { head: 'Collection', width: 11, kind: 'number', value: ({ collection }) => collection.id },
      { head: 'File or task', width: 46, kind: 'mono', wraps: true, value: labelOf },
      { head: 'State', width: 11, kind: 'text', value: ({ task }) => task.state },
      { head: 'Kind', width: 18, kind: 'text', value: ({ snapshot }) => snapshot?.kind },
      { head: 'Standing', width: 11, kind: 'text', value: ({ snapshot }) => snapshot?.standing },
      { head: 'Bytes', width: 12, kind: 'count', value: ({ task }) => task.bytes },
      { head: 'Items', width: 9, kind: 'count', value: ({ task }) => task.items },
      { head: 'Repeated', width: 9, kind: 'count', value: ({ snapshot }) => snapshot?.repeated },
      { head: 'Earliest (UTC)', width: 16, kind: 'time', value: ({ snapshot }) => instant(snapshot?.earliestAt) },
      { head: 'Latest (UTC)', width: 16, kind: 'time', value: ({ snapshot }) => instant(snapshot?.latestAt) },
      {
        head: 'Read (UTC)',
        width: 16,
        kind: 'time',
        value: ({ task, collection }) => instant(task.endedAt ?? collection.endedAt),
      },
      { head: 'By', width: 12, kind: 'text', value: ({ collection }) => collection.actor },
      { head: 'Program', width: 10, kind: 'text', value: ({ collection }) => collection.toolVersion },
      { head: 'Call', width: 30, kind: 'mono', value: ({ snapshot }) => snapshot?.provenance?.operation },
      { head: 'Pages', width: 7, kind: 'count', value: ({ snapshot }) => snapshot?.provenance?.pages },
      { head: 'SHA-256', width: 67, kind: 'mono', value: ({ snapshot }) => snapshot?.sha256 },
      {
        head: 'Read as',
        width: 60,
        kind: 'mono',
        value: ({ snapshot }) => snapshot?.provenance?.principal,
        isScreenOnly: true,
      },
      {
        head: 'Remarks',
        width: 36,
        kind: 'text',
        wraps: true,
        value: ({ task, snapshot, stated }) =>
          stacked([
            ...(stated === null ? [] : [`Stated by a person, not by the file: ${statedWords(stated)}.`]),
            ...(task.reason ? [task.reason] : []),
            ...(snapshot?.notes ?? []),
          ]),
      },
    ],
  });
