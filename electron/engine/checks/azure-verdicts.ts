import { pass, type Verdict } from '@shared/domain/verdict.ts';
import { sentenceOf } from './azure-parts.ts';
import { severest } from './judge.ts';

const clauseOf = ({ because }: Verdict): string => `${because.slice(0, 1).toLowerCase()}${because.slice(1, -1)}`;

/** The verdict of parts that must all hold: the gravest of those that do not, else one sentence of all of them. */
export function allHold(verdicts: readonly [Verdict, ...Verdict[]]): Verdict {
  const worst = severest(verdicts) ?? verdicts[0];
  if (worst.status !== 'pass' || verdicts.length === 1) return worst;
  return pass(sentenceOf(verdicts.map(clauseOf)), verdicts.flatMap(({ seen }) => seen).slice(0, 8));
}
