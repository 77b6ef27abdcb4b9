import { isInternet, widestSource } from './internet.ts';
import { onceForEach } from './once.ts';
import type { Condition, Statement } from './policy.ts';

/** Keys whose values name an account, in a bare id or inside an ARN. */
const accountKeys = [
  'aws:PrincipalAccount',
  'aws:PrincipalArn',
  'aws:SourceAccount',
  'aws:SourceArn',
  'aws:SourceOwner',
  'kms:CallerAccount',
] as const;

// `IfExists` and `ForAllValues` hold when the key is absent, and `Not…` names who stays out: none of them ties a caller down.
const tying = /^(ForAnyValue:)?(StringEquals|StringEqualsIgnoreCase|StringLike|ArnEquals|ArnLike|IpAddress)$/i;
const ownVariable = /^\$\{aws:Resource(Account|OrgID)\}$/i;

/** The account of an id or ARN such as `111122223333` or `arn:aws:iam::111122223333:root`; null when it names none. */
export function accountOf(id: string): string | null {
  const account = id.startsWith('arn:') ? id.split(':')[4] : id;
  return account !== undefined && /^\d{12}$/.test(account) ? account : null;
}

/** S3 ARNs have no account part, or a wildcard there: bucket names are unique, so the name is what ties. */
function isFixedArn(arn: string): boolean {
  const [, , service = '', , account = '', name = ''] = arn.split(':');
  return accountOf(account) !== null || (service === 's3' && /^\*?$/.test(account) && /^[^*?]+(\/|$)/.test(name));
}

const isFixedAddress = (value: string): boolean => isInternet(value, widestSource) === false;

/** Keys that tie a caller to an account or an organisation. */
export const callerKeys: readonly string[] = [
  ...accountKeys,
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
];

/** True when a condition value stands for a known party and not for anybody. */
function isFixed(value: string): boolean {
  if (value.includes('${')) return ownVariable.test(value);
  if (value.startsWith('arn:')) return isFixedArn(value);
  return /^[^*?:/]+($|[:/])/.test(value);
}

const inLowerCase = onceForEach((keys: readonly string[]) => keys.map((key) => key.toLowerCase()));

/** The first condition on one of the keys that ties the statement to fixed values; null when none does. Keys are compared without case. */
export function tyingCondition({ conditions }: Statement, keys: readonly string[]): Condition | null {
  // Most statements have none.
  if (conditions.length === 0) return null;
  const wanted = inLowerCase(keys);
  const ties = ({ operator, key, values }: Condition) =>
    wanted.includes(key.toLowerCase()) &&
    tying.test(operator) &&
    values.length > 0 &&
    values.every(key.toLowerCase() === 'aws:sourceip' ? isFixedAddress : isFixed);
  return conditions.find(ties) ?? null;
}

const eachAccountKey = accountKeys.map((key) => [key]);

/** The conditions of a statement that tie it to accounts by id or ARN. */
export const accountConditions = (statement: Statement): readonly Condition[] =>
  statement.conditions.length === 0 ? [] : eachAccountKey.flatMap((keys) => tyingCondition(statement, keys) ?? []);
