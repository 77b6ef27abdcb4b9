import { Modal } from '@mantine/core';
import { isMac } from '../api.ts';
import { openOverlay, useShell } from '../app.store.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { comboWords, type Shortcut, useShortcuts } from '../ui/keys.ts';
import classes from './shortcuts-sheet.module.css';

function Group({ title, list }: { readonly title: string; readonly list: readonly Shortcut[] }) {
  if (list.length === 0) return null;
  return (
    <section>
      <h3 className="type-section">{title}</h3>
      <dl className={classes.list}>
        {list.map(({ combo, words }) => (
          <div key={combo}>
            <dt>{words}</dt>
            <dd>
              <KeyCap keys={comboWords(combo, isMac())} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Every key that works right now, read from the registry itself. */
export function ShortcutsSheet() {
  const isOpen = useShell((state) => state.overlay === 'shortcuts');
  const list = useShortcuts((state) => state.list);
  return (
    <Modal opened={isOpen} onClose={() => openOverlay(null)} title="Keyboard shortcuts" size={640}>
      <div className={classes.sheet}>
        <Group title="This screen" list={list.filter(({ where }) => where === 'This screen')} />
        <Group title="Everywhere" list={list.filter(({ where }) => where === 'Everywhere')} />
      </div>
    </Modal>
  );
}
