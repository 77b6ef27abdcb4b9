import AxeBuilder from '@axe-core/playwright';
import type { Running } from './app.ts';

/** What axe calls serious or worse, each with the element it is about. */
export async function serious({ page }: Running): Promise<readonly string[]> {
  // Legacy mode: an Electron window cannot open the second page that axe would use.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}
