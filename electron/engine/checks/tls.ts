import type { Scene } from '@shared/domain/check.ts';
import { AppError } from '@shared/errors.ts';

/** A protocol version as the clouds write it: `1.2`, `TLSv1`, `TLSv1.2_2021`, `Protocol-TLSv1.1`, `SSLv3`. */
const written = /^(?:Protocol-)?(?:(SSL)v?|TLS[v_]?)?(\d)(?:[._](\d))?(?:_20\d\d)?$/i;

/** The version as a number that can be compared: 1.2 for TLS 1.2, 0 for any SSL; null when it is not a version. */
export function tlsVersion(text: string): number | null {
  const found = written.exec(text.trim());
  if (found === null) return null;
  const [, ssl, major, minor] = found;
  return ssl === undefined ? Number(`${major}.${minor ?? 0}`) : 0;
}

/** `TLS 1.0`, or `SSL`. */
export const tlsWords = (version: number): string => (version < 1 ? 'SSL' : `TLS ${version.toFixed(1)}`);

/** The lowest version that the engagement's policy allows. */
export function minimumTls(scene: Scene): number {
  const version = tlsVersion(String(scene.parameter('minimumTlsVersion')));
  if (version === null) throw new AppError('bad-input', 'The parameter minimumTlsVersion is not a TLS version.');
  return version;
}
