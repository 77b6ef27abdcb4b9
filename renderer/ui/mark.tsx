import type { FindingState } from '@shared/domain/finding.ts';
import type { ReactElement } from 'react';
import classes from './mark.module.css';

export type MarkState = FindingState | 'supported' | 'contradicted' | 'silent';

/** The word that belongs to each mark, as it stands on screens and in reports. */
export const markWords: Readonly<Record<MarkState, string>> = {
  pass: 'Pass',
  fail: 'Fail',
  lapsed: 'Lapsed',
  unknown: 'Unknown',
  'not-applicable': 'Not applicable',
  supported: 'Supported',
  contradicted: 'Contradicted',
  silent: 'Silent',
};

const disc = <circle cx="6" cy="6" r="4" fill="var(--pass-fill)" />;
const square = <rect x="2" y="2" width="8" height="8" fill="var(--fail-fill)" />;

const shapes: Readonly<Record<MarkState, ReactElement>> = {
  pass: disc,
  supported: disc,
  fail: square,
  contradicted: square,
  lapsed: <rect x="2.75" y="2.75" width="6.5" height="6.5" fill="none" stroke="var(--fail-fill)" strokeWidth="1.5" />,
  unknown: <path d="M6 1 11 6 6 11 1 6Z" fill="url(#hatch)" stroke="var(--unknown-fill)" strokeWidth="1.25" />,
  'not-applicable': <path d="M2.5 6h7" stroke="var(--na-fill)" strokeWidth="2" />,
  silent: (
    <circle cx="6" cy="6" r="4" fill="none" stroke="var(--text-3)" strokeWidth="1.25" strokeDasharray="1.6 1.6" />
  ),
};

interface MarkProps {
  readonly state: MarkState;
  /** Shows the word beside the mark; without it the mark carries the word for screen readers. */
  readonly word?: boolean | undefined;
}

/** A verdict or a standing as colour, shape and word. */
export function Mark({ state, word = false }: MarkProps) {
  const label = markWords[state];
  if (!word) {
    return (
      <svg className={classes.mark} width="12" height="12" viewBox="0 0 12 12" role="img" aria-label={label}>
        <title>{label}</title>
        {shapes[state]}
      </svg>
    );
  }
  return (
    <span className={classes.worded} data-state={state}>
      <svg className={classes.mark} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[state]}
      </svg>
      {label}
    </span>
  );
}
