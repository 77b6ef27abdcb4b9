import { impactRatings, type PointId, positions, rootCauseCategories } from '@shared/domain/response.ts';
import { answer, choice, choiceWord, day, type FormField, ids, line, lookedBack, part, prose, whole } from './kinds.ts';

/** A section of the form: the point of the rubric it answers, and what is asked. */
export interface Section {
  readonly point: PointId;
  readonly title: string;
  readonly question: string;
}

/** The ten sections in their order. */
export const sections: readonly Section[] = [
  {
    point: 'R1',
    title: 'What happened',
    question: 'Is the finding right? How many of how many, which items, which days?',
  },
  {
    point: 'R2',
    title: 'Why it happened',
    question: 'Which process, system or shortage let it happen? “Human error” alone is not a cause.',
  },
  {
    point: 'R3',
    title: 'How far it reaches',
    question: 'What was looked at over the whole period to find other instances, and what was found?',
  },
  {
    point: 'R4',
    title: 'Effect on customers',
    question: 'What did it mean for customers and their data, and what shows it?',
  },
  {
    point: 'R5',
    title: 'Other controls',
    question: 'Which other control worked in the period and limited it? Say so when there was none.',
  },
  {
    point: 'R6',
    title: 'Instances fixed',
    question: 'What was put right for the items found, on which day, and what shows it?',
  },
  {
    point: 'R7',
    title: 'Cause changed',
    question: 'What is different now, so that it cannot come back? A reminder alone does not change a cause.',
  },
  { point: 'R8', title: 'Owner and date', question: 'Which one person answers for it, and by when?' },
  {
    point: 'R9',
    title: 'Proof',
    question: 'What shows that it is done, or will show it? Completion is accepted with proof only.',
  },
  {
    point: 'R10',
    title: 'How a repeat is noticed',
    question: 'Who or what would notice it, and how soon?',
  },
];

const most = 20_000;
const named = 120;

/** Every cell that management fills in, in the order of the sections. */
export const fields: readonly FormField[] = [
  choice(['R1', 'Position'], part('position'), positions, (id) => `${choiceWord(id)} the finding`),
  prose(['R1', 'What happened'], part('statement'), most),
  ids(['R1', 'Evidence for a dispute'], part('statementEvidence'), 'evidence'),
  choice(['R2', 'Kind of cause'], part('rootCauseCategory'), rootCauseCategories),
  prose(['R2', 'Why it happened'], part('rootCause'), most),
  answer(['R3', 'Looked back'], lookedBack('performed'), null),
  prose(['R3', 'How far it reaches'], lookedBack('text'), most),
  prose(['R3', 'Method of looking back'], lookedBack('method'), most),
  whole(['R3', 'Items looked at'], lookedBack('population')),
  whole(['R3', 'Instances found'], lookedBack('instances')),
  day(['R3', 'Looked back from'], lookedBack('from')),
  day(['R3', 'Looked back to'], lookedBack('to')),
  prose(['R3', 'If not, why not'], lookedBack('whyNot'), most),
  choice(['R4', 'Impact'], part('impactRating'), impactRatings),
  prose(['R4', 'Effect on customers'], part('impact'), most),
  ids(['R4', 'Evidence of the effect'], part('impactEvidence'), 'evidence'),
  ids(['R5', 'Control ids'], part('compensatingControlIds'), 'controls'),
  answer(['R5', 'There was none'], part('compensatingNone'), false),
  prose(['R5', 'How they limited it'], part('compensating'), most),
  prose(['R6', 'Instances fixed'], part('correction'), most),
  day(['R6', 'Fixed on'], part('correctionOn')),
  ids(['R6', 'Evidence of the fix'], part('correctionEvidence'), 'evidence'),
  prose(['R7', 'Cause changed'], part('correctiveAction'), most),
  line(['R8', 'Owner'], part('ownerName'), named),
  line(['R8', 'Role'], part('ownerRole'), named),
  day(['R8', 'Due'], part('dueOn')),
  prose(['R9', 'Proof'], part('proof'), most),
  day(['R9', 'Completed on'], part('completedOn')),
  ids(['R9', 'Evidence of completion'], part('proofEvidence'), 'evidence'),
  prose(['R10', 'How a repeat is noticed'], part('monitoring'), most),
  line(['R10', 'Control or check that notices'], part('monitoringId'), 200),
  prose(['R10', 'If it was there before: why the last fix did not hold'], part('repeatWhy'), most),
];
