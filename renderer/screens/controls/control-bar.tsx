import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { PanelRight, Redo2, Search, Undo2 } from 'lucide-react';
import type { RefObject } from 'react';
import { isMac } from '../../api.ts';
import { FilterChip } from '../../ui/filter-chip.tsx';
import { type ChoosableColumn, ColumnsMenu } from '../../ui/grid-columns.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { comboWords } from '../../ui/keys.ts';
import classes from './control-bar.module.css';
import { isInScope } from './control-filter.ts';
import { filterControls, openDialog, sortControls, useControls } from './controls.store.ts';
import { exportMatrix } from './export-matrix.ts';
import { FilterMenu } from './filter-menu.tsx';
import { filterChips, withoutFilter } from './filter-words.ts';
import { startImport } from './import-file.ts';
import { turnBack } from './matrix-edits.ts';
import { fieldName } from './matrix-fields.ts';
import { ViewsMenu } from './views-menu.tsx';

function Chips() {
  const filter = useControls((state) => state.filter);
  const sort = useControls((state) => state.sort);
  const readings = useControls((state) => state.readings);
  const categories = useControls((state) => state.categories);
  const all = readings ?? [];
  const inScope = all.filter(({ control }) => isInScope(control, { categories })).length;
  const order = sort.map(
    ({ field, isDescending }) => `${fieldName(field).toLowerCase()}${isDescending ? ', last first' : ''}`,
  );
  return (
    <>
      {filterChips(filter, inScope, all.length).map(({ field, value, of }) => (
        <FilterChip key={of} field={field} value={value} onRemove={() => filterControls(withoutFilter(filter, of))} />
      ))}
      {order.length === 0 ? null : (
        <FilterChip field="Sorted by" value={order.join(', then ')} onRemove={() => sortControls([])} />
      )}
    </>
  );
}

/** Undo and redo, each with the step it would turn. */
function Turns() {
  const state = useControls((store) => store.state);
  const turns = [
    { way: 'undo', name: 'Undo', keys: 'mod+z', Sign: Undo2 },
    { way: 'redo', name: 'Redo', keys: 'mod+shift+z', Sign: Redo2 },
  ] as const;
  return turns.map(({ way, name, keys, Sign }) => {
    const step = state?.[way] ?? null;
    const words = step === null ? name : `${name}: ${step}`;
    return (
      <Tooltip key={way} label={`${words} (${comboWords(keys, isMac())})`}>
        <ActionIcon
          variant="subtle"
          size={24}
          aria-label={words}
          disabled={step === null}
          onClick={() => void turnBack(way)}
        >
          <Sign size={15} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
    );
  });
}

interface ControlBarProps {
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onLeave: () => void;
  readonly panel: { readonly isOpen: boolean; readonly toggle: () => void };
  readonly columns: {
    readonly all: readonly ChoosableColumn[];
    readonly hidden: readonly string[];
    readonly toggle: (id: string) => void;
    readonly hide: (hidden: readonly string[]) => void;
  };
}

/** The head of the matrix: its name, the filters in words, search, columns, and what can be done with the whole. */
export function ControlBar({ searchRef, onLeave, columns, panel }: ControlBarProps) {
  const filter = useControls((state) => state.filter);
  return (
    <header className={classes.bar}>
      <h1 className="type-number">Control matrix</h1>
      <span className={classes.push} />
      <Chips />
      <FilterMenu filter={filter} />
      <TextInput
        ref={searchRef}
        className={classes.search}
        aria-label="Search controls"
        placeholder="Search, /"
        leftSection={<Search size={13} strokeWidth={1.75} />}
        value={filter.search}
        onChange={(event) => filterControls({ ...filter, search: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') onLeave();
        }}
      />
      <ViewsMenu hidden={columns.hidden} onHide={columns.hide} />
      <ColumnsMenu all={columns.all} hidden={columns.hidden} onToggle={columns.toggle} />
      <Turns />
      <Button variant="subtle" onClick={() => void startImport()}>
        Import
      </Button>
      <Button variant="subtle" onClick={() => void exportMatrix()}>
        Export
      </Button>
      <Button rightSection={<KeyCap keys="N" />} onClick={() => openDialog({ kind: 'new' })}>
        New control
      </Button>
      <Tooltip label={panel.isOpen ? 'Hide the panel' : 'Show the panel'}>
        <ActionIcon variant="subtle" size={24} aria-label="Panel" aria-expanded={panel.isOpen} onClick={panel.toggle}>
          <PanelRight size={16} strokeWidth={1.75} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
