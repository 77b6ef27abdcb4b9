import { type ConfigCall, ConfigRefusal, page, read, rowsIn, token } from './paging.ts';
import { baseItem, historyOf, instant, type LoopbackItem, queryRow, type Row, recorderOf } from './world.ts';

const weekSeconds = 7 * 86_400;

export const living = (items: readonly LoopbackItem[]): readonly LoopbackItem[] =>
  items.filter(({ deletedAt }) => deletedAt === undefined);

export function counted(items: readonly LoopbackItem[]): readonly (readonly [string, number])[] {
  const counts = new Map<string, number>();
  for (const { type } of living(items)) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

const needRecorder = (call: ConfigCall): void => {
  if (recorderOf(call.place, call.account, call.region) === null)
    throw new ConfigRefusal('NoAvailableConfigurationRecorderException', 'Configuration recorder is not available.');
};

/** What an expression selects, and the type it asks for. */
export function expression(call: ConfigCall): { readonly fields: ReadonlySet<string>; readonly type: string } {
  const text = String(call.input.Expression ?? '');
  const found = /^\s*SELECT\s+(.+?)\s+WHERE\s+resourceType\s*=\s*'([^']+)'\s*$/is.exec(text);
  if (found === null) throw new ConfigRefusal('InvalidExpressionException', `The expression ${text} is not valid.`);
  const fields = new Set((found[1] ?? '').split(',').map((field) => field.trim()));
  const type = found[2] ?? '';
  if (call.place.unsearchable?.includes(type) === true)
    throw new ConfigRefusal('InvalidExpressionException', `Resource type ${type} is not searchable.`);
  if (call.place.refusesWholeObjects === true && (fields.has('tags') || fields.has('relationships')))
    throw new ConfigRefusal('InvalidExpressionException', 'The property tags cannot be selected.');
  return { fields, type };
}

export function select(call: ConfigCall): Row {
  const { fields, type } = expression(call);
  const isSilent = call.place.silent?.includes(type) === true || recorderOf(call.place, '', '') === null;
  const items = isSilent ? [] : living(call.place.items).filter((item) => item.type === type);
  const show = (item: LoopbackItem) => padded(call, JSON.stringify(queryRow(item, call.account, call.region, fields)));
  const more = { QueryInfo: { SelectFields: [...fields].map((Name) => ({ Name })) } };
  return page(call, items, { list: 'Results', token: 'NextToken', size: 100, more }, show);
}

const padded = (call: ConfigCall, row: string): string =>
  call.fault?.kind === 'two-megabytes' ? row.replace(/\}$/, `,"padding":"${'x'.repeat(2 << 20)}"}`) : row;

export function listed(call: ConfigCall): Row {
  needRecorder(call);
  const all = call.input.includeDeletedResources === true ? call.place.items : living(call.place.items);
  const rows = all
    .filter(({ type }) => type === call.input.resourceType)
    .map(({ type, id, name, deletedAt }) => ({
      resourceType: type,
      resourceId: id,
      ...(name === undefined ? {} : { resourceName: name }),
      ...(deletedAt === undefined ? {} : { resourceDeletionTime: instant(deletedAt) }),
    }));
  return page(call, rows, { list: 'resourceIdentifiers', token: 'nextToken', size: 100 });
}

export function batch(call: ConfigCall): Row {
  needRecorder(call);
  const keys = rowsIn(call.input.resourceKeys);
  if (keys.length === 0 || keys.length > 100)
    throw new ConfigRefusal('ValidationException', 'resourceKeys must have length between 1 and 100.');
  const found = keys.flatMap(({ resourceType, resourceId }) =>
    living(call.place.items).filter(({ type, id }) => type === resourceType && id === resourceId),
  );
  const kept = call.fault?.kind === 'deleted' ? found.slice(1) : found;
  return {
    baseConfigurationItems: kept.map((item) => baseItem(item, call.account, call.region)),
    unprocessedResourceKeys: [],
  };
}

/** Each call looks at seven days at most, newest first: pages are short or empty while a token is there. */
export function history(call: ConfigCall): Row {
  needRecorder(call);
  const { resourceType, resourceId, laterTime, earlierTime } = call.input;
  const item = call.place.items.find(({ type, id }) => type === resourceType && id === resourceId);
  if (item === undefined)
    throw new ConfigRefusal(
      'ResourceNotDiscoveredException',
      `Resource ${resourceId} of type ${resourceType} is not discovered.`,
    );
  const states = historyOf(item, call.account, call.region);
  const oldest = Number(states.at(-1)?.configurationItemCaptureTime ?? 0);
  const given = typeof call.input.nextToken === 'string' ? read(call.input.nextToken).offset : null;
  const until = given ?? (Number(laterTime ?? 0) || Date.now() / 1000);
  const since = Math.max(until - weekSeconds, Number(earlierTime ?? 0));
  const rows = states.filter((state) => {
    const at = Number(state.configurationItemCaptureTime);
    return at <= until && at > since;
  });
  const isOver = since <= oldest || since <= Number(earlierTime ?? 0);
  const next = call.fault?.kind === 'token-loop' ? token(until, false) : isOver ? undefined : token(since, false);
  return { configurationItems: rows, ...(next === undefined ? {} : { nextToken: next }) };
}
