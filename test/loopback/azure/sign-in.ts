import type { Row } from './world.ts';

/** Who signs in to the loopback cloud. */
export interface LoopbackPerson {
  readonly oid: string;
  readonly appid: string;
  readonly tid: string;
  /** True for an application that signs in by itself. */
  readonly isApplication: boolean;
  /** Seconds a token lasts. */
  readonly seconds: number;
}

const encoded = (value: Row): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token in the form of a real one. Its signature is a word: nobody but the loopback reads it. */
export const tokenOf = (claims: Row): string => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims)}.loopback`;

/** The claims of a token; null for text that is none. */
export function claimsIn(token: string): Row | null {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** The metadata of a tenant, as MSAL asks for it. */
export const openIdConfiguration = (host: string, tenant: string): Row => ({
  issuer: `https://${host}/${tenant}/v2.0`,
  authorization_endpoint: `https://${host}/${tenant}/oauth2/v2.0/authorize`,
  token_endpoint: `https://${host}/${tenant}/oauth2/v2.0/token`,
  device_authorization_endpoint: `https://${host}/${tenant}/oauth2/v2.0/devicecode`,
  jwks_uri: `https://${host}/${tenant}/discovery/v2.0/keys`,
});

/** The answer to a request for a device code. */
export const deviceCode = (code: string): Row => ({
  device_code: 'loopback-device-code',
  user_code: code,
  verification_uri: 'https://microsoft.com/devicelogin',
  expires_in: 900,
  interval: 1,
  message: `Enter the code ${code} at https://microsoft.com/devicelogin.`,
});

/** The answer to a request for a token. */
export function tokenAnswer(person: LoopbackPerson, host: string, clientId: string): Row {
  const now = Math.floor(Date.now() / 1000);
  const { oid, appid, tid } = person;
  const common = { oid, tid, iss: `https://${host}/${tid}/v2.0`, iat: now, nbf: now, exp: now + person.seconds };
  const access = { ...common, appid, aud: 'loopback', idtyp: person.isApplication ? 'app' : 'user' };
  const answer = { token_type: 'Bearer', expires_in: person.seconds, ext_expires_in: person.seconds };
  if (person.isApplication) return { ...answer, access_token: tokenOf(access) };
  return {
    ...answer,
    access_token: tokenOf(access),
    refresh_token: 'loopback-refresh',
    id_token: tokenOf({ ...common, aud: clientId, preferred_username: 'auditor@example.invalid', name: 'Auditor' }),
    client_info: encoded({ uid: oid, utid: tid }),
    scope: 'https://management.azure.com/.default',
  };
}
