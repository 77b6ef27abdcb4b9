export const rootCauseCategories = [
  'process-not-defined',
  'process-not-followed',
  'tool-or-integration-gap',
  'capacity-or-turnover',
  'ownership-unclear',
  'design-flaw',
  'evidence-not-kept',
  'vendor-failure',
  'scope-not-known',
  'change-not-assessed',
] as const;
export type RootCauseCategory = (typeof rootCauseCategories)[number];
export const impactRatings = ['none', 'low', 'medium', 'high'] as const;
export const positions = ['accepts', 'disputes'] as const;

/** What management did to find other instances over the whole period. */
interface Lookback {
  /** Null: not said. */
  readonly performed: boolean | null;
  readonly text: string;
  readonly method: string;
  readonly population: number | null;
  readonly instances: number | null;
  /** Calendar days. */
  readonly from: string | null;
  readonly to: string | null;
  readonly whyNot: string;
}

/** Management's response, in ten short sections, one for each point of the rubric. Evidence is named by id. */
export interface Response {
  /** R1 What happened. */
  readonly position: (typeof positions)[number] | null;
  readonly statement: string;
  readonly statementEvidence: readonly string[];
  /** R2 Why it happened. */
  readonly rootCause: string;
  readonly rootCauseCategory: RootCauseCategory | null;
  /** R3 How far it reaches. */
  readonly lookback: Lookback;
  /** R4 Effect on customers. */
  readonly impact: string;
  readonly impactRating: (typeof impactRatings)[number] | null;
  readonly impactEvidence: readonly string[];
  /** R5 Other controls. */
  readonly compensating: string;
  readonly compensatingControlIds: readonly string[];
  readonly compensatingNone: boolean;
  /** R6 Instances fixed. */
  readonly correction: string;
  readonly correctionOn: string | null;
  readonly correctionEvidence: readonly string[];
  /** R7 Cause changed. */
  readonly correctiveAction: string;
  /** R8 Owner and date. */
  readonly ownerRole: string;
  readonly ownerName: string;
  readonly dueOn: string | null;
  /** R9 Proof. */
  readonly proof: string;
  readonly completedOn: string | null;
  readonly proofEvidence: readonly string[];
  /** R10 How a repeat is noticed. */
  readonly monitoring: string;
  /** The control or check that would notice. */
  readonly monitoringId: string;
  /** Why the last fix did not hold, for a repeat. */
  readonly repeatWhy: string;
}

export const emptyResponse: Response = {
  position: null,
  statement: '',
  statementEvidence: [],
  rootCause: '',
  rootCauseCategory: null,
  lookback: {
    performed: null,
    text: '',
    method: '',
    population: null,
    instances: null,
    from: null,
    to: null,
    whyNot: '',
  },
  impact: '',
  impactRating: null,
  impactEvidence: [],
  compensating: '',
  compensatingControlIds: [],
  compensatingNone: false,
  correction: '',
  correctionOn: null,
  correctionEvidence: [],
  correctiveAction: '',
  ownerRole: '',
  ownerName: '',
  dueOn: null,
  proof: '',
  completedOn: null,
  proofEvidence: [],
  monitoring: '',
  monitoringId: '',
  repeatWhy: '',
};

/** The texts of a response by the name of their field, in the order of the sections. */
export const textsOf = (response: Response): readonly (readonly [string, string])[] => [
  ['statement', response.statement],
  ['rootCause', response.rootCause],
  ['lookback.text', response.lookback.text],
  ['lookback.method', response.lookback.method],
  ['lookback.whyNot', response.lookback.whyNot],
  ['impact', response.impact],
  ['compensating', response.compensating],
  ['correction', response.correction],
  ['correctiveAction', response.correctiveAction],
  ['proof', response.proof],
  ['monitoring', response.monitoring],
  ['repeatWhy', response.repeatWhy],
];

export const pointIds = ['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10'] as const;
export type PointId = (typeof pointIds)[number];
export const pointStates = ['met', 'partial', 'not-met'] as const;
export const bands = ['weak', 'adequate', 'substantive'] as const;
export type Band = (typeof bands)[number];

/** One point of the rubric as it stands: what is there, or what is missing, in one sentence. */
export interface PointReading {
  readonly id: PointId;
  readonly title: string;
  readonly isCritical: boolean;
  readonly state: (typeof pointStates)[number];
  readonly words: string;
  /** A good example to stand beside the author's text. */
  readonly example: string;
}

export const flagKinds = ['minimising', 'vague', 'reminder-only', 'unproven-completion'] as const;
/** A phrase that asks the author for the missing fact; it never fails a response by itself. */
export interface Flag {
  readonly kind: (typeof flagKinds)[number];
  readonly phrase: string;
  /** The field of the response it stands in, and where. */
  readonly field: string;
  readonly from: number;
  readonly to: number;
  readonly asks: string;
}

/** The rubric's reading of a response. It helps the author and stays out of the auditor's binder by default. */
export interface RubricReading {
  readonly points: readonly PointReading[];
  /** 0 to 10 in halves. */
  readonly score: number;
  readonly band: Band;
  /** Why the band is lower than the score alone would give; null when it is not. */
  readonly cap: string | null;
  readonly flags: readonly Flag[];
}
