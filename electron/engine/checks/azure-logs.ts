import type { Scene } from '@shared/domain/check.ts';
import { isUnset } from '@shared/domain/json.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { comparable, nameIn, word } from './azure-rows.ts';
import { indexedBy } from './indexed.ts';
import { find, first, flag, inside, list, text, texts } from './read.ts';

export const settingType = 'microsoft.insights/diagnosticsettings';
/** The legacy form of the export, kept in old subscriptions. */
export const profileType = 'microsoft.insights/logprofiles';

const byScope = indexedBy(({ id }) => [comparable(comparable(id).split(`/providers/${settingType}`)[0] ?? '')]);

/** The diagnostic settings that stand on exactly this scope: a subscription or one resource. */
export const settingsOn = (scope: string, account: string, scene: Scene): readonly Resource[] =>
  byScope(scene.of(settingType, account), comparable(scope));

/** Where a setting sends its records. */
export interface Destination {
  readonly kind: 'workspace' | 'storage account' | 'event hub' | 'partner service';
  readonly id: string;
  readonly at: Property;
}

const places: readonly (readonly [string, Destination['kind']])[] = [
  ['workspaceId', 'workspace'],
  ['storageAccountId', 'storage account'],
  ['eventHubAuthorizationRuleId', 'event hub'],
  ['serviceBusRuleId', 'event hub'],
  ['marketplacePartnerId', 'partner service'],
];

/** The destinations of a setting or a legacy profile. */
export const destinationsOf = (setting: Resource): readonly Destination[] =>
  places.flatMap(([key, kind]) => {
    const at = first(setting, `properties.${key}`);
    const id = text(at);
    return id === null ? [] : [{ kind, id, at }];
  });

/** `workspace logs` and `storage account trail` as a sentence names them. */
export const destinationWords = ({ kind, id }: Destination): string => `the ${kind} ${nameIn(id)}`;

/** What a setting exports: categories and groups in lower case, and the properties that say so. */
interface Exported {
  readonly categories: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** True when an enabled entry names neither, or none is there: an old export format drops the groups. */
  readonly isLost: boolean;
  readonly at: readonly Property[];
}

/** Reads which categories a setting exports. */
export function exportedBy(setting: Resource): Exported {
  const entries = list(setting, 'properties.logs');
  const enabled = entries.filter((entry) => flag(inside(entry, 'enabled')) === true);
  const words = (key: string) => new Set(enabled.flatMap((entry) => word(inside(entry, key)) ?? []));
  const isNameless = (entry: Property) =>
    isUnset(inside(entry, 'category').value) && isUnset(inside(entry, 'categoryGroup').value);
  return {
    categories: words('category'),
    groups: words('categoryGroup'),
    isLost: entries.length === 0 || enabled.some(isNameless),
    at: enabled.length === 0 ? [first(setting, 'properties.logs')] : enabled,
  };
}

/** Categories that the group `audit` holds beside `allLogs`, which holds every one. */
const audits: ReadonlySet<string> = new Set(['auditevent', 'sqlsecurityauditevents', 'kube-audit-admin', 'kube-audit']);

/** True when a setting exports a category, by its name or by a group that holds it. */
export function exportsCategory(setting: Resource, category: string): boolean {
  const { categories, groups } = exportedBy(setting);
  const name = category.toLowerCase();
  return categories.has(name) || groups.has('alllogs') || (groups.has('audit') && audits.has(name));
}

/** True for a legacy profile that exports every kind of record, those without a region included, somewhere. */
export function isWholeProfile(profile: Resource): boolean {
  const words = (path: string) => new Set(texts(find(profile, path)).map((one) => one.toLowerCase()));
  const kinds = words('properties.categories');
  const isWhole = ['write', 'delete', 'action'].every((kind) => kinds.has(kind));
  return isWhole && words('properties.locations').has('global') && destinationsOf(profile).length > 0;
}

/** The id of a subscription as scopes are written. */
export const scopeOfSubscription = (subscription: string): string => `/subscriptions/${subscription}`;

/** Why it cannot be known that a subscription exports nothing; null when both forms of the export could be seen. */
export function exportUnread(subscription: string, scene: Scene): string | null {
  const [settings, profiles] = [settingType, profileType].map((type) => scene.known(type, subscription));
  if (settings?.isKnown === false) return settings.because;
  // The settings of a resource are listed apart from those of the subscription it lies in.
  const isOwnRead =
    settings?.isWhole === true || settingsOn(scopeOfSubscription(subscription), subscription, scene).length > 0;
  if (!isOwnRead && scene.of(settingType, subscription).length > 0)
    return `The settings of resources in ${subscription} were read, and none of the subscription itself.`;
  return profiles?.isKnown === false ? profiles.because : null;
}

/** The settings of one resource, or why there may be some that were not read: one answer holds those of one resource only. */
export function readSettings(scope: string, row: Resource, scene: Scene): readonly Resource[] | string {
  const settings = settingsOn(scope, row.account, scene);
  if (settings.length > 0) return settings;
  const known = scene.known(settingType, row.account);
  if (!known.isKnown) return known.because;
  return known.isWhole === true || scene.of(settingType, row.account).length === 0
    ? []
    : `The diagnostic settings of ${row.name} were not read, while others in the subscription were.`;
}
