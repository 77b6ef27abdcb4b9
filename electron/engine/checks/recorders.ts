import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { elements, first, flag, inside, list, text, texts, within } from './read.ts';

/** The type of the recorder's own item, which AWS Config writes in every region that has one. */
export const recorderType = 'AWS::Config::ConfigurationRecorder';

const part = 'configuration.RecordingGroup';

/** A recorder of scope INTERNAL belongs to a service and delivers nothing to the client. */
export const isCustomerManaged = (recorder: Resource): boolean =>
  text(first(recorder, 'configuration.RecordingScope'))?.toUpperCase() !== 'INTERNAL';

/** Which types a recorder was told to record. `some` and `except` carry the list. */
interface Scope {
  readonly kind: 'all' | 'except' | 'some';
  readonly types: ReadonlySet<string>;
  readonly at: readonly Property[];
}

/** Recorders older than the strategy property say it by the lists that they fill. */
function kindOf(
  strategy: string | null,
  isAll: boolean | null,
  excluded: Property,
  included: Property,
): Scope['kind'] | null {
  if (strategy === 'ALL_SUPPORTED_RESOURCE_TYPES') return 'all';
  if (strategy === 'EXCLUSION_BY_RESOURCE_TYPES') return 'except';
  if (strategy === 'INCLUSION_BY_RESOURCE_TYPES') return 'some';
  if (isAll === true) return 'all';
  if (!isUnset(excluded.value)) return 'except';
  return isUnset(included.value) ? null : 'some';
}

/** The recorder's scope; null when the item does not state it. */
export function scopeOf(recorder: Resource): Scope | null {
  const strategy = first(recorder, `${part}.RecordingStrategy.UseOnly`);
  const all = first(recorder, `${part}.AllSupported`);
  const excluded = first(recorder, `${part}.ExclusionByResourceTypes.ResourceTypes`);
  const included = first(recorder, `${part}.ResourceTypes`);
  const kind = kindOf(text(strategy), flag(all), excluded, included);
  if (kind === null) return null;
  const types = kind === 'except' ? excluded : included;
  return { kind, types: new Set(texts([types])), at: kind === 'all' ? [all, strategy] : [types, strategy] };
}

/** Global types, whose items come from one region; a recorder elsewhere need not list them. */
const isGlobal = (type: string): boolean => type.startsWith('AWS::IAM::') || type === 'AWS::CloudFront::Distribution';

const records = ({ kind, types }: Scope, type: string): boolean =>
  kind === 'all' || types.has(type) === (kind === 'some');

/** The required types that a recorder leaves out. */
export const leftOut = (scope: Scope, required: readonly string[]): readonly string[] =>
  required.filter((type) => !isGlobal(type) && !records(scope, type));

/** True when the recorder records the global IAM types: by its own switch, or unless excluded, or when included. */
export function recordsIam(recorder: Resource, required: readonly string[]): boolean {
  const scope = scopeOf(recorder);
  if (scope === null || flag(first(recorder, 'configuration.Recording')) === false) return false;
  if (scope.kind === 'all') return flag(first(recorder, `${part}.IncludeGlobalResourceTypes`)) === true;
  return required.filter((type) => type.startsWith('AWS::IAM::')).every((type) => records(scope, type));
}

/** The setting that makes a required type be recorded once a day only; undefined when all are recorded on change. */
export function dailySetting(recorder: Resource, required: readonly string[]): Property | undefined {
  const isDaily = (at: Property) => text(at)?.toUpperCase() === 'DAILY';
  const base = first(recorder, 'configuration.RecordingMode.RecordingFrequency');
  if (isDaily(base)) return base;
  const overrides = list(recorder, 'configuration.RecordingMode.RecordingModeOverrides').filter((override) =>
    texts(within(override, 'ResourceTypes').flatMap(elements)).some((type) => required.includes(type)),
  );
  return overrides.map((override) => inside(override, 'RecordingFrequency')).find(isDaily);
}
