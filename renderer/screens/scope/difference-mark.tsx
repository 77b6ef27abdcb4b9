import type { DifferenceKind } from '@shared/domain/system.ts';
import type { ReactElement } from 'react';
import classes from './scope.module.css';
import { differenceWords } from './scope-words.ts';

const square = <rect x="2" y="2" width="8" height="8" fill="var(--fail-fill)" />;
const diamond = <path d="M6 1 11 6 6 11 1 6Z" fill="url(#hatch)" stroke="var(--unknown-fill)" strokeWidth="1.25" />;

const shapes: Readonly<Record<DifferenceKind, ReactElement>> = {
  'undeclared-account': square,
  'undeclared-region': square,
  'customer-data-outside': square,
  'not-there': (
    <rect x="2.75" y="2.75" width="6.5" height="6.5" fill="none" stroke="var(--unknown-fill)" strokeWidth="1.5" />
  ),
  'not-read': diamond,
  'not-recorded': diamond,
};

/** The kind of a difference as colour, shape and word: red for what is there undeclared, amber for what is not there or not known. */
export function DifferenceMark({ kind }: { readonly kind: DifferenceKind }) {
  return (
    <span className={classes.mark}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[kind]}
      </svg>
      {differenceWords[kind]}
    </span>
  );
}
