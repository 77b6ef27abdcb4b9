import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import { actions } from '../actions.ts';
import { openOverlay, useShell } from '../app.store.ts';
import { useEngagement } from '../engagement.store.ts';
import { useLive } from '../live/live.store.ts';
import { useNavigation } from '../navigation.store.ts';
import { HatchPattern } from '../ui/hatch.tsx';
import { useShortcut } from '../ui/keys.ts';
import { ListState } from '../ui/list-state.tsx';
import { DropZone } from './drop-zone.tsx';
import classes from './frame.module.css';
import { Notices } from './notices.tsx';
import { TitleBar } from './title-bar.tsx';

// None of these is on the first screen: each comes when it is shown.
const Palette = lazy(async () => ({ default: (await import('../screens/palette/palette.tsx')).Palette }));
const ShortcutsSheet = lazy(async () => ({ default: (await import('./shortcuts-sheet.tsx')).ShortcutsSheet }));
const Rail = lazy(async () => ({ default: (await import('./rail.tsx')).Rail }));
const StatusBar = lazy(async () => ({ default: (await import('./status-bar.tsx')).StatusBar }));

/** One registered key of an action; a component so that a list of actions may be mapped to hooks. */
function ActionKey({
  combo,
  words,
  run,
}: {
  readonly combo: string;
  readonly words: string;
  readonly run: () => void;
}) {
  useShortcut(combo, words, run, 'Everywhere');
  return null;
}

function GlobalKeys({ isOpen }: { readonly isOpen: boolean }) {
  const { back, forward } = useNavigation();
  useShortcut('mod+k', 'Search or run a command', () => openOverlay('palette'), 'Everywhere');
  useShortcut('alt+ArrowLeft', 'Back', back, 'Everywhere');
  useShortcut('alt+ArrowRight', 'Forward', forward, 'Everywhere');
  return actions
    .filter(({ isGlobal }) => isOpen || isGlobal)
    .map(({ id, combo, words, run }) =>
      combo === null ? null : <ActionKey key={id} combo={combo} words={words} run={run} />,
    );
}

/** The name under which the system lists the window. */
function useWindowTitle(): void {
  const client = useEngagement((state) => state.summary?.engagement.client);
  useEffect(() => {
    document.title = client === undefined ? 'Fieldwork' : `${client}, Fieldwork`;
  }, [client]);
}

const PromptDialog = lazy(async () => ({
  default: (await import('../screens/connect/prompt-dialog.tsx')).PromptDialog,
}));

/** What the collector asks, above whatever screen is open. */
function Prompts() {
  const prompt = useLive((state) => (state.isPutOff ? null : state.prompt));
  return prompt === null ? null : (
    <Suspense fallback={null}>
      <PromptDialog key={prompt.id} prompt={prompt} />
    </Suspense>
  );
}

/** True from the first time on: what was shown once stays, so that closing it gives the focus back. */
function useEver(isNow: boolean): boolean {
  const [was, setWas] = useState(isNow);
  if (isNow && !was) setWas(true);
  return was || isNow;
}

/** What stands around every screen. Home and the five questions have no rail: no engagement is in hand there. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const isOpen = useEngagement((state) => state.summary !== null);
  const screen = useNavigation((state) => state.here.screen);
  const overlay = useShell((state) => state.overlay);
  const hasPalette = useEver(overlay === 'palette');
  const hasShortcuts = useEver(overlay === 'shortcuts');
  useWindowTitle();
  const isInside = isOpen && screen !== 'home' && screen !== 'new-engagement';
  return (
    <div className={classes.window}>
      <HatchPattern />
      <GlobalKeys isOpen={isOpen} />
      <TitleBar />
      <div className={classes.middle}>
        <Suspense>{isInside ? <Rail /> : null}</Suspense>
        <main className={classes.main}>
          <Notices />
          <Suspense fallback={<ListState kind="loading" title="Opening the screen." />}>{children}</Suspense>
        </main>
      </div>
      <Suspense>{isInside ? <StatusBar /> : null}</Suspense>
      <Suspense>{hasPalette ? <Palette /> : null}</Suspense>
      <Prompts />
      <Suspense>{hasShortcuts ? <ShortcutsSheet /> : null}</Suspense>
      <DropZone />
    </div>
  );
}
