import { type ReportScope, reportLabel, trustCategories } from '@shared/domain/engagement.ts';
import { createEngagement } from '../../engine/services/engagement.ts';
import { dayOption, required, UsageError, type Values, wordOption } from '../arguments.ts';
import { commandDeps, print } from '../deps.ts';

function scopeOf(values: Values): ReportScope {
  const type = required(values, 'type');
  if (type === '1') return { reportType: 1, asOfOn: dayOption(values, 'as-of') };
  if (type === '2') return { reportType: 2, period: { from: dayOption(values, 'from'), to: dayOption(values, 'to') } };
  throw new UsageError(`--type must be 1 or 2, not ${type}.`);
}

/** `fieldwork init`: makes an engagement in a new or empty folder. */
export function init([folder]: readonly string[], values: Values): number {
  if (folder === undefined) throw new UsageError('Name the workspace to make.');
  const client = required(values, 'client');
  const categories = (values.category ?? []).flatMap((word) => wordOption(word, trustCategories, 'category') ?? []);
  const { service, 'time-zone': timeZone } = values;
  const workspace = createEngagement(
    folder,
    { client, scope: scopeOf(values), categories, service, timeZone },
    commandDeps(),
  );
  const engagement = workspace.engagements.get();
  workspace.close();
  print(
    values.json,
    { workspace: workspace.folder, engagement },
    `Made ${workspace.folder} for ${engagement.client}, ${reportLabel(engagement.scope)}.`,
  );
  return 0;
}
