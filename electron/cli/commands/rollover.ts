import { type ReportScope, reportLabel } from '@shared/domain/engagement.ts';
import { rollOver } from '../../engine/services/roll-over.ts';
import { dayOption, UsageError, type Values } from '../arguments.ts';
import { commandDeps, print, withWorkspace } from '../deps.ts';

/** The report asked for: a period, a date, or the one that follows when none is given. */
function scopeOf(values: Values): ReportScope | undefined {
  const { from, to, 'as-of': asOf } = values;
  if (asOf !== undefined && (from !== undefined || to !== undefined))
    throw new UsageError('Give either --from and --to, or --as-of.');
  if (asOf !== undefined) return { reportType: 1, asOfOn: dayOption(values, 'as-of') };
  if (from === undefined && to === undefined) return undefined;
  return { reportType: 2, period: { from: dayOption(values, 'from'), to: dayOption(values, 'to') } };
}

const part = (title: string, lines: readonly string[]): string =>
  [title, ...lines.map((line) => `  ${line}`)].join('\n');

/** `fieldwork rollover`: makes next year's engagement from one that exists. */
export function rollover(words: readonly string[], values: Values): Promise<number> {
  return withWorkspace(words, (workspace, [path]) => {
    if (path === undefined) throw new UsageError('Name the folder of the new engagement.');
    const { workspace: made, ...told } = rollOver(workspace, commandDeps(), { path, scope: scopeOf(values) });
    const engagement = made.engagements.get();
    made.close();
    const text = [
      `Made ${made.folder} for ${engagement.client}, ${reportLabel(engagement.scope)}.`,
      part('Kept', told.kept),
      part('Reset', told.reset),
      part('To review', told.review),
    ].join('\n\n');
    print(values.json, { workspace: made.folder, engagement, ...told }, text);
    return 0;
  });
}
