import type { Parameter, Scene } from '@shared/domain/check.ts';
import type { Property } from '@shared/domain/resource.ts';
import { fail, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { seen, text } from './read.ts';
import { minimumTls, tlsVersion, tlsWords } from './tls.ts';

/** The lowest version a server may accept. */
export const minimumTlsVersion: Parameter = {
  name: 'minimumTlsVersion',
  unit: 'version',
  meaning: 'lowest version allowed',
  default: '1.2',
  stricter: 'higher',
};

/** A version as Azure writes it: `TLS1_2`, `TLS12`, `TLSv1_2`, `1.2`; null when it is none, such as `None`. */
export const azureTls = (written: string): number | null =>
  tlsVersion(written.trim().replace(/^TLS(\d)(\d)$/i, 'TLS$1.$2'));

/** The verdict on a lowest version against the declared one. `what` begins the sentence: `The minimum of the server is`. */
export function judgeVersion(what: string, version: number, scene: Scene, evidence: readonly Seen[]): Verdict {
  const minimum = minimumTls(scene);
  return version < minimum
    ? fail(`${what} ${tlsWords(version)}, below the declared ${tlsWords(minimum)}.`, evidence)
    : pass(`${what} ${tlsWords(version)}; ${tlsWords(minimum)} is declared.`, evidence);
}

/** The verdict on a property that holds the lowest version; its absence is for the caller to judge. */
export function judgeWritten(what: string, property: Property, scene: Scene): Verdict {
  const version = azureTls(text(property) ?? '');
  if (version !== null) return judgeVersion(`${what} is`, version, scene, [seen(property)]);
  return unknown(`${what} could not be read as a TLS version.`, [seen(property)]);
}
