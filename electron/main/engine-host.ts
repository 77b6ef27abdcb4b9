import { join } from 'node:path';
import type { EventName } from '@shared/contract/routes.ts';
import { failed, type Result } from '@shared/result.ts';
import { type UtilityProcess, utilityProcess } from 'electron';
import type { EngineMessage, EngineRoute } from '../engine/protocol.ts';

/** The engine's process, started when first asked and again after it died. */
export interface EngineHost {
  /** Starts it before it is asked, so that the first answer does not wait for it. */
  warm(): void;
  isRunning(): boolean;
  call(route: EngineRoute, input: unknown): Promise<Result<unknown>>;
  stop(): Promise<void>;
}

interface HostOptions {
  readonly resources: string;
  readonly version: string;
  readonly onEvent: (event: EventName, payload: unknown) => void;
}

const died = failed({
  code: 'internal',
  message: 'The engine stopped unexpectedly. What was saved is safe.',
  remedy: 'Open the engagement again.',
});

/** Starts the engine in a utility process and relays calls to it. */
export function createEngineHost({ resources, version, onEvent }: HostOptions): EngineHost {
  let child: UtilityProcess | null = null;
  let lastId = 0;
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const hear = (message: EngineMessage): void => {
    if (message.kind === 'event') {
      onEvent(message.event, message.payload);
      return;
    }
    waiting.get(message.id)?.(message.result);
    waiting.delete(message.id);
  };
  const ended = (code: number): void => {
    child = null;
    for (const resolve of waiting.values()) resolve(died);
    waiting.clear();
    if (code !== 0) onEvent('engine.failed', { message: died.ok ? '' : died.error.message });
  };
  const start = (): UtilityProcess => {
    const started = utilityProcess.fork(join(import.meta.dirname, 'engine.js'), [resources, version], {
      serviceName: 'Fieldwork engine',
    });
    started.on('message', hear);
    started.on('exit', ended);
    return started;
  };
  const call = (route: EngineRoute, input: unknown): Promise<Result<unknown>> =>
    new Promise((resolve) => {
      child ??= start();
      lastId += 1;
      waiting.set(lastId, resolve);
      child.postMessage({ id: lastId, route, input });
    });
  return {
    warm() {
      child ??= start();
    },
    isRunning: () => child !== null,
    call,
    async stop() {
      if (child === null) return;
      await call('engagement.close', {});
      child?.kill();
    },
  };
}
