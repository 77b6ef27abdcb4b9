import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import type { Prompt } from '@shared/domain/connection.ts';

/** One line from the person; null when there is nobody to ask. */
async function ask(question: string): Promise<string | null> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = (await lines.question(question)).trim();
    return answer === '' ? null : answer;
  } catch {
    return null;
  } finally {
    lines.close();
  }
}

/** A line that is not shown while it is typed. */
export async function askSecret(question: string): Promise<string> {
  process.stderr.write(question);
  const silent = new Writable({ write: (_, __, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: process.stdin.isTTY });
  try {
    return (await lines.question('')).trim();
  } finally {
    lines.close();
    process.stderr.write('\n');
  }
}

const yes = async (question: string): Promise<string | null> =>
  (await ask(`${question} [y/N] `))?.toLowerCase().startsWith('y') === true ? 'yes' : null;

/** Answers a question of the collector on the terminal. What only waits is told and not answered. */
export function answerPrompt(prompt: Prompt): Promise<string | null> {
  if (prompt.kind === 'mfa') return ask(`Code of ${prompt.device}: `);
  if (prompt.kind === 'process') return yes(`The profile ${prompt.profile} runs "${prompt.command}". Run it?`);
  if (prompt.kind === 'expired') return yes(`The session of ${prompt.principal} has expired. Renew it?`);
  if (prompt.kind === 'device-code') process.stderr.write(`Open ${prompt.url} and type the code ${prompt.code}.\n`);
  if (prompt.kind === 'browser') process.stderr.write('Sign in in the browser window that has opened.\n');
  return new Promise(() => undefined);
}
