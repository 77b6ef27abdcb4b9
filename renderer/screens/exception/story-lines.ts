import type { Detail } from './exception.store.ts';

type Item = Detail['row']['exception']['affectedItems'][number];
type Step = Detail['story'][number];

/** The name of an affected item without its id and region, which stand beside its mark already. */
export const itemName = ({ words }: Pick<Item, 'words'>): string => words.split(', ')[0] ?? words;

/** The story with items called by their names alone. */
export function shortStory(story: readonly Step[], items: readonly Pick<Item, 'words'>[]): readonly Step[] {
  const whole = [...new Set(items.map(({ words }) => words))].filter((words) => words !== '');
  return story.map((step) => {
    const item = whole.find((words) => step.words.startsWith(words));
    return item === undefined
      ? step
      : { ...step, words: `${itemName({ words: item })}${step.words.slice(item.length)}` };
  });
}
