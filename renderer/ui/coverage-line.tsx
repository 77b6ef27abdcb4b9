import classes from './coverage-line.module.css';
import { type Coverage, coverageWords } from './coverage-words.ts';
import { Mark } from './mark.tsx';

interface CoverageLineProps {
  readonly coverage: Coverage;
  /** Opens what was not read. */
  readonly onOpen: () => void;
}

/** What was read of what was offered, with each reason: carried wherever something rests on it. */
export function CoverageLine({ coverage, onOpen }: CoverageLineProps) {
  const { before, numbers, after } = coverageWords(coverage);
  return (
    <button type="button" className={classes.line} title={`${before}${numbers}${after}`} onClick={onOpen}>
      {coverage.reasons.length > 0 || coverage.collectionId === null ? <Mark state="unknown" /> : null}
      <span className="ellipsis">
        {before}
        <b>{numbers}</b>
        {after}
      </span>
    </button>
  );
}
