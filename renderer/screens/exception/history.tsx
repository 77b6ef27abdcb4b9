import { Button } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { useState } from 'react';
import { attempt } from '../../app.store.ts';
import { auditWords } from '../../ui/audit-words.ts';
import { type DiffPart, wordDiff } from '../../ui/word-diff.ts';
import { instantWords } from '../../ui/words.ts';
import { bringBack, type Detail, type Response } from './exception.store.ts';
import classes from './history.module.css';
import { sections, textOf } from './sections.ts';

function Difference({ parts }: { readonly parts: readonly DiffPart[] }) {
  let at = 0;
  return (
    <p className={classes.difference}>
      {parts.map(({ kind, text }) => {
        at += text.length;
        if (kind === 'same') return <span key={at}>{text}</span>;
        return kind === 'inserted' ? <ins key={at}>{text}</ins> : <del key={at}>{text}</del>;
      })}
    </p>
  );
}

const bring = (response: Response) => void attempt('The words were not brought back.', () => bringBack(response));

function Versions({ detail }: { readonly detail: Detail }) {
  const { versions } = detail;
  return [...versions].reverse().map((version) => {
    const before = versions.find(({ number }) => number === version.number - 1)?.response;
    const changed = sections
      .map((section) => ({
        section,
        old: before === undefined ? '' : textOf(before, section),
        now: textOf(version.response, section),
      }))
      .filter(({ old, now }) => old !== now);
    return (
      <li key={version.number}>
        <b>Version {version.number}</b>{' '}
        <span className="text-3">
          {instantWords(version.at)}, by {version.by}
        </span>{' '}
        <button type="button" className="link" onClick={() => bring(version.response)}>
          Bring these words back
        </button>
        {changed.map(({ section, old, now }) => (
          <div key={section.point}>
            <small className="text-3">{section.title}</small>
            <Difference parts={wordDiff(old, now)} />
          </div>
        ))}
      </li>
    );
  });
}

/** Every version of the response in words, and every entry of the log about the exception. */
export function History({ detail }: { readonly detail: Detail }) {
  const [isOpen, setOpen] = useState(false);
  const { versions, history } = detail;
  return (
    <section className={classes.history}>
      <Button variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        History: {counted(versions.length, 'version')}, {counted(history.length, 'log entry', 'log entries')}
      </Button>
      {isOpen ? (
        <>
          <ol>
            <Versions detail={detail} />
          </ol>
          <ol>
            {history.map(({ entry }) => (
              <li key={entry.seq}>
                {auditWords(entry.action)}{' '}
                <span className="text-3">
                  {instantWords(entry.at)}, by {entry.actor}, log entry {entry.seq}
                </span>
                {entry.reason === null ? null : <div className="text-2">{entry.reason}</div>}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </section>
  );
}
