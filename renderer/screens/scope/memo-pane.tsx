import { Button, CopyButton } from '@mantine/core';
import { dayWords } from '@shared/domain/words.ts';
import { useMemo } from 'react';
import { useEngagement } from '../../engagement.store.ts';
import type { ScopeView } from '../../scope.store.ts';
import { ListState } from '../../ui/list-state.tsx';
import { type MemoPart, memoParts, memoText } from './memo-model.ts';
import classes from './pane.module.css';

function Part({ part: { title, none, entries } }: { readonly part: MemoPart }) {
  return (
    <section className={classes.block}>
      <h3 className="type-section">{title}</h3>
      {entries.length === 0 ? (
        <p className="type-second text-3">{none}</p>
      ) : (
        <ul className={classes.memo}>
          {entries.map(({ id, name, lines }) => (
            <li key={id}>
              <p>
                <b>{name}</b> <code className="type-mono-tag text-3">{id}</code>
              </p>
              {lines.map((line, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same sentence may stand twice in a memo.
                <p key={place} className="text-2">
                  {line}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Versions({ memos }: Pick<ScopeView, 'memos'>) {
  return (
    <section className={classes.block}>
      <h3 className="type-section">Versions</h3>
      <ol className={classes.versions}>
        {memos
          .toSorted((a, b) => b.version - a.version)
          .map(({ version, at, by, reason }) => (
            <li key={version}>
              Version {version}
              <small>
                {dayWords(at)}, by {by}
              </small>
              {reason === '' ? null : <small>{reason}</small>}
            </li>
          ))}
      </ol>
    </section>
  );
}

/** The scope memo to be read: systems in and out with their reasons, regions, subservice organisations and versions. */
export function MemoPane({ view }: { readonly view: ScopeView }) {
  const client = useEngagement((state) => state.summary?.engagement.client ?? '');
  const parts = useMemo(() => memoParts(view.systems), [view.systems]);
  const { memo } = view;
  return (
    <div className={classes.pane}>
      <header className={classes.head}>
        <h2 className="type-pane">Scope memo</h2>
        <p className="text-3 type-second">
          {memo === null
            ? `${client}. Not yet written.`
            : `${client}. Version ${memo.version}, ${dayWords(memo.at)}, by ${memo.by}.`}
        </p>
      </header>
      {memo === null ? (
        <div className={classes.block}>
          <ListState
            kind="empty"
            title="There is no memo yet"
            text="The first system in the register writes version 1; every change writes the next."
          />
        </div>
      ) : (
        <>
          <div className={classes.block}>
            <CopyButton value={memoText(client, view)}>
              {({ copied, copy }) => <Button onClick={copy}>{copied ? 'Copied as text' : 'Copy as text'}</Button>}
            </CopyButton>
          </div>
          {parts.map((part) => (
            <Part key={part.title} part={part} />
          ))}
          <Versions memos={view.memos} />
        </>
      )}
    </div>
  );
}
