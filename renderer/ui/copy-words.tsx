import { CopyButton } from '@mantine/core';
import { Check, Copy } from 'lucide-react';
import classes from './copy-words.module.css';

interface CopyWordsProps {
  /** What is copied, whole. */
  readonly value: string;
  /** What the link says: `Copy the policy`. */
  readonly words: string;
}

/** A link that copies a text and says that it did. */
export function CopyWords({ value, words }: CopyWordsProps) {
  return (
    <CopyButton value={value} timeout={2000}>
      {({ copied, copy }) => (
        <button type="button" className={classes.copy} onClick={copy}>
          {copied ? <Check size={13} strokeWidth={1.75} /> : <Copy size={13} strokeWidth={1.75} />}
          <span aria-live="polite">{copied ? 'Copied' : words}</span>
        </button>
      )}
    </CopyButton>
  );
}
