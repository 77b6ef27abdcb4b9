import { onTestFinished, vi } from 'vitest';
import { main } from '../../../electron/cli/main.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line as the program does, and keeps what it printed. */
export async function fieldwork(...argv: readonly string[]): Promise<Ran> {
  const said = { out: '', err: '' };
  const write = (to: 'out' | 'err') => (text: unknown) => {
    said[to] += String(text);
    return true;
  };
  const line = (to: 'out' | 'err') => (text: unknown) => {
    said[to] += `${String(text)}\n`;
  };
  const spies = [
    vi.spyOn(process.stdout, 'write').mockImplementation(write('out')),
    vi.spyOn(process.stderr, 'write').mockImplementation(write('err')),
    vi.spyOn(console, 'log').mockImplementation(line('out')),
    vi.spyOn(console, 'error').mockImplementation(line('err')),
  ];
  const restore = () => {
    for (const spy of spies) spy.mockRestore();
  };
  onTestFinished(restore);
  try {
    return { code: await main(argv), ...said };
  } finally {
    restore();
  }
}
