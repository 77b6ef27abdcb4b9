import type { Output } from '@shared/contract/contract.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { remediationPlan } from '../../engine/services/plan.ts';
import type { Values } from '../arguments.ts';
import { commandDeps, print, withJudged } from '../deps.ts';

type Plan = Output<'plan.get'>;

function line({ action, severity, touchesCustomerData, isOverdue, title }: Plan['lines'][number]): string {
  const due = action.dueOn === null ? 'no due date' : `due ${dayWords(action.dueOn)}${isOverdue ? ', overdue' : ''}`;
  const marks = [
    ...(touchesCustomerData ? ['customer data'] : []),
    ...(action.neededBeforePeriod ? ['needed before the period'] : []),
    ...(action.dependsOn.length === 0 ? [] : [`after ${action.dependsOn.join(', ')}`]),
  ];
  return [
    `${action.id}  ${severity.padEnd(8)} ${action.status.padEnd(11)} ${action.action}`,
    `           ${[due, action.owner || 'no owner', ...marks].join('; ')}`,
    `           ${title}`,
  ].join('\n');
}

function words({ lines, burnDown }: Plan): string {
  const now = burnDown.at(-1);
  const open = now === undefined ? [] : [`${counted(now.open, 'exception')} open, ${now.due} of them due.`];
  return [...lines.map(line), counted(lines.length, 'action'), ...open].join('\n');
}

/** `fieldwork plan`: every action of every exception, most urgent first, and how the open exceptions burn down. */
export function plan(names: readonly string[], values: Values): Promise<number> {
  return withJudged(names, (workspace) => {
    const whole = remediationPlan(workspace, commandDeps());
    print(values.json, whole, words(whole));
    return 0;
  });
}
