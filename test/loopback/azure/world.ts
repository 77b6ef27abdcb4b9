/** A row or answer as the cloud writes it. */
export interface Row {
  readonly [key: string]: unknown;
}

interface LoopbackSubscription {
  readonly id: string;
  readonly name: string;
  readonly state?: string;
  /** What the identity may do there, as the cloud says it; reads of everything when absent. */
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
}

/** What stands in the loopback cloud. */
export interface LoopbackWorld {
  readonly tenant: string;
  readonly tenantName?: string;
  readonly subscriptions: readonly LoopbackSubscription[];
  /** Rows of Resource Graph by table: `resources`, `policyresources` … */
  readonly graph: Readonly<Record<string, readonly Row[]>>;
  /** Answers of Resource Manager by path, in any case: a list, or one resource. Anything else is not found. */
  readonly arm: Readonly<Record<string, readonly Row[] | Row>>;
}
