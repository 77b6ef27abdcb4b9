import { summarise } from '../../engine/services/engagement.ts';
import { judgeAll } from '../../engine/services/judge.ts';
import { instantOption, type Values } from '../arguments.ts';
import { commandDeps, print, withWorkspace } from '../deps.ts';

/** `fieldwork evaluate`: judges what was read, as of an instant. */
export function evaluateCommand(words: readonly string[], values: Values): Promise<number> {
  return withWorkspace(words, (workspace) => {
    const deps = commandDeps();
    judgeAll(workspace, deps, instantOption(values, 'as-of'));
    const { asOf, counts } = summarise(workspace);
    const { fail, lapsed, unknown, pass } = counts.findings;
    print(
      values.json,
      { asOf, counts },
      `Judged as of ${asOf}: ${fail} fail, ${lapsed} lapsed, ${unknown} unknown, ${pass} pass, ${counts.findings['not-applicable']} not applicable.`,
    );
    return 0;
  });
}
