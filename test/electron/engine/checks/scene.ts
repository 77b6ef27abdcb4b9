import type { Check, Example, ExampleResource, Scene } from '@shared/domain/check.ts';
import { isObject, type Json, type JsonObject } from '@shared/domain/json.ts';
import type { Provider, Resource } from '@shared/domain/resource.ts';
import type { Verdict } from '@shared/domain/verdict.ts';

/** The instant examples are judged at. */
const exampleAsOf = '2026-10-01T00:00:00.000Z';
/** The account an example stands in when it names none. */
export const exampleAccount = '111122223333';
const exampleSubscription = '11111111-2222-4333-8444-555555555555';

const objectOr = (value: Json | undefined): JsonObject => (value !== undefined && isObject(value) ? value : {});
const globalTypes = ['aws.account', 'azure.subscription', 'azure.tenant'];
const isGlobal = (type: string): boolean => type.startsWith('AWS::IAM::') || globalTypes.includes(type);
const providerOf = (type: string): Provider => (/^(aws\.|AWS::)/.test(type) ? 'aws' : 'azure');

function idOf(type: string, account: string, region: string): string {
  if (globalTypes.includes(type)) return account;
  return type === 'aws.account-region' ? `${account}/${region}` : 'example';
}

/** A whole resource from an example's few properties; what it leaves out has neutral values. */
export function resourceOf(given: ExampleResource, defaultType: string): Resource {
  const type = given.type ?? defaultType;
  const provider = providerOf(type);
  const account = given.account ?? (provider === 'aws' ? exampleAccount : exampleSubscription);
  const region = given.region ?? (isGlobal(type) ? 'global' : provider === 'aws' ? 'eu-west-1' : 'westeurope');
  const id = given.id ?? idOf(type, account, region);
  return {
    provider,
    account,
    region,
    type,
    id,
    name: given.name ?? id,
    arn: given.arn ?? null,
    capturedAt: given.capturedAt ?? '2026-09-30T12:00:00.000Z',
    isDeleted: false,
    createdAt: null,
    standing: 'evidence',
    tags: given.tags ?? {},
    relationships: given.relationships ?? [],
    configuration: objectOr(given.configuration),
    supplementaryConfiguration: objectOr(given.supplementaryConfiguration),
  };
}

function declared(check: Check, given: Readonly<Record<string, Json>>, name: string): Json {
  const parameter = check.parameters.find((one) => one.name === name);
  if (parameter === undefined) throw new Error(`${check.id} asks for the undeclared parameter ${name}`);
  return given[name] ?? parameter.default;
}

function mustRead(check: Check, type: string): void {
  if (!check.reads.includes(type))
    throw new Error(`${check.id} asks the scene for ${type}, which it does not list in reads`);
}

/** The scene of an example: strict, so that a check cannot look at what it does not declare. */
function sceneOf(check: Check, example: Example, ownAccounts?: readonly string[]): Scene {
  const everything = [example.resource, ...(example.others ?? [])].map((one) =>
    resourceOf(one, check.looksAt[0] ?? ''),
  );
  return {
    asOf: exampleAsOf,
    isPast: (instant) => exampleAsOf >= instant,
    ownAccounts: ownAccounts ?? [...new Set(everything.map(({ account }) => account))],
    of(type, account, region) {
      mustRead(check, type);
      const isThere = (one: Resource) => one.account === account && (region === undefined || one.region === region);
      return everything.filter((one) => one.type === type && isThere(one));
    },
    known(type) {
      mustRead(check, type);
      const because = example.unseen?.[type];
      return because === undefined ? { isKnown: true } : { isKnown: false, because };
    },
    parameter: (name) => declared(check, example.parameters ?? {}, name),
  };
}

/** What a check says of an example. */
export const judgeExample = (check: Check, example: Example, ownAccounts?: readonly string[]): Verdict =>
  check.judge(resourceOf(example.resource, check.looksAt[0] ?? ''), sceneOf(check, example, ownAccounts));
