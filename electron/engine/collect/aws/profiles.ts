import { loadSharedConfigFiles } from '@smithy/core/config';

export type ProfileKind = 'keys' | 'sso' | 'role' | 'login' | 'process' | 'web-identity' | 'unknown';

/** A section of the AWS files as it is written. */
export type ProfileSection = Readonly<Record<string, string | undefined>>;
export type ProfileSections = Readonly<Record<string, ProfileSection>>;

/** A profile of this machine; nothing of it is a secret. */
export interface AwsProfile {
  readonly name: string;
  readonly kind: ProfileKind;
  readonly region: string | null;
  readonly roleArn: string | null;
  readonly mfaDevice: string | null;
  readonly command: string | null;
  /** Why it cannot be used, as a full sentence; null when nothing speaks against it. */
  readonly problem: string | null;
}

/** The kind of a section: a role comes before the keys it may also name, as the AWS tools do it. */
export function kindOf(section: ProfileSection): ProfileKind {
  if (section.role_arn !== undefined && section.web_identity_token_file !== undefined) return 'web-identity';
  if (section.role_arn !== undefined) return 'role';
  if (section.aws_access_key_id !== undefined) return 'keys';
  if (section.sso_session !== undefined || section.sso_account_id !== undefined) return 'sso';
  if (section.login_session !== undefined) return 'login';
  return section.credential_process === undefined ? 'unknown' : 'process';
}

const longestChain = 5;

function roleProblem(name: string, sections: ProfileSections, depth: number): string | null {
  const section = sections[name] ?? {};
  const source = section.source_profile;
  if (depth > longestChain) return `Its chain of source profiles is longer than ${longestChain}, or goes in a circle.`;
  if (section.credential_source !== undefined)
    return section.credential_source === 'Environment'
      ? null
      : `Its credential_source ${section.credential_source} asks a metadata service, which Fieldwork never does.`;
  if (source === undefined) return 'It names a role but neither a source_profile nor a credential_source.';
  if (sections[source] === undefined) return `Its source profile ${source} does not exist.`;
  if (source === name) return section.aws_access_key_id === undefined ? 'It is its own source profile.' : null;
  return problemOf(source, sections, depth + 1);
}

function ssoProblem(section: ProfileSection): string | null {
  if (section.sso_account_id === undefined || section.sso_role_name === undefined)
    return 'It names a sign-in but no account and role for it.';
  return null;
}

/** Why a profile cannot be used; null when nothing speaks against it. */
export function problemOf(name: string, sections: ProfileSections, depth = 0): string | null {
  const section = sections[name] ?? {};
  switch (kindOf(section)) {
    case 'role':
      return roleProblem(name, sections, depth);
    case 'sso':
      return ssoProblem(section);
    case 'keys':
      return section.aws_secret_access_key === undefined ? 'It has an access key id but no secret key.' : null;
    case 'web-identity':
      return 'It signs in with a web identity token, which Fieldwork does not use.';
    case 'unknown':
      return 'It holds no credentials and names none.';
    default:
      return null;
  }
}

/**
 * The sections of this machine's AWS files, read anew. For one profile the credentials file wins key by key, as in the AWS
 * tools. AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE say where they are; nothing else of the environment is looked at.
 */
export async function readSections(): Promise<ProfileSections> {
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true });
  const names = [...new Set([...Object.keys(configFile), ...Object.keys(credentialsFile)])];
  const isProfile = (name: string): boolean => !/^(sso-session|services)\./.test(name);
  return Object.fromEntries(
    names.filter(isProfile).map((name) => [name, { ...configFile[name], ...credentialsFile[name] }]),
  );
}

/** The profiles of this machine, by name. */
export async function listProfiles(): Promise<readonly AwsProfile[]> {
  const sections = await readSections();
  return Object.entries(sections)
    .map(([name, section]) => ({
      name,
      kind: kindOf(section),
      region: section.region ?? null,
      roleArn: section.role_arn ?? null,
      mfaDevice: section.mfa_serial ?? null,
      command: section.credential_process ?? null,
      problem: problemOf(name, sections),
    }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
