import type { Json, JsonObject } from './json.ts';

export const providers = ['aws', 'azure'] as const;
export type Provider = (typeof providers)[number];

/** `evidence`: account, capture time and status are stated by the cloud. `inventory`: a hand-made list that lacks one of them. */
export type Standing = 'evidence' | 'inventory';

/** What identifies a resource for ever, across versions and files. */
export interface ResourceRef {
  readonly provider: Provider;
  /** Account or subscription id; empty when the file does not say. */
  readonly account: string;
  /** Region code, `global` for account-wide services, empty when the file does not say. */
  readonly region: string;
  /** The cloud's own type name (`AWS::S3::Bucket`, `microsoft.keyvault/vaults`), or `aws.account`, `azure.subscription` … for the containers. */
  readonly type: string;
  /** What the service calls the resource: id, name, ARN or URL. */
  readonly id: string;
  /** The name people know it by; the id when it has none. */
  readonly name: string;
}

/** The cloud an account is of, by the form of its id: AWS numbers them with twelve digits, Azure names subscriptions by GUIDs. */
export const cloudOf = (account: string): Provider => (/^(\d{12})?$/.test(account) ? 'aws' : 'azure');

/** Types of our own making: containers, and answers about a cloud. None of them is a resource of the client. */
export const isOwnType = (type: string): boolean => type.startsWith('aws.') || type.startsWith('azure.');

export interface Relationship {
  readonly type: string;
  readonly id: string;
  readonly label: string;
}

/** One version of one resource, in one internal shape whichever of the file shapes it came in. Derived from a raw item; may be rebuilt. */
export interface Resource extends ResourceRef {
  readonly arn: string | null;
  /** ISO 8601 in UTC: when the cloud noticed this state. */
  readonly capturedAt: string;
  readonly isDeleted: boolean;
  readonly createdAt: string | null;
  readonly standing: Standing;
  readonly tags: Readonly<Record<string, string>>;
  readonly relationships: readonly Relationship[];
  /** Decoded: JSON in strings is parsed, URL-encoded policies are read, `{ "value": x }` is unwrapped. */
  readonly configuration: JsonObject;
  readonly supplementaryConfiguration: JsonObject;
}

/** A property found in a resource: the exact path it stands at, with the key's own spelling, and the decoded value. */
export interface Property {
  readonly path: string;
  readonly value: Json | undefined;
}
