import { bridge, type Port } from './bridge.ts';
import { type CollectorHost, createCollector, type OpenSource } from './collector.ts';
import { machineTimer, type Timer } from './timer.ts';

/** Serves one collector on the port of its thread. */
export function serveCollector(port: Port | null, open: OpenSource, timer: Timer = machineTimer): void {
  if (port === null) throw new Error('The collector runs in a thread of its own.');
  const clock = (): string => new Date().toISOString();
  bridge<CollectorHost>(port, (host) => createCollector(open, host, timer, clock));
}
