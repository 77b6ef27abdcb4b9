import { useEffect, useState } from 'react';
import { call } from '../../api.ts';
import { type Hit, readQuery } from './palette-model.ts';

/** What the engine finds for the words typed. An answer that comes after newer words is dropped. */
export function useHits(typed: string): readonly Hit[] {
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const { narrowing, text } = readQuery(typed);
  const isAsked = text !== '' && narrowing !== 'actions';
  useEffect(() => {
    let isCurrent = true;
    const answer = isAsked ? call('palette.search', { text: text.slice(0, 200) }) : Promise.resolve([]);
    // A refused search leaves the actions; the palette has no other place to say it and loses nothing.
    answer.catch(() => []).then((found) => isCurrent && setHits(found));
    return () => {
      isCurrent = false;
    };
  }, [text, isAsked]);
  return hits;
}
