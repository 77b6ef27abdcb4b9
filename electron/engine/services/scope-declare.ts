import type { Input } from '@shared/contract/contract.ts';
import type { Location, ScopeDifference, Stance, System } from '@shared/domain/system.ts';
import { AppError } from '@shared/errors.ts';
import type { ScopeTruth } from '../evaluate/scope.ts';
import { registerOf } from '../evaluate/scope-declared.ts';
import type { SystemEdit } from '../evaluate/scope-register.ts';

/** What is to be declared, and what it is compared with. */
interface Declaring {
  readonly truth: ScopeTruth;
  readonly difference: ScopeDifference;
  readonly stance: Stance;
  readonly reason: string;
}

const withLocations = (system: System, regions: readonly string[], stance: Stance, reason: string): System => ({
  ...system,
  locations: [
    ...system.locations.filter(({ region }) => !regions.includes(region)),
    ...regions.map((region): Location => ({ region, stance, reason })),
  ],
});

/** The regions of an account in which something was seen: taking the account in takes them in. */
const seenRegions = ({ truth, difference }: Declaring): readonly string[] =>
  truth.cells
    .filter(({ account, region, seen }) => account === difference.account && region !== 'global' && (seen ?? 0) > 0)
    .map(({ region }) => region);

/** The regions that one line about regions nobody read stands for. */
function unreadRegions({ truth, difference: { account } }: Declaring): readonly string[] {
  const told = new Set(truth.differences.filter((one) => one.account === account).map(({ region }) => region));
  return truth.cells
    .filter((cell) => cell.account === account && cell.declared === 'unused' && cell.state === 'not-read')
    .map(({ region }) => region)
    .filter((region) => !told.has(region));
}

function newSystem(declaring: Declaring, stance: System['stance']): Omit<System, 'id'> {
  const { truth, difference, reason } = declaring;
  const { account } = difference;
  const provider = truth.accounts.find((one) => one.account === account)?.provider ?? 'aws';
  const regions = stance === 'in' ? seenRegions(declaring) : [];
  return {
    kind: provider === 'aws' ? 'aws-account' : 'azure-subscription',
    name: `${provider === 'aws' ? 'AWS account' : 'Azure subscription'} ${account}`,
    identifier: account,
    owner: '',
    // Until a person says otherwise, what was found is handled with care.
    dataClass: 'confidential',
    handlesCustomerData: true,
    stance,
    reason,
    locations: regions.map((region) => ({ region, stance: 'in', reason: '' })),
    method: null,
    expected: [],
    userControls: [],
  };
}

function wholeAccount(declaring: Declaring, system: System, stance: System['stance']): System {
  const { reason } = declaring;
  const regions = stance === 'in' ? seenRegions(declaring) : [];
  return withLocations({ ...system, stance, reason }, regions, 'in', reason);
}

const cannot = (message: string): AppError => new AppError('bad-input', message, 'Nothing was changed.');

/** The change of the register that a declaration means. */
export function declaringEdit(
  declaring: Declaring & { readonly systems: readonly System[] },
): Extract<SystemEdit, { kind: 'put' }> {
  const { systems, difference, stance, reason } = declaring;
  const { account, region } = difference;
  const system = registerOf(systems).systemOf(account);
  if (region === 'global') throw cannot('What lies outside of regions is declared with the account.');
  if (system !== undefined && region !== null)
    return { kind: 'put', id: system.id, system: withLocations(system, [region], stance, reason) };
  if (system !== undefined && difference.declared.stance === 'unused')
    return { kind: 'put', id: system.id, system: withLocations(system, unreadRegions(declaring), stance, reason) };
  if (stance === 'unused') throw cannot('An account is in the report or left out of it; only a region can be unused.');
  return system === undefined
    ? { kind: 'put', id: null, system: newSystem(declaring, stance) }
    : { kind: 'put', id: system.id, system: wholeAccount(declaring, system, stance) };
}

/** Refuses a declaration after which the difference would stand as before. */
export function refuseIdle(after: ScopeTruth, { difference }: Input<'scope.declare'>): void {
  const still = after.differences.find(({ id }) => id === difference);
  if (still !== undefined)
    throw cannot(`So declared, the difference would stay. Declared: ${still.declared.words} Seen: ${still.seen.words}`);
}
