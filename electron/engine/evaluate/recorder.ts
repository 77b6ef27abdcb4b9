import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Resource } from '@shared/domain/resource.ts';
import type { Recorder } from './place.ts';

/** Keys without case: items write `RecordingGroup`, the describe answer `recordingGroup`. */
function get(object: Json | undefined, key: string): Json | undefined {
  if (!isObject(object)) return undefined;
  const own = Object.keys(object).find((name) => name.toLowerCase() === key);
  return own === undefined ? undefined : object[own];
}

const texts = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((it): it is string => typeof it === 'string') : [];
const text = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);
const instant = (value: Json | undefined): string | null => {
  const date = new Date(typeof value === 'number' ? value * 1000 : (text(value) ?? Number.NaN));
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
};

/** A service-linked recorder (scope INTERNAL) does not deliver to the client. */
const isInternal = (recorder: Resource): boolean =>
  text(get(recorder.configuration, 'recordingscope'))?.toUpperCase() === 'INTERNAL';

/** Adds what a status answer says to the recorder's own configuration, so that a check reads both in one place. */
export function withStatus(recorder: Resource, status: Resource | undefined): Resource {
  if (status === undefined) return recorder;
  const said = status.configuration;
  const configuration: JsonObject = {
    ...recorder.configuration,
    Recording: get(said, 'recording') ?? get(recorder.configuration, 'recording') ?? null,
    lastStatus: get(said, 'laststatus') ?? null,
    lastErrorCode: get(said, 'lasterrorcode') ?? null,
    lastStartTime: get(said, 'laststarttime') ?? null,
    lastStopTime: get(said, 'laststoptime') ?? null,
    lastStatusChangeTime: get(said, 'laststatuschangetime') ?? null,
  };
  return {
    ...recorder,
    configuration: Object.fromEntries(
      Object.entries(configuration).filter(([key, value]) => key !== 'recording' || value !== null),
    ),
  };
}

/** Reads a recorder (with its status folded in) as facts about what is written down in its place. */
export function recorderOf(resource: Resource): Recorder | null {
  if (isInternal(resource)) return null;
  const group = get(resource.configuration, 'recordinggroup');
  const strategy = text(get(get(group, 'recordingstrategy'), 'useonly'));
  const excluded = texts(get(get(group, 'exclusionbyresourcetypes'), 'resourcetypes'));
  const isRecording = get(resource.configuration, 'recording') !== false;
  const recordsAll =
    get(group, 'allsupported') === true ||
    strategy === 'EXCLUSION_BY_RESOURCE_TYPES' ||
    strategy === 'ALL_SUPPORTED_RESOURCE_TYPES';
  return {
    isRecording,
    lastStatus: text(get(resource.configuration, 'laststatus'))?.toLowerCase() ?? null,
    stoppedAt: isRecording ? null : (instant(get(resource.configuration, 'laststoptime')) ?? resource.capturedAt),
    recordsAll,
    recordsGlobalTypes: get(group, 'includeglobalresourcetypes') === true || strategy === 'EXCLUSION_BY_RESOURCE_TYPES',
    onlyTypes: texts(get(group, 'resourcetypes')),
    excludedTypes: excluded,
  };
}
