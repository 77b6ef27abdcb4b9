import type { Json } from './json.ts';
import type { Provider, Resource } from './resource.ts';
import type { Verdict, VerdictStatus } from './verdict.ts';

export const severities = ['low', 'medium', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** Which way a parameter asks for more. Lists are compared by what they contain, not by how many. */
export const stricterWays = ['higher', 'lower', 'longer-list', 'shorter-list', 'true', 'false'] as const;
export type Stricter = (typeof stricterWays)[number];

/** A value a check compares with. `default` holds until a control declares another. */
export interface Parameter {
  readonly name: string;
  readonly unit: string;
  readonly meaning: string;
  readonly default: Json;
  /** Left out where neither way is stricter for certain. */
  readonly stricter?: Stricter | undefined;
}

/**
 * Whether resources of a type can be known in a place; `because` says why not. `isWhole`: a complete listing of the type
 * was read there, over every parent that has such children; without it rows of one parent say nothing of another.
 */
export type Knowledge =
  | { readonly isKnown: true; readonly isWhole?: boolean | undefined }
  | { readonly isKnown: false; readonly because: string };

/** What else was known at the instant a resource is judged. Never later than `asOf`. */
export interface Scene {
  /** The instant judged, ISO 8601 UTC. */
  readonly asOf: string;
  /** True from that instant on (ISO 8601 UTC): for a check whose answer turns at a date and whose words do not name the time. */
  isPast(instant: string): boolean;
  /** Accounts seen in the engagement: the client's own. */
  readonly ownAccounts: readonly string[];
  /** The resources of a type alive at `asOf` in an account (all regions, or one). Only types the check lists in `reads`. */
  of(type: string, account: string, region?: string): readonly Resource[];
  /** Whether that type could be seen there at all. An empty `of` is a fact only when this is known. */
  known(type: string, account: string, region?: string): Knowledge;
  /** The engagement's value of a parameter of this check, else its default. */
  parameter(name: string): Json;
}

/** A small item for an example, in the internal shape; what is left out is filled with neutral values. */
export interface ExampleResource {
  readonly type?: string;
  readonly id?: string;
  readonly name?: string;
  readonly arn?: string;
  readonly account?: string;
  readonly region?: string;
  readonly capturedAt?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly relationships?: Resource['relationships'];
  readonly configuration?: Json;
  readonly supplementaryConfiguration?: Json;
}

/** One example: the resource judged, what stands around it, and what is not known there. */
export interface Example {
  readonly resource: ExampleResource;
  readonly others?: readonly ExampleResource[];
  /** Types that could not be seen, with the reason. */
  readonly unseen?: Readonly<Record<string, string>>;
  readonly parameters?: Readonly<Record<string, Json>>;
}

/** A pure rule on one resource: identity, words, decision and its own examples, all in one file named after the id. */
export interface Check {
  /** `aws.s3-bucket-tls-only`; the file is `checks/aws/s3-bucket-tls-only.check.ts`. */
  readonly id: string;
  /** Grows when the decision changes, so that a re-judged item can be told from a changed cloud. */
  readonly version: number;
  readonly provider: Provider;
  /** The managed rule of AWS Config that judged, by its source identifier; absent where Fieldwork judges. */
  readonly judgedBy?: { readonly rule: string; readonly isPerRegion: boolean } | undefined;
  /** States the desired condition in the present tense. */
  readonly title: string;
  /** Completes "3 of 14 …" when resources fail: `security groups open an administration port to any address`. */
  readonly failsAs: string;
  readonly why: string;
  /** SOC 2 criterion ids, most direct first. */
  readonly criteria: readonly string[];
  readonly severity: Severity;
  /** Types of the resources judged, one verdict each: cloud types, or `aws.account`, `aws.account-region`. */
  readonly looksAt: readonly string[];
  /** Other types that the decision reads through the scene. */
  readonly reads: readonly string[];
  readonly parameters: readonly Parameter[];
  readonly remediation: string;
  readonly cannotShow: string;
  judge(resource: Resource, scene: Scene): Verdict;
  /** At least one each that passes, fails and is unknown; run by one generic test. */
  readonly examples: Readonly<Record<Exclude<VerdictStatus, 'not-applicable'>, Example>> &
    Partial<Readonly<Record<'not-applicable', Example>>>;
}
