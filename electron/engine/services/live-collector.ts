import { Worker } from 'node:worker_threads';
import { AppError } from '@shared/errors.ts';
import { bridge, type Remote } from '../collect/run/bridge.ts';
import { type Collector, createCollector } from '../collect/run/collector.ts';
import { machineTimer } from '../collect/run/timer.ts';
import type { Deps } from './deps.ts';
import { type LiveHost, readingRows } from './live-rows.ts';

/** A collector in a thread of its own, and how that thread is ended: with it go the credentials. */
export interface LiveCollector {
  readonly collector: Remote<Collector>;
  close(): Promise<void>;
}

/** What a thread that holds credentials may know of the environment: where files are, and the way out of the house. */
const passedOn = [
  ...['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'PATH', 'Path', 'SystemRoot', 'TMPDIR', 'TEMP', 'LANG'],
  ...['AWS_CONFIG_FILE', 'AWS_SHARED_CREDENTIALS_FILE', 'AZURE_CONFIG_DIR'],
  ...['HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy', 'NODE_EXTRA_CA_CERTS', 'DISPLAY', 'XDG_RUNTIME_DIR'],
];

const environment = (): NodeJS.ProcessEnv =>
  Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));

function startThread(script: string, host: LiveHost, onLost: (reason: string) => void): LiveCollector {
  const worker = new Worker(script, { env: environment() });
  let isClosing = false;
  const { other, ended } = bridge<Collector>(worker, () => host);
  const lost = (reason: string): void => {
    ended(new Error(reason));
    if (!isClosing) onLost(reason);
  };
  worker.on('error', (error) => lost(`The collector failed: ${error.message}`));
  worker.on('exit', () => lost('The collector ended.'));
  return {
    collector: other,
    async close() {
      isClosing = true;
      await worker.terminate();
    },
  };
}

/** Every function answers with a promise, as those of a thread do. */
function asRemote(own: Collector): Remote<Collector> {
  const call =
    (name: keyof Collector) =>
    async (...given: never[]): Promise<unknown> =>
      (own[name] as (...given: never[]) => unknown)(...given);
  // The proxy has the very functions of the collector.
  return new Proxy(
    {},
    { get: (_, name) => (name === 'then' ? undefined : call(name as keyof Collector)) },
  ) as Remote<Collector>;
}

/** Starts a collector; `onLost` is called when its thread ends by itself. */
export function startCollector(deps: Deps, host: LiveHost, onLost: (reason: string) => void): LiveCollector {
  if (deps.openSource !== undefined) {
    const own = createCollector(deps.openSource, readingRows(host), deps.timer ?? machineTimer, deps.clock);
    return { collector: asRemote(own), close: async () => own.close() };
  }
  if (deps.collector === undefined) throw new AppError('conflict', 'This program cannot reach a cloud.');
  return startThread(deps.collector, host, onLost);
}
