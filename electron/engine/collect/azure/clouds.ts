import type { AzureCloud } from '@shared/domain/connection.ts';

/** One cloud of Azure: where people sign in, and the one host that settings are read from. */
export interface CloudHosts {
  readonly authority: string;
  /** Other names under which the same sign-in answers. */
  readonly aliases: readonly string[];
  /** Host of Resource Manager and Resource Graph. */
  readonly manager: string;
}

/** The clouds a connection may name. */
export const clouds: Readonly<Record<AzureCloud, CloudHosts>> = {
  public: {
    authority: 'login.microsoftonline.com',
    aliases: [],
    manager: 'management.azure.com',
  },
  'us-government': {
    authority: 'login.microsoftonline.us',
    aliases: [],
    manager: 'management.usgovcloudapi.net',
  },
  china: {
    authority: 'login.chinacloudapi.cn',
    aliases: ['login.partner.microsoftonline.cn'],
    manager: 'management.chinacloudapi.cn',
  },
};

/** What a token is asked for. */
export const scopeOf = ({ manager }: CloudHosts): string => `https://${manager}/.default`;
