import type { PointId } from '@shared/domain/response.ts';
import type { Response } from './exception.store.ts';

/** The texts of a response that a section writes. */
type TextField = {
  [F in keyof Response]: Response[F] extends string ? F : never;
}[keyof Response];

/** One section of the response: the point it answers, its text, and what the empty field asks. */
export interface Section {
  readonly point: PointId;
  readonly title: string;
  /** The look back keeps its text one level down. */
  readonly text: TextField | 'lookback' | null;
  readonly asks: string;
}

/** The response as one document in ten short sections. */
export const sections: readonly Section[] = [
  { point: 'R1', title: 'What happened', text: 'statement', asks: 'How many of how many, which items, which days' },
  { point: 'R2', title: 'Why it happened', text: 'rootCause', asks: 'Process, system or capacity: what let it happen' },
  {
    point: 'R3',
    title: 'How far it reaches',
    text: 'lookback',
    asks: 'What was looked at over the whole period, and what was found',
  },
  { point: 'R4', title: 'Effect on customers', text: 'impact', asks: 'What it meant for customers and their data' },
  { point: 'R5', title: 'Other controls', text: 'compensating', asks: 'Which control limited it, and how' },
  { point: 'R6', title: 'Instances fixed', text: 'correction', asks: 'What was put right, and when' },
  {
    point: 'R7',
    title: 'Cause changed',
    text: 'correctiveAction',
    asks: 'What is different now, so that it cannot come back',
  },
  { point: 'R8', title: 'Owner and date', text: null, asks: '' },
  { point: 'R9', title: 'Proof', text: 'proof', asks: 'What shows that it is done, or will show it' },
  {
    point: 'R10',
    title: 'How a repeat is noticed',
    text: 'monitoring',
    asks: 'Who or what would notice, and how soon',
  },
];

/** The text of a section. */
export function textOf(response: Response, { text }: Section): string {
  if (text === null) return '';
  return text === 'lookback' ? response.lookback.text : response[text];
}

/** The change that writes a section's text. */
export function typed(response: Response, { text }: Section, value: string): Partial<Response> {
  if (text === null) return {};
  return text === 'lookback' ? { lookback: { ...response.lookback, text: value } } : { [text]: value };
}

/** The name a flag gives to the field of a section. */
export const flagField = ({ text }: Section): string => (text === 'lookback' ? 'lookback.text' : (text ?? ''));
