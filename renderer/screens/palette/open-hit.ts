import { go } from '../../navigation.store.ts';
import type { Hit } from './palette-model.ts';

/** Opens what a row of the palette names. */
export function openHit({ kind, id }: Hit): void {
  if (kind === 'control') go('controls', { id });
  else if (kind === 'criterion') go('criteria', { id });
  else go('findings', { tab: 'all', filter: { [kind]: id } });
}
