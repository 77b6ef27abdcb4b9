import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createEngine } from './engine.ts';
import type { Emit, EngineMessage, EngineRequest } from './protocol.ts';

/** The port Electron gives a utility process. Stated here because the engine knows no Electron. */
interface ParentPort {
  on(event: 'message', listener: (message: { readonly data: EngineRequest }) => void): void;
  postMessage(message: EngineMessage): void;
}

// The one border where Electron adds to Node's process object.
const port = (process as unknown as { readonly parentPort: ParentPort }).parentPort;
const [, , resources = '', toolVersion = ''] = process.argv;

const emit: Emit = (event, payload) => port.postMessage({ kind: 'event', event, payload });
const engine = createEngine(
  {
    clock: () => new Date().toISOString(),
    actor: userInfo().username,
    toolVersion,
    resources,
    helper: join(import.meta.dirname, 'helper.js'),
    collector: join(import.meta.dirname, 'collector.js'),
  },
  emit,
);

port.on('message', ({ data: { id, route, input } }) => {
  // Main has checked the input against the contract of this very route.
  void engine.call(route, input as never).then((result) => port.postMessage({ kind: 'answer', id, result }));
});
