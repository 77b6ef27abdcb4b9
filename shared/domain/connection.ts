import type { Provider } from './resource.ts';

/** The clouds of Azure a sign-in can go to. */
export const azureClouds = ['public', 'us-government', 'china'] as const;
export type AzureCloud = (typeof azureClouds)[number];

export const azureCredentials = ['cli', 'browser', 'device-code', 'certificate', 'secret'] as const;
export type AzureCredential = (typeof azureCredentials)[number];

/** How AWS is reached: a profile of this machine, keys pasted for one run, and a role on top of either. */
export interface AwsReach {
  readonly provider: 'aws';
  /** A named profile; null when keys are pasted for each run. */
  readonly profile: string | null;
  /** A role the client made; `*` in place of the account id means one role name in each account of `accounts`. */
  readonly roleArn: string | null;
  readonly accounts: readonly string[];
  /** Sends the engagement's own external id with the role. */
  readonly sendsExternalId: boolean;
  /** Seconds, 900 to 43,200. */
  readonly durationSeconds: number;
  /** The region whose STS is asked. */
  readonly stsRegion: string;
}

/** How Azure is reached. A secret is typed for each run. */
export interface AzureReach {
  readonly provider: 'azure';
  readonly credential: AzureCredential;
  readonly cloud: AzureCloud;
  /** Tenant id or domain; null asks for the default of the sign-in. */
  readonly tenant: string | null;
  /** Application id of a sign-in by browser, certificate or secret. */
  readonly clientId: string | null;
  /** A certificate file of this machine. */
  readonly certificatePath: string | null;
}

/** How a cloud is reached. Everything here may be read by anyone: there is never a secret in it. */
export interface Connection {
  readonly id: string;
  readonly provider: Provider;
  readonly name: string;
  readonly reach: AwsReach | AzureReach;
  readonly createdAt: string;
}

/** What a person types for one run. Lives in the process that collects, and ends with it. */
export type RunSecret =
  | {
      readonly kind: 'keys';
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken: string | null;
      /** Long-lived keys are taken only when the person insists. */
      readonly insists: boolean;
    }
  | { readonly kind: 'client-secret'; readonly value: string };

/** What the collector needs from a person in the middle of something. */
export type Prompt =
  | { readonly kind: 'mfa'; readonly id: string; readonly device: string }
  | { readonly kind: 'process'; readonly id: string; readonly profile: string; readonly command: string }
  | { readonly kind: 'device-code'; readonly id: string; readonly code: string; readonly url: string }
  | { readonly kind: 'browser'; readonly id: string }
  | { readonly kind: 'expired'; readonly id: string; readonly principal: string };
