import { ChevronDown, ChevronRight } from 'lucide-react';
import type { DomainLine } from './control-lines.ts';
import { domainName } from './control-words.ts';
import { foldDomain } from './controls.store.ts';
import classes from './matrix.module.css';

interface DomainCellProps {
  readonly line: DomainLine;
  readonly tabIndex: number;
}

/** The head of a domain with the standing of its controls in words; it folds and opens. */
export function DomainCell({ line, tabIndex }: DomainCellProps) {
  const Sign = line.isOpen ? ChevronDown : ChevronRight;
  return (
    <button
      type="button"
      className={classes.domainWords}
      tabIndex={tabIndex}
      aria-expanded={line.isOpen}
      onClick={() => foldDomain(line.domain, line.isOpen)}
    >
      <Sign size={14} strokeWidth={1.75} aria-hidden="true" />
      <b>{domainName(line.domain)}</b>
      <span className="type-second text-3">{line.words}</span>
    </button>
  );
}
