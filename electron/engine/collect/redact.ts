import { createHmac } from 'node:crypto';
import { mayHoldSecret } from './secret-hints.ts';
import { secretsOf } from './secrets.ts';

/** One answer without its secrets, and how many were replaced. */
export interface Redacted {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly redactions: number;
}

const prefix = 'fieldwork:commitment:';

/** What stands in for a secret: the same secret gives the same words, and nobody without the salt can try guesses. */
const commitment = (value: string, salt: string): string =>
  `${prefix}${createHmac('sha256', salt).update(value).digest('hex').slice(0, 16)}`;

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of the bytes, and how to make bytes of it again: those that are no UTF-8 are taken one by one. */
function decoded(bytes: Uint8Array): { readonly text: string; readonly encoding: 'utf8' | 'latin1' } {
  try {
    return { text: decoder.decode(bytes), encoding: 'utf8' };
  } catch {
    return { text: Buffer.from(bytes).toString('latin1'), encoding: 'latin1' };
  }
}

/**
 * Replaces the secrets of a JSON answer by commitments. Everything else stays byte for byte, also inside JSON in strings.
 * An answer without anything that looks like a secret is given back as it is.
 */
export function redact(bytes: Uint8Array<ArrayBuffer>, salt: string): Redacted {
  if (!mayHoldSecret(bytes)) return { bytes, redactions: 0 };
  const { text, encoding } = decoded(bytes);
  const found = secretsOf(text).filter(({ value }) => !value.startsWith(prefix));
  if (found.length === 0) return { bytes, redactions: 0 };
  const parts: string[] = [];
  let at = 0;
  for (const { start, end, value } of found) {
    parts.push(text.slice(at, start), commitment(value, salt));
    at = end;
  }
  parts.push(text.slice(at));
  return { bytes: new Uint8Array(Buffer.from(parts.join(''), encoding)), redactions: found.length };
}
