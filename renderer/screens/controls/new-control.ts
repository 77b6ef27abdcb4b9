import type { Control, ControlEdit, ControlFields } from '@shared/domain/control.ts';

/** What is asked of a new control; the rest is filled in the matrix. */
export interface NewControl {
  readonly id: string;
  readonly domain: string;
  readonly title: string;
  readonly statement: string;
}

/** The next free number of a domain: `IAM-12` after `IAM-11`. */
export function nextId(domain: string, controls: readonly Pick<Control, 'id'>[]): string {
  const shape = new RegExp(`^${domain}-(\\d+)$`);
  const numbers = controls.map(({ id }) => Number(shape.exec(id)?.[1] ?? 0));
  return `${domain}-${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}

const idShape = /^[A-Za-z0-9-]{1,40}$/;

/** Why a new control cannot be saved yet, by field; empty when it can. */
export function newControlErrors(
  { id, title, statement }: NewControl,
  controls: readonly Pick<Control, 'id'>[],
): Partial<Readonly<Record<keyof NewControl, string>>> {
  return {
    ...(idShape.test(id) ? {} : { id: '1 to 40 letters, digits and dashes.' }),
    ...(controls.some((one) => one.id === id) ? { id: `There is a control ${id} already.` } : {}),
    ...(title.trim() === '' ? { title: 'Title cannot be empty.' } : {}),
    ...(statement.trim() === '' ? { statement: 'Statement cannot be empty.' } : {}),
  };
}

const empty: Omit<ControlFields, 'domain' | 'title' | 'statement'> = {
  criteria: [],
  type: 'preventive',
  nature: 'manual',
  frequency: 'quarterly',
  targetCadence: 'quarterly',
  owner: '',
  performer: '',
  systems: [],
  isKey: true,
  risk: '',
  population: '',
  evidence: [],
  testOfDesign: '',
  testOfOperation: [],
  policy: '',
  status: 'planned',
  reason: null,
  checks: [],
  declares: [],
  effectiveTo: null,
};

/** The edit that adds a control: planned, manual, quarterly and key until somebody says otherwise. */
export const addEdit = ({ id, domain, title, statement }: NewControl): ControlEdit => ({
  kind: 'add',
  id,
  fields: { ...empty, domain, title: title.trim(), statement: statement.trim() },
});
