import { Textarea } from '@mantine/core';
import classes from './exception.module.css';
import { type Flag, flagPieces } from './flag-pieces.ts';

interface FlaggedTextProps {
  readonly label: string;
  readonly value: string;
  readonly asks: string;
  readonly flags: readonly Flag[];
  readonly isLocked: boolean;
  readonly onChange: (text: string) => void;
  readonly onBlur: () => void;
}

/** A text that grows as it is written. A wavy line asks for the missing fact and never blocks. */
export function FlaggedText({ label, value, asks, flags, isLocked, onChange, onBlur }: FlaggedTextProps) {
  const questions = [...new Set(flags.map(({ phrase, asks: asked }) => `“${phrase}”: ${asked}`))];
  return (
    <>
      <div className={classes.text}>
        <div className={classes.under} aria-hidden="true">
          {flagPieces(value, flags).map(({ at, text, isFlagged }) => (isFlagged ? <u key={at}>{text}</u> : text))}{' '}
        </div>
        <Textarea
          aria-label={label}
          classNames={{ input: classes.field }}
          variant="unstyled"
          autosize
          minRows={1}
          maxLength={20_000}
          placeholder={asks}
          value={value}
          readOnly={isLocked}
          spellCheck
          onChange={(event) => onChange(event.currentTarget.value)}
          onBlur={onBlur}
          onKeyDown={(event) => {
            if (event.key === 'Escape') event.currentTarget.blur();
          }}
        />
      </div>
      {questions.length === 0 ? null : (
        <ul className={classes.questions}>
          {questions.map((question) => (
            <li key={question}>{question}</li>
          ))}
        </ul>
      )}
    </>
  );
}
