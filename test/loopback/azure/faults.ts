// The fault script of the loopback Azure: what goes wrong, for which calls, and how often.

export type FaultKind =
  | 'throttle-429'
  | 'quota-0'
  | 'error-500'
  | 'error-503'
  | 'reset'
  | 'cut-json'
  | 'wrong-length'
  | 'hang'
  | 'denied'
  | 'missing'
  | 'not-registered'
  | 'expired'
  | 'redirect'
  | 'foreign-next'
  | 'token-loop'
  | 'empty-page'
  | 'duplicate'
  | 'truncated';

/** One line of the script. Calls are matched by everything given; of the matching ones the first `after` pass. */
export interface Fault {
  readonly kind: FaultKind;
  /** Part of the method and path: `GET /subscriptions/…/locks`. Any case. */
  readonly path?: string;
  /** Part of the request body: a type, a table, a subscription. */
  readonly about?: string;
  readonly after?: number;
  /** How often; for ever when absent. */
  readonly times?: number;
  /** Of the matching calls, this share, evenly spread: 0.3 is three in ten. */
  readonly share?: number;
  /** Seconds of `Retry-After`. 1 when absent. */
  readonly seconds?: number;
}

export interface Call {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

const concerns = (fault: Fault, { method, path, body }: Call): boolean =>
  `${method} ${path}`.toLowerCase().includes((fault.path ?? '').toLowerCase()) &&
  body.toLowerCase().includes((fault.about ?? '').toLowerCase());

/** True for so many of every ten calls, in turn. */
const isInShare = (count: number, share: number): boolean =>
  Math.floor(count * share) > Math.floor((count - 1) * share);

/** Gives for each call the first fault of the script that hits it, or null. */
export function faultScript(faults: readonly Fault[]): (call: Call) => Fault | null {
  const lines = faults.map((fault) => ({ fault, met: 0, hit: 0 }));
  return (call) => {
    for (const line of lines) {
      if (!concerns(line.fault, call)) continue;
      line.met += 1;
      if (line.met <= (line.fault.after ?? 0) || line.hit >= (line.fault.times ?? Number.POSITIVE_INFINITY)) continue;
      if (!isInShare(line.met, line.fault.share ?? 1)) continue;
      line.hit += 1;
      return line.fault;
    }
    return null;
  };
}
