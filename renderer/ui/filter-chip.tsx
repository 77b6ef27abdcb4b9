import { UnstyledButton } from '@mantine/core';
import { X } from 'lucide-react';
import classes from './filter-chip.module.css';

interface FilterChipProps {
  /** Field and relation: `Severity is`. */
  readonly field: string;
  readonly value: string;
  readonly onRemove: () => void;
}

/** One filter in words, with the way to take it off. */
export function FilterChip({ field, value, onRemove }: FilterChipProps) {
  return (
    <span className={classes.chip}>
      <span className="text-3">{field}</span> {value}
      <UnstyledButton className={classes.remove} aria-label={`Remove the filter ${field} ${value}`} onClick={onRemove}>
        <X size={12} strokeWidth={1.75} />
      </UnstyledButton>
    </span>
  );
}
