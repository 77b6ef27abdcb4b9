import { Button } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import classes from './control-bar.module.css';
import { controlLines } from './control-lines.ts';
import { openDialog, useControls } from './controls.store.ts';
import { fillDown } from './matrix-clipboard.ts';
import { removeControls } from './matrix-edits.ts';
import { fieldName } from './matrix-fields.ts';
import { chosenIds, clearSelection } from './matrix-selection.ts';

/** What is selected and what can be done with it; nothing without a selection. */
export function SelectionBar() {
  const selected = useControls((state) => state.selected);
  const lines = useControls((state) => state.lines);
  const field = useControls((state) => state.focus.field);
  if (selected.size === 0) return null;
  const shown = controlLines(lines).filter(({ reading }) => selected.has(reading.control.id)).length;
  const hidden = selected.size - shown;
  return (
    <section className={classes.selection} aria-label="Selected controls">
      <span>
        {counted(selected.size, 'control')} selected{hidden > 0 ? `, ${hidden} of them hidden by the filters` : ''}
      </span>
      <Button variant="subtle" onClick={() => openDialog({ kind: 'bulk' })}>
        Edit…
      </Button>
      <Button variant="subtle" disabled={shown < 2} onClick={fillDown}>
        Fill down {fieldName(field).toLowerCase()}
      </Button>
      <Button variant="subtle" onClick={() => removeControls(chosenIds())}>
        Remove
      </Button>
      <Button variant="subtle" onClick={clearSelection}>
        Clear
      </Button>
    </section>
  );
}
