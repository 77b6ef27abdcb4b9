import type { ConclusionWord, Criterion } from '@shared/domain/criterion.ts';
import { type FindingState, findingStates } from '@shared/domain/finding.ts';
import type { StateCounts } from '@shared/domain/reading.ts';
import { counted } from '@shared/domain/words.ts';
import type { CriterionView } from './criteria-lines.ts';

/** A named person's word; none of them says that a criterion is fulfilled, which is the CPA firm's to say. */
export const conclusionWords: Readonly<Record<ConclusionWord, string>> = {
  ready: 'Ready',
  'ready-with-exceptions': 'Ready, with exceptions',
  'not-ready': 'Not ready',
  'not-assessed': 'Not assessed',
};

/** What the configuration of a cloud can say of a criterion. */
export const evidenceWords: Readonly<Record<Criterion['cloudEvidence'], string>> = {
  direct: 'The configuration of a cloud can show it directly.',
  partial: 'The configuration of a cloud helps; records kept by people are needed too.',
  none: 'No cloud can show it: records kept by people are needed.',
};

/** Of all trust services criteria, those that a configuration can show directly. */
export const shownDirectly = { number: 9, of: 61 } as const;

/** The sentence above the list: who concludes, and how far cloud checks reach. */
export function reachWords(views: readonly CriterionView[]): string {
  const direct = views.filter(({ reading }) => reading.criterion.cloudEvidence === 'direct').length;
  return `Only a CPA firm concludes on a criterion in a report. No criterion is concluded from cloud checks alone: the configuration of a cloud can show ${direct} of these ${views.length} directly, and ${shownDirectly.number} of all ${shownDirectly.of}.`;
}

const stateNames = {
  fail: 'fail',
  lapsed: 'lapsed',
  unknown: 'unknown',
  pass: 'pass',
  'not-applicable': 'not applicable',
} as const;

/** `3 fail, 1 lapsed, 20 pass`, of all states or of some; empty without findings. */
export const countWords = (counts: StateCounts, of: readonly FindingState[] = findingStates): string =>
  of.flatMap((state) => (counts[state] === 0 ? [] : [`${counts[state]} ${stateNames[state]}`])).join(', ');

/** `2 contradicted, 1 silent`: how the controls of a criterion stand, worst first. */
export function standingWords(controls: CriterionView['controls']): string {
  const parts = (['contradicted', 'unknown', 'supported', 'silent'] as const).flatMap((standing) => {
    const number = controls.filter(({ reading }) => reading === standing).length;
    return number === 0 ? [] : [`${number} ${standing}`];
  });
  return parts.join(', ');
}

/** `38 criteria in scope, 2 concluded by a named person` */
export function scopeCounts(views: readonly CriterionView[]): string {
  const concluded = views.filter(({ conclusion }) => conclusion !== null).length;
  return `${counted(views.length, 'criterion', 'criteria')} in scope, ${concluded} concluded by a named person`;
}
