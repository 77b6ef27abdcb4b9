import { bridge, type Port } from '../collect/run/bridge.ts';
import { createCollector, type OpenSource } from '../collect/run/collector.ts';
import { machineTimer, type Timer } from '../collect/run/timer.ts';
import { type LiveHost, readingRows } from './live-rows.ts';

/** The bytes of a page: nobody looks at them here once they are handed to those who keep them. */
const pageBytes = (given: readonly unknown[]): readonly ArrayBuffer[] =>
  given.flatMap((it) => {
    const bytes = it instanceof Object && 'bytes' in it ? it.bytes : null;
    return bytes instanceof Uint8Array && bytes.buffer instanceof ArrayBuffer ? [bytes.buffer] : [];
  });

/** Serves one collector on the port of its thread. */
export function serveCollector(port: Port | null, open: OpenSource, timer: Timer = machineTimer): void {
  if (port === null) throw new Error('The collector runs in a thread of its own.');
  const clock = (): string => new Date().toISOString();
  bridge<LiveHost>(port, (host) => createCollector(open, readingRows(host), timer, clock), pageBytes);
}
