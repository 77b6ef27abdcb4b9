import { isObject, isUnset, type Json } from '@shared/domain/json.ts';
import type { Property } from '@shared/domain/resource.ts';
import { globMatches } from './glob.ts';
import { elements, inside, text } from './read.ts';

/** `everyone` is the principal `*` in any of its spellings. */
const principalKinds = ['everyone', 'AWS', 'Federated', 'Service', 'CanonicalUser'] as const;
type PrincipalKind = (typeof principalKinds)[number];

/** Who a statement speaks of, and where it says so. */
export interface Principal {
  readonly kind: PrincipalKind;
  /** As written: account id, ARN, unique id, service name, provider ARN or canonical id. */
  readonly id: string;
  readonly at: Property;
}

/** One key under one operator; all conditions of a statement hold together. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
  readonly at: Property;
}

/** One statement of a policy document with everything a rule compares. Absent elements are empty lists. */
export interface Statement {
  readonly at: Property;
  /** Counts from 1. */
  readonly place: number;
  /** How many statements the document has. */
  readonly of: number;
  readonly effect: 'Allow' | 'Deny';
  /** The `Principal` element as a whole, to quote. */
  readonly principal: Property;
  readonly principals: readonly Principal[];
  readonly notPrincipals: readonly Principal[];
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
  readonly resources: readonly string[];
  readonly notResources: readonly string[];
  readonly conditions: readonly Condition[];
}

/** A text, number or truth value as text; null for anything deeper. */
const word = (value: Json | undefined): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null;

/** What each of a list reads as, or null as soon as one cannot be read: a document is readable as a whole or not at all. */
function all<From, To>(list: readonly From[], read: (one: From, place: number) => To | null): readonly To[] | null {
  const whole: To[] = [];
  for (let place = 0; place < list.length; place += 1) {
    const one = list[place];
    const answer = one === undefined ? null : read(one, place);
    if (answer === null) return null;
    whole.push(answer);
  }
  return whole;
}

function words({ value }: Property): readonly string[] | null {
  if (isUnset(value)) return [];
  if (Array.isArray(value)) return all(value, word);
  const only = word(value);
  return only === null ? null : [only];
}

const kinds = new Map(principalKinds.map((kind) => [kind.toLowerCase(), kind]));

function principalsOf(kind: string, at: Property): readonly Principal[] | null {
  const known = kind === '*' ? 'AWS' : kinds.get(kind.toLowerCase());
  if (known === undefined) return null;
  return all(elements(at), (one) => {
    const id = word(one.value);
    return id === null ? null : { kind: id === '*' ? 'everyone' : known, id, at: one };
  });
}

interface Entry {
  readonly key: string;
  readonly at: Property;
}

/** The entries of a map whose keys come from the document: condition keys hold dots, so they are no paths. */
const entries = (map: Property): readonly Entry[] =>
  isObject(map.value)
    ? Object.entries(map.value).map(([key, value]) => ({ key, at: { path: `${map.path}.${key}`, value } }))
    : [];

function principalsAt(at: Property): readonly Principal[] | null {
  if (isUnset(at.value)) return [];
  if (!isObject(at.value)) return at.value === '*' ? [{ kind: 'everyone', id: '*', at }] : null;
  return all(entries(at), (kind) => principalsOf(kind.key, kind.at))?.flat() ?? null;
}

function conditionsOf(operator: Entry): readonly Condition[] | null {
  if (!isObject(operator.at.value)) return null;
  return all(entries(operator.at), ({ key, at }) => {
    const values = words(at);
    return values === null ? null : { operator: operator.key, key, values, at };
  });
}

function conditionsAt(at: Property): readonly Condition[] | null {
  if (isUnset(at.value)) return [];
  return isObject(at.value) ? (all(entries(at), conditionsOf)?.flat() ?? null) : null;
}

function effectOf(at: Property): Statement['effect'] | null {
  const effect = text(at);
  return effect === 'Allow' || effect === 'Deny' ? effect : null;
}

function statement(at: Property, place: number, of: number): Statement | null {
  const effect = effectOf(inside(at, 'Effect'));
  const principal = inside(at, 'Principal');
  const principals = principalsAt(principal);
  const notPrincipals = principalsAt(inside(at, 'NotPrincipal'));
  const actions = words(inside(at, 'Action'));
  const notActions = words(inside(at, 'NotAction'));
  const resources = words(inside(at, 'Resource'));
  const notResources = words(inside(at, 'NotResource'));
  const conditions = conditionsAt(inside(at, 'Condition'));
  if (effect === null || principals === null || notPrincipals === null || conditions === null) return null;
  if (actions === null || notActions === null || resources === null || notResources === null) return null;
  if (actions.length + notActions.length === 0) return null;
  const who = { principal, principals, notPrincipals };
  return { at, place, of, effect, ...who, actions, notActions, resources, notResources, conditions };
}

/** The statements of a decoded policy document, or null when any part of it cannot be read. A list of one document counts as it. */
export function statements(document: Property): readonly Statement[] | null {
  const documents = elements(document);
  const [root] = documents;
  if (root === undefined || documents.length > 1) return null;
  const body = inside(root, 'Statement');
  if (!Array.isArray(body.value) && !isObject(body.value)) return null;
  const parts = elements(body);
  return all(parts, (at, place) => statement(at, place + 1, parts.length));
}

/** What stands where a policy belongs. `none`: the item says that there is no policy; `missing`: it says nothing. */
export type PolicyReading =
  | { readonly state: 'missing' | 'none' | 'unreadable'; readonly at: Property }
  | { readonly state: 'read'; readonly at: Property; readonly statements: readonly Statement[] };

/** Reads the policy that stands at a property. */
export function readPolicy(at: Property): PolicyReading {
  if (at.value === undefined) return { state: 'missing', at };
  if (isUnset(at.value)) return { state: 'none', at };
  const read = statements(at);
  return read === null ? { state: 'unreadable', at } : { state: 'read', at, statements: read };
}

/** The statements that grant something. */
export const allows = (all: readonly Statement[]): readonly Statement[] =>
  all.filter(({ effect }) => effect === 'Allow');

/** The principals that stand for everyone; a statement that leaves some out speaks of everyone else. */
export const everyoneIn = ({ principals, notPrincipals }: Statement): readonly Principal[] => [
  ...principals.filter(({ kind }) => kind === 'everyone'),
  ...notPrincipals,
];

/** True when the statement's actions cover an action such as `s3:GetObject`; IAM ignores the case of actions. */
export function coversAction({ actions, notActions }: Statement, action: string): boolean {
  const names = (pattern: string) => globMatches(pattern.toLowerCase(), action.toLowerCase());
  return notActions.length > 0 ? !notActions.some(names) : actions.some(names);
}

const isEveryAction = (action: string): boolean => /^[*:]+$/.test(action);
/** True for a resource pattern that covers every resource of an account or of all. */
export const isEveryResource = (resource: string): boolean => /^(arn:(aws[\w-]*)?)?[*:]+$/.test(resource);

/** True for an Allow of every action on every resource; `NotAction` and `NotResource` leave out a few and grant the rest. */
export const grantsEverything = ({ effect, actions, notActions, resources, notResources }: Statement): boolean =>
  effect === 'Allow' &&
  (notActions.length > 0 || actions.some(isEveryAction)) &&
  (notResources.length > 0 || resources.some(isEveryResource));
