import type { Property, Resource } from '@shared/domain/resource.ts';
import { word } from './azure-rows.ts';
import { elements, first, inside, text, within } from './read.ts';

/** The four kinds of rights an access policy grants. */
const kinds = ['keys', 'secrets', 'certificates', 'storage'];

/** One access policy of a vault: to whom, of which tenant, and every right with its place, in lower case. */
export interface AccessPolicy {
  readonly who: string;
  readonly tenant: Property;
  readonly holder: Property;
  readonly rights: readonly { readonly kind: string; readonly right: string; readonly at: Property }[];
}

function policy(at: Property): AccessPolicy {
  const rights = kinds.flatMap((kind) =>
    within(at, `permissions.${kind}`)
      .flatMap(elements)
      .flatMap((place) => {
        const right = word(place);
        return right === null ? [] : [{ kind, right, at: place }];
      }),
  );
  const [holder, application] = [inside(at, 'objectId'), inside(at, 'applicationId')];
  const through = text(application) === null ? '' : ` through application ${text(application)}`;
  return { who: `${text(holder) ?? '(no object id)'}${through}`, tenant: inside(at, 'tenantId'), holder, rights };
}

/** The access policies of a vault; null when the row does not hold them, as in thin lists. */
export function accessPolicies(vault: Resource): readonly AccessPolicy[] | null {
  const list = first(vault, 'properties.accessPolicies');
  return Array.isArray(list.value) ? elements(list).map(policy) : null;
}

const reading = ['get', 'list', 'all'];

/** The first right with which a policy reads secrets; undefined when it has none. */
export const secretRight = ({ rights }: AccessPolicy): Property | undefined =>
  rights.find(({ kind, right }) => kind === 'secrets' && reading.includes(right))?.at;
