// The fault script of the loopback AWS: what goes wrong, for which calls, and how often.

export const faultKinds = [
  'throttle-429',
  'throttle-400',
  'error-500',
  'error-503',
  'reset',
  'cut-json',
  'wrong-length',
  'hang',
  'denied',
  'denied-by-organisation',
  'expired',
  'token-loop',
  'empty-page',
  'duplicate',
  'deleted',
  'skew',
  'not-enabled',
  'two-megabytes',
] as const;
export type FaultKind = (typeof faultKinds)[number];

/** One line of the script. Calls are matched by everything given; of the matching ones the first `after` pass. */
export interface Fault {
  readonly kind: FaultKind;
  /** `SelectResourceConfig`, `AssumeRole` … */
  readonly action?: string;
  readonly account?: string;
  readonly region?: string;
  /** Part of the request body: a type or a name. */
  readonly about?: string;
  readonly after?: number;
  /** How often; for ever when absent. */
  readonly times?: number;
  /** Of the matching calls, this share, chosen by a fixed sequence: 0.3 is three in ten. */
  readonly share?: number;
  /** Milliseconds a `hang` lasts before the socket is closed. 30,000 when absent. */
  readonly ms?: number;
}

export interface Call {
  readonly action: string;
  readonly account: string;
  readonly region: string;
  readonly body: string;
}

/** A generator with a fixed sequence: the same script gives the same run. */
function sequence(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const concerns = (fault: Fault, call: Call): boolean =>
  (fault.action === undefined || fault.action === call.action) &&
  (fault.account === undefined || fault.account === call.account) &&
  (fault.region === undefined || fault.region === call.region) &&
  (fault.about === undefined || call.body.includes(fault.about));

/** Gives for each call the first fault of the script that hits it, or null. */
export function faultScript(faults: readonly Fault[], seed: number): (call: Call) => Fault | null {
  const lines = faults.map((fault, place) => ({ fault, met: 0, hit: 0, next: sequence(seed + place) }));
  return (call) => {
    for (const line of lines) {
      const { fault } = line;
      if (!concerns(fault, call)) continue;
      line.met += 1;
      if (line.met <= (fault.after ?? 0) || line.hit >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      if (fault.share !== undefined && line.next() >= fault.share) continue;
      line.hit += 1;
      return fault;
    }
    return null;
  };
}
