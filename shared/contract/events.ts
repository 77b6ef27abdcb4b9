import { z } from 'zod';
import { collectionStates } from '../domain/collection.ts';
import { task } from './collection-shapes.ts';
import { prompt } from './live.ts';
import type { EventName } from './routes.ts';

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
  /** A live run: tasks are the things done; `secondsLeft` only once a tenth is read. */
  'collection.progress': z.object({
    collectionId: z.number(),
    state: z.enum(collectionStates),
    done: z.number(),
    planned: z.number(),
    items: z.number(),
    calls: z.number(),
    secondsLeft: z.number().nullable(),
    /** What slows or stops it just now: throttled, waiting for the network, paused; null when nothing does. */
    note: z.string().nullable(),
    /** Tasks that changed since the last event, new ones too. */
    tasks: z.array(task).readonly(),
  }),
  /** A question to the person, or null when it is no longer asked. */
  'collection.prompt': z.object({ prompt: prompt.nullable() }),
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
