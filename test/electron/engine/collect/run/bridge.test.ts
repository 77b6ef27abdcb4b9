import { MessageChannel } from 'node:worker_threads';
import { AppError } from '@shared/errors.ts';
import { expect, onTestFinished, test } from 'vitest';
import { bridge } from '../../../../../electron/engine/collect/run/bridge.ts';

interface Server {
  double(value: number): number;
  refuse(): void;
  ask(): Promise<string>;
  wait(): Promise<never>;
}
interface Client {
  name(): string;
}

/** Two ends of one channel, as two threads have them. */
function joined() {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  const server = bridge<Client>(port1, (client) => ({
    double: (value: number) => value * 2,
    refuse: () => {
      throw new AppError('bad-input', 'The role is not there.', 'Name another one.');
    },
    ask: async () => `Hello ${await client.name()}`,
    wait: () => new Promise(() => undefined),
  }));
  return { server, client: bridge<Server>(port2, () => ({ name: () => 'Larkspur' })) };
}

test('each side calls what the other made, also while it is being called', async () => {
  const { other } = joined().client;
  expect(await other.double(21)).toBe(42);
  expect(await other.ask()).toBe('Hello Larkspur');
});

test('a refusal crosses with its code, its sentence and what to do', async () => {
  const refused = await joined()
    .client.other.refuse()
    .catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AppError);
  expect(refused).toMatchObject({ code: 'bad-input', message: 'The role is not there.', remedy: 'Name another one.' });
});

test('what waits fails when the other thread has ended', async () => {
  const { client } = joined();
  const waiting = client.other.wait();
  client.ended(new Error('The collector ended.'));
  await expect(waiting).rejects.toThrow('The collector ended.');
});
