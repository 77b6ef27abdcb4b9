import type { Parameter, Scene } from '@shared/domain/check.ts';
import type { Property } from '@shared/domain/resource.ts';
import { comparable, nameIn } from './azure-rows.ts';
import { textsOf } from './parameters.ts';
import { text } from './read.ts';

/** The policies and initiatives that the engagement declares as its baseline. */
export const baselines: Parameter = {
  name: 'baselines',
  unit: 'list',
  meaning: 'definition or initiative ids declared as baseline',
  default: [],
  stricter: 'longer-list',
};

/** True when a definition is declared as baseline: by its whole id, or by the name at its end. */
export function isBaseline(definition: Property, scene: Scene): boolean {
  const id = text(definition);
  if (id === null) return false;
  return textsOf(scene, baselines.name).some((one) =>
    one.includes('/') ? comparable(one) === comparable(id) : one.toLowerCase() === nameIn(comparable(id)),
  );
}
