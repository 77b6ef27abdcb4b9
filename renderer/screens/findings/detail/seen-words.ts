import type { Output } from '@shared/contract/contract.ts';

type Parameter = Output<'finding.detail'>['parameters'][number];

/** `ports 22, 3389; days 90`: the values a check compared with. */
export function parameterWords(parameters: readonly Parameter[]): string {
  return parameters
    .map(({ name, value, unit }) => [name, value, unit].filter((word) => word !== '').join(' '))
    .join('; ');
}
