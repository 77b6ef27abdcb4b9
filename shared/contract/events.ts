import { z } from 'zod';
import type { EventName } from './routes.ts';
import { task } from './shapes.ts';

/** Things done, never a timer: bytes and files for an import, resources for judging, files for a binder. */
export const events = {
  'import.progress': z.object({
    collectionId: z.number(),
    state: z.enum(['running', 'done', 'partial', 'failed', 'cancelled']),
    filesDone: z.number(),
    files: z.number(),
    bytesDone: z.number(),
    bytes: z.number(),
    items: z.number(),
    /** Tasks that changed since the last event. */
    tasks: z.array(task).readonly(),
  }),
  'evaluate.progress': z.object({ done: z.number(), total: z.number(), isOver: z.boolean() }),
  'binder.progress': z.object({ step: z.string(), done: z.number(), total: z.number() }),
  /** Stored data changed: screens that show it read again. */
  'engagement.changed': z.object({
    what: z.enum(['engagement', 'collections', 'findings', 'controls', 'scope', 'criteria', 'exceptions', 'binder']),
  }),
  'engine.failed': z.object({ message: z.string() }),
} as const satisfies Record<EventName, z.ZodType>;

export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
/** Subscribing returns the function that ends it. */
export type Subscribe = <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void;
