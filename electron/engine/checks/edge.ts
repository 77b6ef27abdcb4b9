import type { Property, Resource } from '@shared/domain/resource.ts';
import { find, inside, list, text } from './read.ts';

/** Types of the doors that answer requests from outside. */
export const balancerType = 'AWS::ElasticLoadBalancingV2::LoadBalancer';
export const distributionType = 'AWS::CloudFront::Distribution';
export const restStageType = 'AWS::ApiGateway::Stage';

/** An attribute of a load balancer by its key; undefined when the item lists no attribute of that name. */
export const attributeOf = (balancer: Resource, key: string): Property | undefined =>
  list(balancer, 'supplementaryConfiguration.LoadBalancerAttributes')
    .filter((attribute) => text(inside(attribute, 'key')) === key)
    .map((attribute) => inside(attribute, 'value'))[0];

/** The names of the origins a distribution fetches from, in lower case. */
export const originsOf = (distribution: Resource): readonly string[] =>
  find(distribution, 'configuration.distributionConfig.origins.items.domainName').flatMap(
    (at) => text(at)?.toLowerCase() ?? [],
  );
