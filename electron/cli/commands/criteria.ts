import type { Output } from '@shared/contract/contract.ts';
import { standings } from '@shared/domain/criterion.ts';
import { counted, dayWords } from '@shared/domain/words.ts';
import { listCriteria } from '../../engine/services/criteria.ts';
import type { Values } from '../arguments.ts';
import { commandDeps, print, withJudged } from '../deps.ts';

type View = Output<'criterion.list'>[number];

const conclusionWords = ({ conclusion }: View): string =>
  conclusion === null
    ? 'not concluded'
    : `concluded ${conclusion.word} by ${conclusion.by} on ${dayWords(conclusion.concludedOn)}: ${conclusion.reason}`;

const line = (view: View): string =>
  [
    `${view.reading.reading.padEnd(13)} ${view.reading.criterion.id.padEnd(6)} ${view.reading.criterion.title}`,
    `                     ${view.reading.because}`,
    `                     Controls: ${view.reading.controls.join(', ') || 'none'}; ${conclusionWords(view)}`,
  ].join('\n');

function table(views: readonly View[]): string {
  const counts = standings.map(
    (standing) => `${views.filter(({ reading }) => reading.reading === standing).length} ${standing}`,
  );
  return [...views.map(line), `${counted(views.length, 'criterion', 'criteria')} in scope: ${counts.join(', ')}.`].join(
    '\n',
  );
}

/** `fieldwork criteria`: every criterion in scope with its standing, its controls and what a person concluded. */
export function criteria(words: readonly string[], values: Values): Promise<number> {
  return withJudged(words, (workspace) => {
    const views = listCriteria(workspace, commandDeps());
    const rows = views.map(({ reading, conclusion }) => ({
      id: reading.criterion.id,
      title: reading.criterion.title,
      reading: reading.reading,
      because: reading.because,
      controls: reading.controls,
      counts: reading.counts,
      conclusion,
    }));
    print(values.json, rows, table(views));
    return 0;
  });
}
