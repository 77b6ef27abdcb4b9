import { Modal } from '@mantine/core';
import { counted } from '@shared/domain/words.ts';
import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { actions } from '../../actions.ts';
import { openOverlay, useShell } from '../../app.store.ts';
import { useEngagement } from '../../engagement.store.ts';
import { useShortcuts } from '../../ui/keys.ts';
import { openHit } from './open-hit.ts';
import classes from './palette.module.css';
import { PaletteFoot } from './palette-foot.tsx';
import { type Group, paletteGroups, type Row, readQuery } from './palette-model.ts';
import { PaletteRow } from './palette-row.tsx';
import { useHits } from './use-hits.ts';

function run(row: Row): void {
  openOverlay(null);
  if (row.kind === 'hit') openHit(row.hit);
  else if (row.kind === 'action') row.action.run();
  else row.shortcut.action();
}

function useGroups(typed: string): readonly Group[] {
  const isOpen = useEngagement((state) => state.summary !== null);
  const shortcuts = useShortcuts((state) => state.list);
  const hits = useHits(isOpen ? typed : '');
  return paletteGroups({ typed, actions: actions.filter(({ isGlobal }) => isOpen || isGlobal), shortcuts, hits });
}

interface ListProps {
  readonly groups: readonly Group[];
  readonly typed: string;
  readonly active: string | undefined;
  readonly onPoint: (id: string) => void;
}

function List({ groups, typed, active, onPoint }: ListProps) {
  const { text } = readQuery(typed);
  return (
    <div id="palette-list" role="listbox" aria-label="Results" className={classes.list}>
      {groups.map(({ title, rows }) => (
        // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role; a fieldset has no place in it.
        <div key={title} role="group" aria-label={title}>
          <div className={classes.group} aria-hidden="true">
            {title}
          </div>
          {rows.map((row) => (
            <PaletteRow
              key={row.id}
              id={row.id}
              row={row}
              typed={text}
              isActive={row.id === active}
              onPoint={() => onPoint(row.id)}
              onChoose={() => run(row)}
            />
          ))}
        </div>
      ))}
      {groups.length === 0 ? <p className={classes.none}>Nothing has these words. Try fewer of them.</p> : null}
    </div>
  );
}

function Content() {
  const [typed, setTyped] = useState('');
  const [pointed, setPointed] = useState<string>();
  const groups = useGroups(typed);
  const rows = groups.flatMap((group) => group.rows);
  const here = Math.max(
    0,
    rows.findIndex(({ id }) => id === pointed),
  );
  const active = rows[here];

  useEffect(() => {
    if (active !== undefined) document.getElementById(active.id)?.scrollIntoView({ block: 'nearest' });
  }, [active]);

  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 && (event.key !== 'Enter' || active === undefined)) return;
    event.preventDefault();
    if (step === 0 && active !== undefined) run(active);
    else setPointed(rows.at((here + step) % rows.length)?.id);
  };
  return (
    <>
      <div className={classes.field}>
        <Search size={18} strokeWidth={1.75} />
        <input
          role="combobox"
          aria-label="Search or run a command"
          aria-expanded="true"
          aria-controls="palette-list"
          aria-activedescendant={active?.id}
          placeholder="Search or run a command"
          data-autofocus
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setPointed(undefined);
          }}
          onKeyDown={onKeyDown}
        />
        <span role="status">{counted(rows.length, 'result')}</span>
      </div>
      <List groups={groups} typed={typed} active={active?.id} onPoint={setPointed} />
      <PaletteFoot />
    </>
  );
}

/** Every action, and every control, criterion, check and resource by name. */
export function Palette() {
  const isOpen = useShell((state) => state.overlay === 'palette');
  return (
    <Modal.Root
      opened={isOpen}
      onClose={() => openOverlay(null)}
      size={640}
      yOffset={104}
      transitionProps={{ duration: 0 }}
      classNames={{ content: classes.palette }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label="Search or run a command">
        <Content />
      </Modal.Content>
    </Modal.Root>
  );
}
