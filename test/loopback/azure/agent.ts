import { Agent } from 'node:https';
import type { LoopbackAzure } from './server.ts';

/** Leads every request to the loopback, whichever host it names, and trusts the loopback's authority alone. */
export const loopbackAgent = ({ port, ca }: Pick<LoopbackAzure, 'port' | 'ca'>): Agent =>
  new Agent({ host: '127.0.0.1', port, ca, keepAlive: true });
