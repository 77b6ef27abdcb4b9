import { typeResponse } from '../../../electron/engine/services/exceptions.ts';
import { openWorkspace } from '../../../electron/engine/store/open.ts';
import { answered } from './exceptions.ts';
import { deps } from './workspace.ts';

const workspace = openWorkspace(process.argv.at(-1) ?? '');
for (let stroke = 1; ; stroke += 1) {
  typeResponse(workspace, deps(), { id: 'EX-001', response: answered({ rootCause: `${stroke} strokes` }) });
  process.stdout.write(`${stroke}\n`);
}
