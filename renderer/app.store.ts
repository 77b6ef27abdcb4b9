import type { Input, Output } from '@shared/contract/contract.ts';
import { useEffect } from 'react';
import { create } from 'zustand';
import { asAppError, call } from './api.ts';

type AppState = Output<'app.state'>;
type Theme = Input<'app.setTheme'>['theme'];
type Overlay = 'palette' | 'shortcuts' | null;

interface Shell {
  /** Version, theme and recent engagements; null until main has answered. */
  readonly app: AppState | null;
  readonly overlay: Overlay;
  /** What a screen shows at the left of the status bar, in words. */
  readonly status: readonly string[];
  /** The object in focus: the last word of the breadcrumb. */
  readonly crumb: string | null;
  /** What a person asked for outside a screen and was refused; shown above the screen until dismissed. */
  readonly notice: { readonly title: string; readonly text: string } | null;
}

/** The window itself: theme, overlays, and what the screens tell the frame. */
export const useShell = create<Shell>(() => ({ app: null, overlay: null, status: [], crumb: null, notice: null }));

const set = useShell.setState;

const drawn = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));

/** Reads version, theme and recent engagements. */
export async function loadApp(): Promise<AppState> {
  // For its first answer main builds the contract's schemas, on a core that the first page needs to be drawn.
  if (useShell.getState().app === null) await drawn();
  const app = await call('app.state', {});
  set({ app });
  return app;
}

/** Remembers light, dark or the system's choice. */
export async function chooseTheme(theme: Theme): Promise<void> {
  const { app } = useShell.getState();
  if (app !== null) set({ app: { ...app, theme } });
  await call('app.setTheme', { theme });
}

export const openOverlay = (overlay: Overlay): void => set({ overlay });
export const dismissNotice = (): void => set({ notice: null });

/** Runs something a person asked for and says above the screen why it could not be done. */
export async function attempt(title: string, work: () => Promise<unknown>): Promise<void> {
  set({ notice: null });
  try {
    await work();
  } catch (error) {
    const { code, message, remedy } = asAppError(error);
    if (code !== 'cancelled') set({ notice: { title, text: remedy === undefined ? message : `${message} ${remedy}` } });
  }
}

/** Shows facts of a screen at the left of the status bar while it is open. */
export function useStatus(facts: readonly string[]): void {
  const key = facts.join('\n');
  useEffect(() => {
    set({ status: key === '' ? [] : key.split('\n') });
    return () => set({ status: [] });
  }, [key]);
}

/** Names the object in focus at the end of the breadcrumb. */
export function useCrumb(name: string | null): void {
  useEffect(() => {
    set({ crumb: name });
    return () => set({ crumb: null });
  }, [name]);
}
