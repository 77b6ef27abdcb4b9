import { Button } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { RaiseButtons } from '../../exceptions/raise-buttons.tsx';
import { clearSelected } from './finding-selection.ts';
import classes from './findings.module.css';
import { useFindings } from './findings.store.ts';

/** What can be done with the selected findings: one cause on many resources makes one exception. */
export function SelectionActs() {
  const selected = useFindings((state) => state.selected);
  if (selected.size === 0) return null;
  const open = [...selected.values()].filter(({ state }) => state !== 'pass' && state !== 'not-applicable');
  return (
    <div className={classes.note} role="toolbar" aria-label="Selected findings">
      <span>{counted(selected.size, 'finding')} selected</span>
      {open.length === 0 ? (
        <span>None of them failed, lapsed or is unknown.</span>
      ) : (
        <RaiseButtons
          origins={open.map(({ id }) => ({ kind: 'finding', id }))}
          controlIds={[...new Set(open.flatMap(({ controlId }) => controlId ?? []))]}
        />
      )}
      <span className={classes.push} />
      <Button variant="subtle" onClick={clearSelected}>
        Clear the selection
      </Button>
    </div>
  );
}
