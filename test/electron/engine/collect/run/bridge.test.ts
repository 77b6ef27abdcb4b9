import { MessageChannel } from 'node:worker_threads';
import { AppError } from '@shared/errors.ts';
import { expect, onTestFinished, test } from 'vitest';
import { bridge } from '../../../../../electron/engine/collect/run/bridge.ts';

interface Server {
  double(value: number): number;
  refuse(): void;
  ask(): Promise<string>;
  wait(): Promise<never>;
  sum(bytes: Uint8Array): number;
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

test('what is handed over arrives and is gone on this side; the rest stays', async () => {
  const { port1, port2 } = new MessageChannel();
  onTestFinished(() => port1.close());
  bridge(port1, () => ({ sum: (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum + byte, 0) }));
  const isLong = (it: unknown): it is Uint8Array<ArrayBuffer> => it instanceof Uint8Array && it.length > 3;
  const handsOver = (given: readonly unknown[]) => given.filter(isLong).map(({ buffer }) => buffer);
  const { other } = bridge<Server>(port2, () => ({}), handsOver);
  const [long, short] = [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5)];
  expect([await other.sum(long), await other.sum(short)]).toEqual([10, 5]);
  expect([long.length, short.length]).toEqual([0, 1]);
});
