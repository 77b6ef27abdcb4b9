// Collects from a loopback until it is killed: engagement folder, port and connection as arguments; says "running" when it reads.
import { engineOn, pasted, startWith, value } from './live-aws.ts';

const [folder = '', port = '', connectionId = ''] = process.argv.slice(3);
const engine = engineOn(Number(port));
await value(engine, 'engagement.open', { path: folder });
await value(engine, 'collection.connect', { connectionId, secret: pasted });
await value(engine, 'collection.start', startWith);
process.stdout.write('running\n');
await new Promise((resolve) => setTimeout(resolve, 60_000));
