import { useControls } from './controls.store.ts';
import classes from './matrix.module.css';
import { selectAllShown } from './matrix-selection.ts';

interface NumberCellProps {
  readonly id: string;
  readonly number: number;
  readonly tabIndex: number;
}

/** The number of a line, and the box that selects it. The click is the cell's, which knows Shift. */
export function NumberCell({ id, number, tabIndex }: NumberCellProps) {
  const isSelected = useControls((state) => state.selected.has(id));
  return (
    <>
      <input
        type="checkbox"
        className={classes.box}
        aria-label={`Select ${id}`}
        tabIndex={tabIndex}
        checked={isSelected}
        readOnly
      />
      <span className={classes.lineNumber} aria-hidden="true">
        {number}
      </span>
    </>
  );
}

/** The box that selects every control shown. */
export function AllBox({ tabIndex }: { readonly tabIndex: number }) {
  const lines = useControls((state) => state.lines);
  const selected = useControls((state) => state.selected);
  const shown = lines.filter(({ kind }) => kind === 'control').length;
  const chosen = lines.filter((line) => line.kind === 'control' && selected.has(line.reading.control.id)).length;
  return (
    <input
      ref={(box) => {
        if (box !== null) box.indeterminate = chosen > 0 && chosen < shown;
      }}
      type="checkbox"
      className={classes.allBox}
      aria-label="Select every control shown"
      tabIndex={tabIndex}
      checked={shown > 0 && chosen === shown}
      onChange={selectAllShown}
    />
  );
}
