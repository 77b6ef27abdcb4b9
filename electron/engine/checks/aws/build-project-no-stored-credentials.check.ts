import type { Scene } from '@shared/domain/check.ts';
import type { Property, Resource } from '@shared/domain/resource.ts';
import { fail, pass, type Seen, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { defineCheck } from '../define.ts';
import { isNamed, listed } from '../evidence.ts';
import { globMatches } from '../glob.ts';
import { textsOf } from '../parameters.ts';
import { first, flag, inside, list, seen, text } from '../read.ts';

const variables = 'configuration.environment.environmentVariables';

/** A variable without a type is plain text. Its value is never read. */
const isPlain = (variable: Property): boolean => (text(inside(variable, 'type')) ?? 'PLAINTEXT') === 'PLAINTEXT';

const nameOf = (variable: Property): string => text(inside(variable, 'name')) ?? '';

const variableSeen = (variable: Property): readonly Seen[] =>
  ['name', 'type'].map((key) => seen(inside(variable, key)));

function judgeVariables(project: Resource, scene: Scene): Verdict | null {
  const patterns = textsOf(scene, 'credentialNames').map((pattern) => pattern.toUpperCase());
  const found = list(project, variables)
    .filter(isPlain)
    .filter((variable) => patterns.some((pattern) => globMatches(pattern, nameOf(variable).toUpperCase())));
  return found.length === 0
    ? null
    : fail(`Plain-text variables have the names of credentials: ${listed(found.map(nameOf))}.`, [
        ...found.flatMap(variableSeen).slice(0, 8),
      ]);
}

/** `https://user:token@host/…`: what stands before the host is a secret, so the address is not quoted. */
function judgeSource(project: Resource): Verdict | null {
  const location = first(project, 'configuration.source.location');
  return /^[a-z]+:\/\/[^/@\s]+@/i.test(text(location) ?? '') && !/^ssh:/i.test(text(location) ?? '')
    ? fail('The address of the source holds credentials.', [{ path: location.path, value: '"(not shown)"' }])
    : null;
}

function judgePrivilege(project: Resource, scene: Scene): Verdict | null {
  const mode = first(project, 'configuration.environment.privilegedMode');
  if (flag(mode) !== true || isNamed(project, textsOf(scene, 'approvedPrivileged'))) return null;
  return fail('The project builds in privileged mode and is not named in approvedPrivileged.', [seen(mode)]);
}

const project = (name: string) => ({
  id: 'deploy',
  configuration: { environment: { privilegedMode: false, environmentVariables: [{ name, type: 'PLAINTEXT' }] } },
});

export default defineCheck({
  id: 'aws.build-project-no-stored-credentials',
  version: 1,
  provider: 'aws',
  title: 'Build projects keep no credentials in plain variables and no needless privilege',
  failsAs: 'build projects keep credentials in plain text or build with needless privilege',
  why: 'The build system can reach production: a key readable in its settings is a key to production.',
  criteria: ['CC6.1', 'CC8.1', 'CC6.3'],
  severity: 'high',
  looksAt: ['AWS::CodeBuild::Project'],
  reads: [],
  parameters: [
    {
      name: 'credentialNames',
      unit: 'list',
      meaning: 'patterns of variable names that stand for credentials',
      default: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', '*_TOKEN', '*_PASSWORD', '*_SECRET'],
      stricter: 'longer-list',
    },
    {
      name: 'approvedPrivileged',
      unit: 'list',
      meaning: 'projects that build images and need privileged mode',
      default: [],
      stricter: 'shorter-list',
    },
  ],
  remediation: 'Move the value to the secret store and give the project a role.',
  cannotShow: 'Secrets inside build scripts, secrets under other names, and other build systems.',
  judge(project, scene) {
    const environment = first(project, 'configuration.environment');
    const verdict = judgeVariables(project, scene) ?? judgeSource(project) ?? judgePrivilege(project, scene);
    if (verdict !== null) return verdict;
    if (environment.value === undefined)
      return unknown('The item does not hold the environment of the project.', [seen(environment)]);
    return pass(
      `No plain-text variable has the name of a credential (${list(project, variables).length} in all), and privileged mode is off or approved.`,
      [seen(inside(environment, 'privilegedMode')), ...list(project, variables).slice(0, 3).flatMap(variableSeen)],
    );
  },
  examples: {
    pass: { resource: project('STAGE') },
    fail: { resource: project('DEPLOY_TOKEN') },
    unknown: { resource: { id: 'deploy', configuration: { name: 'deploy' } } },
  },
});
