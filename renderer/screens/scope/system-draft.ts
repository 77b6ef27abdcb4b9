import type { Input } from '@shared/contract/contract.ts';
import type { Location, System } from '@shared/domain/system.ts';

export type SystemFields = Extract<Input<'scope.edit'>['edits'][number], { kind: 'put' }>['system'];

/** A region while it is typed; the key keeps its row when another is taken out. */
export interface LocationDraft extends Location {
  readonly key: number;
}

/** A line of the register while it is typed; lists are written one to a line. */
export interface SystemDraft
  extends Pick<
    System,
    'kind' | 'name' | 'identifier' | 'owner' | 'dataClass' | 'handlesCustomerData' | 'stance' | 'reason'
  > {
  readonly locations: readonly LocationDraft[];
  readonly method: 'carve-out' | 'inclusive';
  readonly expected: string;
  readonly userControls: string;
  /** Why the register changes, for the memo and the log. */
  readonly why: string;
}

const emptyDraft: SystemDraft = {
  kind: 'saas',
  name: '',
  identifier: '',
  owner: '',
  dataClass: 'confidential',
  handlesCustomerData: false,
  stance: 'in',
  reason: '',
  locations: [],
  method: 'carve-out',
  expected: '',
  userControls: '',
  why: '',
};

/** A draft of a system, or of a new one. */
export function draftOf(system: System | null): SystemDraft {
  if (system === null) return emptyDraft;
  const { id: _id, locations, method, expected, userControls, ...rest } = system;
  return {
    ...rest,
    locations: locations.map((location, key) => ({ ...location, key })),
    method: method ?? 'carve-out',
    expected: expected.join('\n'),
    userControls: userControls.join('\n'),
    why: '',
  };
}

export const isCloud = ({ kind }: Pick<System, 'kind'>): boolean =>
  kind === 'aws-account' || kind === 'azure-subscription';

/** A region added to a draft, declared in. */
export function withLocation(draft: SystemDraft, region: string): SystemDraft {
  const key = Math.max(-1, ...draft.locations.map((location) => location.key)) + 1;
  return { ...draft, locations: [...draft.locations, { key, region, stance: 'in', reason: '' }] };
}

export type DraftErrors = Readonly<Partial<Record<'name' | 'identifier' | 'reason' | 'locations', string>>>;

const uuid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;

function identifierError({ kind, identifier }: SystemDraft, others: readonly System[]): string | null {
  const text = identifier.trim();
  if (kind === 'aws-account' && !/^\d{12}$/.test(text)) return 'An AWS account number has 12 digits.';
  if (kind === 'azure-subscription' && !uuid.test(text))
    return 'A subscription id looks like 8a1d2c40-0000-0000-0000-00000000003f.';
  const same = text === '' ? undefined : others.find((other) => other.identifier.toLowerCase() === text.toLowerCase());
  return same === undefined ? null : `${same.id} ${same.name} has this identifier already.`;
}

function locationsError(draft: SystemDraft): string | null {
  if (!isCloud(draft)) return null;
  const regions = draft.locations.map(({ region }) => region.trim());
  if (regions.includes('')) return 'Name the region of every row, or take the row out.';
  const twice = regions.find((region, place) => regions.indexOf(region) !== place);
  if (twice !== undefined) return `${twice} stands here twice.`;
  const unexplained = draft.locations.find(({ stance, reason }) => stance === 'excluded' && reason.trim() === '');
  return unexplained === undefined ? null : `Write why ${unexplained.region} is left out.`;
}

/** What keeps a draft from being saved, by field; empty when nothing does. */
export function draftErrors(draft: SystemDraft, others: readonly System[]): DraftErrors {
  const found = [
    ['name', draft.name.trim() === '' ? 'Give the system a name.' : null],
    ['identifier', identifierError(draft, others)],
    [
      'reason',
      draft.stance === 'excluded' && draft.reason.trim() === ''
        ? 'A system that is left out needs a written reason.'
        : null,
    ],
    ['locations', locationsError(draft)],
  ] as const;
  return Object.fromEntries(found.filter(([, error]) => error !== null));
}

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** What a draft says, without what its kind does not have. */
export function fieldsOf(draft: SystemDraft): SystemFields {
  const { kind, dataClass, handlesCustomerData, stance } = draft;
  return {
    kind,
    name: draft.name.trim(),
    identifier: draft.identifier.trim(),
    owner: draft.owner.trim(),
    dataClass,
    handlesCustomerData,
    stance,
    reason: draft.reason.trim(),
    locations: isCloud(draft)
      ? draft.locations.map(({ region, stance: said, reason }) => ({
          region: region.trim(),
          stance: said,
          reason: reason.trim(),
        }))
      : [],
    method: kind === 'subservice' ? draft.method : null,
    expected: linesOf(draft.expected),
    userControls: linesOf(draft.userControls),
  };
}

/** The reason that goes into the memo: what was typed, or the plain fact. */
export const whyOf = (draft: SystemDraft, isNew: boolean): string =>
  draft.why.trim() || `${isNew ? 'Added' : 'Changed'} ${draft.name.trim()}.`;
