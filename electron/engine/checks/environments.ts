import type { Parameter, Scene } from '@shared/domain/check.ts';
import { mapOf } from './parameters.ts';

/** Which environment an account or network belongs to, as management declares it. */
export const environmentOf: Parameter = {
  name: 'environmentOf',
  unit: 'map',
  meaning: 'account, subscription or network to production, staging, development or other',
  default: {},
};

/** The environment declared for the first of some names that has one; null when none has. */
export function environment(scene: Scene, ...names: readonly (string | null)[]): string | null {
  const declared = mapOf(scene, environmentOf.name);
  const found = names.map((name) => (name === null ? undefined : declared[name])).find((one) => one !== undefined);
  return typeof found === 'string' ? found : null;
}

/** True for the words that stand for production. */
export const isProduction = (name: string): boolean => /^prod(uction)?$/i.test(name);
