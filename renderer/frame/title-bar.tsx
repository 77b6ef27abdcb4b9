import { ActionIcon } from '@mantine/core';
import { ArrowLeft, ArrowRight, Search } from 'lucide-react';
import { isMac } from '../api.ts';
import { openOverlay, useShell } from '../app.store.ts';
import { useEngagement } from '../engagement.store.ts';
import { type Screen, useNavigation } from '../navigation.store.ts';
import { KeyCap } from '../ui/key-cap.tsx';
import { comboWords } from '../ui/keys.ts';
import { Logo } from './logo.tsx';
import classes from './title-bar.module.css';
import { WindowButtons } from './window-buttons.tsx';

const screenNames: Readonly<Record<Screen, string>> = {
  home: 'Home',
  'new-engagement': 'New engagement',
  overview: 'Overview',
  engagement: 'Engagement',
  controls: 'Controls',
  collections: 'Collections',
  connect: 'Connections',
  findings: 'Findings',
  scope: 'Scope',
  criteria: 'Criteria',
  exceptions: 'Exceptions',
  exception: 'Exceptions',
  plan: 'Remediation plan',
  binder: 'Binder',
  log: 'Audit log',
};

function BackForward() {
  const { past, future, back, forward } = useNavigation();
  return (
    <span className={classes.steps}>
      <ActionIcon variant="subtle" size={26} aria-label="Back" disabled={past.length === 0} onClick={back}>
        <ArrowLeft size={16} strokeWidth={1.75} />
      </ActionIcon>
      <ActionIcon variant="subtle" size={26} aria-label="Forward" disabled={future.length === 0} onClick={forward}>
        <ArrowRight size={16} strokeWidth={1.75} />
      </ActionIcon>
    </span>
  );
}

function Breadcrumb() {
  const client = useEngagement((state) => state.summary?.engagement.client);
  const screen = useNavigation((state) => state.here.screen);
  const crumb = useShell((state) => state.crumb);
  const names = [screen === 'new-engagement' ? undefined : client, screenNames[screen], crumb ?? undefined];
  const shown = names.filter((name) => name !== undefined);
  return (
    <nav className={classes.crumbs} aria-label="Where you are">
      {shown.map((name, place) => (
        <span key={name} className="ellipsis" aria-current={place === shown.length - 1 ? 'page' : undefined}>
          {name}
        </span>
      ))}
    </nav>
  );
}

function SearchField() {
  return (
    <button type="button" className={classes.search} onClick={() => openOverlay('palette')}>
      <Search size={14} strokeWidth={1.75} />
      <span>Search or run a command</span>
      <KeyCap keys={comboWords('mod+k', isMac())} />
    </button>
  );
}

/** The window's own title bar: history, where you are, the palette, and the window buttons where the system draws none. */
export function TitleBar() {
  const screen = useNavigation((state) => state.here.screen);
  return (
    <header className={classes.bar} data-mac={isMac() || undefined}>
      <div className={classes.brand}>
        <Logo size={18} />
        <span>Fieldwork</span>
      </div>
      {screen === 'home' ? null : (
        <>
          <BackForward />
          <Breadcrumb />
        </>
      )}
      <span className={classes.gap} />
      {screen === 'home' ? null : <SearchField />}
      {isMac() ? null : <WindowButtons />}
    </header>
  );
}
