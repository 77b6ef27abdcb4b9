import type { Json } from './json.ts';

export const controlTypes = ['preventive', 'detective', 'corrective'] as const;
export const controlNatures = ['manual', 'automated', 'hybrid'] as const;
export const frequencies = [
  'annual',
  'semi-annual',
  'quarterly',
  'monthly',
  'weekly',
  'daily',
  'many-daily',
  'per-event',
  'continuous',
] as const;
export type Frequency = (typeof frequencies)[number];
export const controlStatuses = ['in-place', 'planned', 'not-applicable'] as const;
export type ControlStatus = (typeof controlStatuses)[number];

/** A value the client declares for a parameter of a check: log retention of 365 days, TLS 1.2. */
export interface Declaration {
  readonly checkId: string;
  readonly parameter: string;
  readonly value: Json;
}

/** What an auditor tests: a change of any of these makes another version, and another population. */
export interface Wording {
  readonly statement: string;
  readonly nature: (typeof controlNatures)[number];
  readonly frequency: Frequency;
  readonly population: string;
  readonly declares: readonly Declaration[];
}

/** A wording that was in force before; `effectiveFrom` is null when it held from the start. */
export interface PastWording extends Wording {
  readonly version: number;
  readonly effectiveFrom: string | null;
}

/** A row of the control matrix: what the client declares. */
export interface Control extends Wording {
  readonly id: string;
  readonly domain: string;
  readonly title: string;
  readonly criteria: readonly string[];
  readonly type: (typeof controlTypes)[number];
  /** What good practice aims for; the auditor tests `frequency`. */
  readonly targetCadence: Frequency;
  readonly owner: string;
  /** Who carries it out, when that is not the owner. */
  readonly performer: string;
  /** Ids of the scope register. */
  readonly systems: readonly string[];
  /** A key control is one the criterion cannot do without; others support. */
  readonly isKey: boolean;
  readonly risk: string;
  readonly evidence: readonly string[];
  readonly testOfDesign: string;
  readonly testOfOperation: readonly string[];
  readonly policy: string;
  readonly status: ControlStatus;
  /** Why it does not apply; required when the status says so. */
  readonly reason: string | null;
  /** Ids of the checks that read what this control promises. */
  readonly checks: readonly string[];
  /** The number of the wording in force, from 1. */
  readonly version: number;
  /** The first day of the wording in force; null when it held from the start. */
  readonly effectiveFrom: string | null;
  /** The last day of the control; null while it goes on. */
  readonly effectiveTo: string | null;
  /** Wordings before this one, oldest first. */
  readonly earlier: readonly PastWording[];
}

/** The fields of a control that people edit; all but the versions and the id. */
export type ControlFields = Omit<Control, 'id' | 'version' | 'effectiveFrom' | 'earlier'>;
/** The fields a change names; undefined leaves one as it is. */
export type ControlChange = { readonly [F in keyof ControlFields]?: ControlFields[F] | undefined };

/** One edit of the matrix; a step of a person's work is a list of them, and one undo takes it back. */
export type ControlEdit =
  | { readonly kind: 'change'; readonly id: string; readonly change: ControlChange }
  | { readonly kind: 'add'; readonly id: string; readonly fields: ControlFields }
  | { readonly kind: 'remove'; readonly id: string };
