import { SegmentedControl } from '@mantine/core';
import classes from './segments.module.css';

interface SegmentsProps<T extends string> {
  readonly label: string;
  readonly data: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean | undefined;
}

/** One choice of a few that stand side by side. */
export function Segments<T extends string>({ label, data, value, onChange, disabled = false }: SegmentsProps<T>) {
  return (
    <SegmentedControl
      classNames={{ root: classes.root, label: classes.label, indicator: classes.indicator, control: classes.control }}
      aria-label={label}
      data={[...data]}
      value={value}
      onChange={onChange}
      disabled={disabled}
      transitionDuration={0}
      radius={6}
    />
  );
}
