import type { Output } from '@shared/contract/contract.ts';

type Parameter = Output<'finding.detail'>['parameters'][number];

/** Units that name a shape rather than a measure say nothing to a reader. */
const shapes: readonly string[] = ['list', 'boolean', 'text', 'tag'];

/** A parameter's JSON value as a reader says it: lists joined, quotes left off. */
function valueWords(json: string): string {
  try {
    const value: unknown = JSON.parse(json);
    if (Array.isArray(value)) return value.length === 0 ? 'none' : value.map(String).join(', ');
    return typeof value === 'string' ? value : json;
  } catch {
    return json;
  }
}

/** `ports 22, 3389; backupRetentionDays 7 days`: the values a check compared with. */
export function parameterWords(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, value, unit }) => [name, valueWords(value), shapes.includes(unit) ? '' : unit])
    .map((words) => words.filter((word) => word !== '').join(' '))
    .join('; ');
}
