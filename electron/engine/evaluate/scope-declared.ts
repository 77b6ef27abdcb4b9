import type { ScopeCell, System } from '@shared/domain/system.ts';
import { listed } from '@shared/domain/words.ts';

export type Declared = ScopeCell['declared'];

/** A name for an account and region that no id can forge. */
export const placeKey = (account: string, region: string): string => `${account}\n${region}`;

/** True for systems whose places a cloud can show. */
export const isCloud = ({ kind }: Pick<System, 'kind'>): boolean =>
  kind === 'aws-account' || kind === 'azure-subscription';

/** What the register says of accounts and regions. */
export interface Register {
  readonly systems: readonly System[];
  /** The system that an account number or subscription id stands for. */
  systemOf(account: string): System | undefined;
  stanceOf(account: string, region: string): Declared;
}

/** Reads the register by account. An account may also be named as the identifier of a vendor's system. */
export function registerOf(systems: readonly System[]): Register {
  const ordered = [...systems.filter((one) => !isCloud(one)), ...systems.filter(isCloud)];
  const byAccount = new Map(ordered.map((system) => [system.identifier.toLowerCase(), system]));
  const systemOf = (account: string) => (account === '' ? undefined : byAccount.get(account.toLowerCase()));
  return {
    systems,
    systemOf,
    stanceOf(account, region) {
      const system = systemOf(account);
      if (system === undefined) return 'not-named';
      if (system.stance === 'excluded') return 'excluded';
      // What an account holds outside of regions is part of it.
      if (region === 'global') return 'in';
      return system.locations.find((location) => location.region === region)?.stance ?? 'unused';
    },
  };
}

/** The text as a sentence. */
const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

/** What the register says of the regions it does not name. */
export function namedOnly({ name, locations }: System): string {
  const inside = locations.filter(({ stance }) => stance === 'in').map(({ region }) => region);
  return inside.length === 0
    ? `The register names no region of ${name}.`
    : `The register names ${listed(inside)} of ${name} only.`;
}

/** What is declared of a place, in words; without a region, of the whole account. */
export function declaredWords({ systemOf, stanceOf }: Register, account: string, region: string | null): string {
  const system = systemOf(account);
  if (system === undefined) return 'The register does not name this account.';
  if (region === null || system.stance === 'excluded') return sentence(system.reason || `${system.name}.`);
  if (region === 'global') return `Declared with ${system.name}.`;
  const reason = system.locations.find((location) => location.region === region)?.reason ?? '';
  if (reason !== '') return sentence(reason);
  return stanceOf(account, region) === 'unused' ? namedOnly(system) : `Declared with ${system.name}.`;
}
