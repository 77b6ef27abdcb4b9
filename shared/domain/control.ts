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

/** A row of the control matrix: what the client declares. */
export interface Control {
  readonly id: string;
  readonly domain: string;
  readonly title: string;
  readonly statement: string;
  readonly criteria: readonly string[];
  readonly type: (typeof controlTypes)[number];
  readonly nature: (typeof controlNatures)[number];
  readonly frequency: Frequency;
  readonly targetCadence: Frequency;
  readonly owner: string;
  readonly risk: string;
  readonly population: string;
  readonly evidence: readonly string[];
  readonly testOfDesign: string;
  readonly testOfOperation: readonly string[];
  readonly status: ControlStatus;
  /** Why it does not apply; required when the status says so. */
  readonly reason: string | null;
  /** Ids of the checks that read what this control promises. */
  readonly checks: readonly string[];
}
