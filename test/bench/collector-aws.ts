// What the collector's thread of the AWS bench runs.
import { connectAws } from '../../electron/engine/collect/aws/connect.ts';
import { loopbackHandler } from '../loopback/aws/handler.ts';
import { serveWithoutWaits } from './without-waits.ts';

export function serve(port: number): void {
  serveWithoutWaits((given, tools) => {
    if (given.provider !== 'aws') throw new Error('AWS only.');
    return connectAws(given, tools, loopbackHandler(port));
  });
}
