import { join } from 'node:path';
import type { EngineInput, EngineOutput, EngineRoute } from '../../../electron/engine/protocol.ts';

const reach = {
  provider: 'aws',
  profile: 'larkspur',
  roleArn: null,
  accounts: [],
  sendsExternalId: false,
  durationSeconds: 3_600,
  stsRegion: 'eu-west-1',
} as const;
const azure = { provider: 'azure', credential: 'certificate', cloud: 'public', tenant: null, clientId: 'app' } as const;
const everywhere = { regions: [], accounts: [], history: { depth: 'none' }, aggregator: null } as const;

interface Asking {
  readonly value: <R extends EngineRoute>(route: R, input: EngineInput<R>) => Promise<EngineOutput<R>>;
  /** Resolves when no run is on and its findings are judged. */
  readonly runEnds: () => Promise<void>;
  readonly folder: () => string;
}

/**
 * What the routes of live collection are asked, in an order in which each can answer: on a cloud that refuses a dry run and a
 * run, and then is gone, so that the run can be gone on with, and waits.
 */
export function liveInputs({ value, runEnds, folder }: Asking) {
  const connectionId = async (): Promise<string> =>
    (await value('connection.save', { id: null, name: 'Larkspur', reach })).id;
  const connect = async () => ({ connectionId: await connectionId(), secret: null });
  return {
    'connection.list': () => ({}),
    'connection.save': () => ({ id: null, name: 'Larkspur', reach }),
    'connection.certificate': async () => {
      const made = await value('connection.save', {
        id: null,
        name: 'Azure',
        reach: { ...azure, certificatePath: null },
      });
      return { id: made.id, path: join(folder(), 'app.pem') };
    },
    'connection.permissions': () => ({ provider: 'aws', principal: null, roleName: null }) as const,
    'collection.connect': connect,
    'collection.plan': () => everywhere,
    'collection.start': () => ({ options: everywhere, acceptsUndeclared: 'Asked for by the client.' }),
    'collection.continue': async () => {
      await runEnds();
      await value('collection.connect', await connect());
      return { id: (await value('collection.list', {}))[0]?.id ?? 0 };
    },
    'collection.pause': () => ({}),
    'collection.resume': () => ({}),
    'collection.answer': () => ({ promptId: '1', value: null }),
    'collection.live': () => ({}),
    'collection.cancel': () => ({}),
    'collection.disconnect': async () => {
      await runEnds();
      return {};
    },
    'connection.remove': async () => ({ id: await connectionId() }),
  };
}
