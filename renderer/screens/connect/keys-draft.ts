import type { Connection, RunSecret } from '@shared/domain/connection.ts';

/** What a person types for one run. It lives in the form and is cleared when the session is open. */
export interface SecretDraft {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly insists: boolean;
  readonly clientSecret: string;
}
export type SecretErrors = Readonly<Partial<Record<keyof SecretDraft, string>>>;

export const noSecret: SecretDraft = {
  accessKeyId: '',
  secretAccessKey: '',
  sessionToken: '',
  insists: false,
  clientSecret: '',
};

/** What must be typed before this connection can be opened. */
export function secretNeeded({ reach }: Connection): RunSecret['kind'] | null {
  if (reach.provider === 'aws') return reach.profile === null ? 'keys' : null;
  return reach.credential === 'secret' ? 'client-secret' : null;
}

/** Keys that do not end by themselves: they begin with AKIA. */
export const isLongLived = ({ accessKeyId }: SecretDraft): boolean => accessKeyId.trim().startsWith('AKIA');

function keyErrors(draft: SecretDraft): SecretErrors {
  const isKey = /^A(KIA|SIA)[A-Z0-9]{12,}$/.test(draft.accessKeyId.trim());
  return {
    ...(isKey ? {} : { accessKeyId: 'An access key id begins with ASIA, or AKIA when it is long-lived.' }),
    ...(draft.secretAccessKey.trim().length < 16 ? { secretAccessKey: 'Paste the secret access key.' } : {}),
    ...(isKey && !isLongLived(draft) && draft.sessionToken.trim() === ''
      ? { sessionToken: 'Temporary keys come with a session token.' }
      : {}),
    ...(isLongLived(draft) && !draft.insists
      ? { insists: 'Paste temporary keys instead, or say that this key is to be used.' }
      : {}),
  };
}

/** What is missing before the session can be opened. */
export function secretErrors(kind: RunSecret['kind'] | null, draft: SecretDraft): SecretErrors {
  if (kind === 'keys') return keyErrors(draft);
  return kind === 'client-secret' && draft.clientSecret === '' ? { clientSecret: 'Paste the client secret.' } : {};
}

/** What is sent to the engine for one run. */
export function secretOf(kind: RunSecret['kind'] | null, draft: SecretDraft): RunSecret | null {
  if (kind === null) return null;
  if (kind === 'client-secret') return { kind, value: draft.clientSecret };
  const token = draft.sessionToken.trim();
  return {
    kind,
    accessKeyId: draft.accessKeyId.trim(),
    secretAccessKey: draft.secretAccessKey.trim(),
    sessionToken: token === '' ? null : token,
    insists: isLongLived(draft) && draft.insists,
  };
}
