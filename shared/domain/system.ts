export const systemKinds = [
  'aws-account',
  'azure-subscription',
  'saas',
  'repository',
  'data-store',
  'subservice',
  'other',
] as const;
export type SystemKind = (typeof systemKinds)[number];

/** Declared `in` the report; `excluded`: exists, left out with a reason; `unused`: nothing should be there. */
export const stances = ['in', 'excluded', 'unused'] as const;
export type Stance = (typeof stances)[number];

export const dataClasses = ['public', 'internal', 'confidential', 'restricted'] as const;
export type DataClass = (typeof dataClasses)[number];

/** What is declared of one region of an account or subscription. */
export interface Location {
  readonly region: string;
  readonly stance: Stance;
  readonly reason: string;
}

/** A system in scope, or left out of it with a reason: one line of the scope register. */
export interface System {
  /** `SYS-01`; never given to another system. */
  readonly id: string;
  readonly kind: SystemKind;
  readonly name: string;
  /** Account number, subscription id, address: how the system is told apart. Empty when there is none. */
  readonly identifier: string;
  readonly owner: string;
  readonly dataClass: DataClass;
  readonly handlesCustomerData: boolean;
  readonly stance: Exclude<Stance, 'unused'>;
  /** Why it is in or out; required when out. */
  readonly reason: string;
  /** Regions declared, for accounts and subscriptions; regions not named here are unused. */
  readonly locations: readonly Location[];
  /** How a subservice organisation is treated in the report; null for other kinds. */
  readonly method: 'carve-out' | 'inclusive' | null;
  /** What is expected of a carved-out organisation (CSOCs). */
  readonly expected: readonly string[];
  /** What the user entity must do itself (CUECs). */
  readonly userControls: readonly string[];
}

/** What was decided about a difference, by a person. `accepted`: it stays so, with the reason; `asked`: the client was asked. */
export interface ScopeDecision {
  readonly difference: string;
  readonly kind: 'accepted' | 'asked';
  readonly reason: string;
  readonly by: string;
  readonly at: string;
  /** What was seen when it was decided; seen otherwise, it is open again. */
  readonly seenDigest: string;
}

/** A version of the scope memo: the register as it stood after a change. */
export interface ScopeMemo {
  readonly version: number;
  readonly at: string;
  readonly by: string;
  readonly reason: string;
}

/** The quarterly confirmation that the register is true: the evidence of GOV-06. */
export interface ScopeConfirmation {
  /** `2026-Q3` */
  readonly quarter: string;
  readonly at: string;
  readonly by: string;
  readonly memoVersion: number;
  /** Differences that were open, each with a reason. */
  readonly open: readonly { readonly difference: string; readonly reason: string }[];
}

export const differenceKinds = [
  'undeclared-account',
  'undeclared-region',
  'customer-data-outside',
  'not-there',
  'not-read',
  'not-recorded',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];

/** A resource or file that shows a difference, named so that it can be checked by hand. */
export interface ScopeEvidence {
  readonly words: string;
  readonly snapshotId: string | null;
  readonly itemSha256: string | null;
  readonly capturedAt: string | null;
}

/** Where the register and the clouds disagree. `id` is stable: kind, account and region. */
export interface ScopeDifference {
  readonly id: string;
  readonly kind: DifferenceKind;
  readonly account: string;
  /** Null when it is about the whole account. */
  readonly region: string | null;
  readonly declared: { readonly stance: Stance | 'not-named'; readonly words: string };
  readonly seen: {
    readonly resources: number | null;
    readonly words: string;
    readonly firstSeenAt: string | null;
    readonly digest: string;
  };
  /** What follows from it, in one sentence. */
  readonly consequence: string;
  readonly evidence: readonly ScopeEvidence[];
  readonly decision: ScopeDecision | null;
}

/** One square of the map: what is declared of a place beside what was seen there. `seen` is null where nobody looked. */
export interface ScopeCell {
  readonly account: string;
  readonly region: string;
  readonly declared: Stance | 'not-named';
  readonly seen: number | null;
  readonly state: 'agrees' | 'undeclared' | 'not-there' | 'not-read';
  readonly because: string;
}
