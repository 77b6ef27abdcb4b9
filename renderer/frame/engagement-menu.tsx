import { Menu, UnstyledButton } from '@mantine/core';
import { Check, ChevronsUpDown } from 'lucide-react';
import { attempt, chooseTheme, useShell } from '../app.store.ts';
import { leave, useEngagement } from '../engagement.store.ts';
import { go } from '../navigation.store.ts';
import { scopeWords } from '../ui/scope-words.ts';
import classes from './engagement-menu.module.css';

const themes = [
  { theme: 'light', words: 'Light' },
  { theme: 'dark', words: 'Dark' },
  { theme: 'system', words: 'As the system' },
] as const;

function Themes() {
  const chosen = useShell((state) => state.app?.theme);
  return (
    <>
      <Menu.Label>Theme</Menu.Label>
      {themes.map(({ theme, words }) => (
        <Menu.Item
          key={theme}
          role="menuitemradio"
          aria-checked={theme === chosen}
          rightSection={theme === chosen ? <Check size={14} strokeWidth={1.75} /> : null}
          onClick={() => void attempt('The theme was not remembered.', () => chooseTheme(theme))}
        >
          {words}
        </Menu.Item>
      ))}
    </>
  );
}

/** The engagement at the head of the rail, with the way to another one and the theme. */
export function EngagementMenu() {
  const summary = useEngagement((state) => state.summary);
  if (summary === null) return null;
  const { client } = summary.engagement;
  return (
    <Menu position="bottom-start" width={204} transitionProps={{ duration: 0 }}>
      <Menu.Target>
        <UnstyledButton className={classes.head} title={`${summary.label}. Engagement menu`}>
          <span className={classes.initial} aria-hidden="true">
            {client.slice(0, 1)}
          </span>
          <span className={classes.text}>
            <strong className="ellipsis">{client}</strong>
            <small>{scopeWords(summary.engagement.scope)}</small>
            {summary.isSample ? <small>Invented sample data</small> : null}
          </span>
          <ChevronsUpDown className={classes.arrows} size={14} strokeWidth={1.75} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => go('engagement')}>Engagement facts</Menu.Item>
        <Menu.Item onClick={() => go('engagement', { dialog: 'roll-over' })}>Roll over to next year…</Menu.Item>
        <Menu.Item onClick={() => void attempt('The engagement was not closed.', leave)}>Other engagements…</Menu.Item>
        <Menu.Divider />
        <Themes />
      </Menu.Dropdown>
    </Menu>
  );
}
