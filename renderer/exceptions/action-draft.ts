import type { PlannedAction } from '@shared/domain/exception.ts';

export const newAction: PlannedAction = {
  id: '',
  action: '',
  owner: '',
  startOn: null,
  dueOn: null,
  effort: null,
  dependsOn: [],
  successTest: '',
  proof: '',
  neededBeforePeriod: false,
  status: 'planned',
  doneOn: null,
};

/** What keeps an action from being saved, by field; empty when nothing does. */
export type ActionErrors = Partial<Readonly<Record<'action' | 'dueOn' | 'doneOn', string>>>;

/** Looks at an action before it is sent; the engine looks again. */
export function actionErrors({ action, startOn, dueOn, status, doneOn }: PlannedAction): ActionErrors {
  return {
    ...(action.trim() === '' ? { action: 'Write what is done.' } : {}),
    ...(startOn !== null && dueOn !== null && dueOn < startOn ? { dueOn: 'It is due before it starts.' } : {}),
    ...(status === 'done' && doneOn === null ? { doneOn: 'Give the day it was done.' } : {}),
  };
}

/** The plan with an action put in the place of the one with its id, or at the end when it is new. */
export function withAction(plan: readonly PlannedAction[], action: PlannedAction): readonly PlannedAction[] {
  const isKnown = action.id !== '' && plan.some(({ id }) => id === action.id);
  return isKnown ? plan.map((it) => (it.id === action.id ? action : it)) : [...plan, action];
}

/** The plan without an action; those that waited for it wait no more. */
export const withoutAction = (plan: readonly PlannedAction[], id: string): readonly PlannedAction[] =>
  plan.filter((it) => it.id !== id).map((it) => ({ ...it, dependsOn: it.dependsOn.filter((other) => other !== id) }));
