import type { Json } from './json.ts';

/** One request of a live task as it was sent and answered. Never holds a header or a secret. */
export interface PageRequest {
  /** The call by its own name: `config:SelectResourceConfig`, `GET /subscriptions`. */
  readonly operation: string;
  /** Everything sent but the page token. */
  readonly parameters: Json;
  readonly requestId: string | null;
  readonly sentAt: string;
  readonly answeredAt: string;
  /** The server's own `Date`, ISO 8601 UTC. */
  readonly serverDate: string | null;
  /** Tries it took, from 1. */
  readonly tries: number;
}
