import type { Resource } from '@shared/domain/resource.ts';
import { fail, pass, unknown, type Verdict } from '@shared/domain/verdict.ts';
import { postgres, sqlServer } from '../azure-databases.ts';
import { armRow } from '../azure-example.ts';
import { ifThin, isAbsent, isWord } from '../azure-rows.ts';
import { defineCheck } from '../define.ts';
import { first, flag, seen } from '../read.ts';

function judgeSql(server: Resource): Verdict {
  const part = first(server, 'properties.administrators');
  const only = first(server, 'properties.administrators.azureADOnlyAuthentication');
  const evidence = [only, first(server, 'properties.administrators.login')].map(seen);
  if (isAbsent(part))
    return unknown(
      'The row has no administrators part: either no directory administrator was ever set, or the answer is an old one.',
      [seen(part)],
    );
  if (flag(only)) return pass('The server accepts directory identities only.', evidence);
  if (flag(only) === false) return fail('The server also accepts local accounts with a password.', evidence);
  return unknown('The row does not state azureADOnlyAuthentication as true or false.', evidence);
}

function judgePostgres(server: Resource): Verdict {
  const [password, directory] = ['passwordAuth', 'activeDirectoryAuth'].map((key) =>
    first(server, `properties.authConfig.${key}`),
  );
  const evidence = [password, directory].flatMap((at) => (at === undefined ? [] : [seen(at)]));
  if (password === undefined || isAbsent(password))
    return unknown('The row has no authConfig part that states the sign-in by password.', evidence);
  if (isWord(password, 'Disabled')) return pass('Sign-in by password is Disabled.', evidence);
  if (!isWord(password, 'Enabled')) return unknown('The sign-in by password could not be read.', evidence);
  const also = directory !== undefined && isWord(directory, 'Enabled') ? ' beside directory identities' : '';
  return fail(`Sign-in by password is Enabled${also}.`, evidence);
}

export default defineCheck({
  id: 'azure.database-directory-sign-in',
  version: 1,
  provider: 'azure',
  title: 'Database servers accept directory identities only',
  failsAs: 'database servers accept local accounts with a password',
  why: 'Local database accounts escape single sign-on, leaver processing and second factors.',
  criteria: ['CC6.1', 'CC6.2'],
  severity: 'medium',
  looksAt: [sqlServer, postgres],
  reads: [],
  parameters: [],
  remediation: 'Set a directory administrator and switch local sign-in off.',
  cannotShow: 'Accounts created inside the database.',
  judge: (server) => ifThin(server) ?? (server.type === sqlServer ? judgeSql(server) : judgePostgres(server)),
  examples: {
    pass: {
      resource: armRow(sqlServer, 'orders', {
        administrators: { azureADOnlyAuthentication: true, login: 'database-owners', principalType: 'Group' },
      }),
    },
    fail: {
      resource: armRow(postgres, 'orders', { authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Enabled' } }),
    },
    unknown: { resource: armRow(sqlServer, 'orders', { minimalTlsVersion: '1.2' }) },
  },
});
