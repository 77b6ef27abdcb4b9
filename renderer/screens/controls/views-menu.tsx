import { ActionIcon, Button, Popover, TextInput } from '@mantine/core';
import { ChevronDown, X } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { arrowFocus } from '../../ui/arrow-focus.ts';
import { useRemembered } from '../../ui/remembered.ts';
import classes from './control-bar.module.css';
import { layOut, useControls } from './controls.store.ts';
import { areViews, ownViews, type SavedView, withView } from './saved-views.ts';

interface ViewsMenuProps {
  readonly hidden: readonly string[];
  readonly onHide: (hidden: readonly string[]) => void;
}

function SaveForm({ onSave }: { readonly onSave: (name: string) => void }) {
  const [name, setName] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onSave(name.trim());
    setName('');
  };
  return (
    <form className={classes.saveView} onSubmit={save}>
      <TextInput
        aria-label="Name of the view"
        placeholder="Name of this view"
        maxLength={40}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button type="submit" disabled={name.trim() === ''}>
        Save
      </Button>
    </form>
  );
}

/** Views by name: filters, order and columns, kept on this computer. */
export function ViewsMenu({ hidden, onHide }: ViewsMenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [views, keep] = useRemembered<readonly SavedView[]>('controls.views', [], areViews);
  const apply = ({ filter, sort, hidden: columns }: SavedView) => {
    layOut({ filter, sort });
    onHide(columns);
    setOpen(false);
  };
  const save = (name: string) => {
    const { filter, sort } = useControls.getState();
    keep(withView(views, { name, filter, sort, hidden }));
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          rightSection={<ChevronDown size={13} strokeWidth={1.75} />}
          onClick={() => setOpen(!isOpen)}
        >
          Views
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.menu} aria-label="Saved views">
        <ul className={classes.views} onKeyDown={arrowFocus}>
          {[...ownViews, ...views].map((view) => (
            <li key={view.name}>
              <button type="button" className={classes.view} data-arrow onClick={() => apply(view)}>
                {view.name}
              </button>
              {ownViews.includes(view) ? null : (
                <ActionIcon
                  variant="subtle"
                  size={24}
                  aria-label={`Forget the view ${view.name}`}
                  onClick={() => keep(views.filter((one) => one !== view))}
                >
                  <X size={14} strokeWidth={1.75} />
                </ActionIcon>
              )}
            </li>
          ))}
        </ul>
        <SaveForm onSave={save} />
      </Popover.Dropdown>
    </Popover>
  );
}
