import { Checkbox, Popover, Tooltip, UnstyledButton } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { useCallback, useMemo } from 'react';
import classes from './grid-columns.module.css';
import { useRemembered } from './remembered.ts';
import type { GridColumn } from './virtual-table-head.tsx';

/** A column that can be taken out of view has words for the menu. */
export interface ChoosableColumn extends GridColumn {
  readonly isFixed?: boolean | undefined;
  readonly isHiddenAtFirst?: boolean | undefined;
}

const isWidths = (value: unknown): value is Readonly<Record<string, number>> =>
  typeof value === 'object' && value !== null && Object.values(value).every((width) => typeof width === 'number');
const isIds = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((id) => typeof id === 'string');

/** The columns of a grid as this person left them: which are shown, and how wide. */
export function useColumns(grid: string, all: readonly ChoosableColumn[]) {
  const atFirst = useMemo(() => all.filter((column) => column.isHiddenAtFirst).map(({ id }) => id), [all]);
  const [hidden, setHidden] = useRemembered(`columns.${grid}.hidden`, atFirst, isIds);
  const [widths, setWidths] = useRemembered(`columns.${grid}.widths`, {}, isWidths);
  const shown = useMemo(
    () =>
      all
        .filter((column) => column.isFixed === true || !hidden.includes(column.id))
        .map((column) =>
          column.width === undefined ? column : { ...column, width: widths[column.id] ?? column.width },
        ),
    [all, hidden, widths],
  );
  const onResize = useCallback(
    (id: string, width: number) => setWidths({ ...widths, [id]: width }),
    [widths, setWidths],
  );
  const toggle = (id: string) => setHidden(hidden.includes(id) ? hidden.filter((one) => one !== id) : [...hidden, id]);
  return { shown, hidden, onResize, toggle, hide: setHidden };
}

interface ColumnsMenuProps {
  readonly all: readonly ChoosableColumn[];
  readonly hidden: readonly string[];
  readonly onToggle: (id: string) => void;
}

/** Chooses which columns of a grid are shown. */
export function ColumnsMenu({ all, hidden, onToggle }: ColumnsMenuProps) {
  return (
    <Popover position="bottom-end" shadow="none" trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label="Columns">
          <UnstyledButton className={classes.button} aria-label="Columns">
            <SlidersHorizontal size={14} strokeWidth={1.75} />
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Columns shown">
        {all
          .filter((column) => column.isFixed !== true)
          .map(({ id, title }) => (
            <Checkbox key={id} label={title} checked={!hidden.includes(id)} onChange={() => onToggle(id)} />
          ))}
      </Popover.Dropdown>
    </Popover>
  );
}
