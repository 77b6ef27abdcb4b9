import type { Scene } from '@shared/domain/check.ts';
import type { Resource } from '@shared/domain/resource.ts';
import { comparable, nameIn } from './azure-rows.ts';
import { indexedBy } from './indexed.ts';

/** The types under which answers give the configuration of an app or of one of its slots. */
export const siteConfigTypes: readonly string[] = ['microsoft.web/sites/config', 'microsoft.web/sites/slots/config'];

const bySite = indexedBy(({ id }) => {
  const [site, name] = comparable(id).split('/config/');
  return site !== undefined && name === 'web' ? [site] : [];
});

/**
 * The configuration of an app, or why there is none: lists of sites give it as null or in part, so only the row of its own
 * counts. A check that asks lists the types in `reads`.
 */
export function siteConfig(
  app: Resource,
  scene: Scene,
): { readonly row: Resource } | { readonly row: null; readonly because: string } {
  const rows = siteConfigTypes.map((type) => bySite(scene.of(type, app.account), comparable(app.id))[0]);
  const row = rows.find((one) => one !== undefined);
  if (row !== undefined) return { row };
  const [type = ''] = siteConfigTypes;
  const known = scene.known(type, app.account);
  return { row: null, because: known.isKnown ? `The configuration of ${nameIn(app.id)} was not read.` : known.because };
}
