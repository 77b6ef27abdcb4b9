import { isObject, type Json } from '@shared/domain/json.ts';
import { AppError } from '@shared/errors.ts';

/** Whom a token names. */
export interface Claims {
  /** The signed-in person's object id, or the application's id. */
  readonly principal: string;
  readonly isApplication: boolean;
  readonly tenant: string;
}

const word = (value: Json | undefined): string | null => (typeof value === 'string' && value !== '' ? value : null);

function payloadOf(token: string): Json {
  try {
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
  } catch {
    return null;
  }
}

/** Reads whom a token names; the token itself is kept nowhere. */
export function claimsOf(token: string): Claims {
  const payload = payloadOf(token);
  const { oid, appid, azp, tid, idtyp } = isObject(payload) ? payload : {};
  const application = word(appid) ?? word(azp);
  const isApplication = word(idtyp) === 'app';
  const principal = isApplication ? (application ?? word(oid)) : (word(oid) ?? application);
  const tenant = word(tid);
  if (principal === null || tenant === null)
    throw new AppError(
      'bad-input',
      'The sign-in gave a token that names neither a principal nor a tenant.',
      'Sign in again.',
    );
  return { principal, isApplication, tenant };
}
