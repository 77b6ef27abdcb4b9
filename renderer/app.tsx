import { type MantineColorSchemeManager, MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { type ComponentType, lazy } from 'react';
import { useShell } from './app.store.ts';
import { Frame } from './frame/frame.tsx';
import { type Screen, useNavigation } from './navigation.store.ts';
import { HomeScreen } from './screens/home/home.screen.tsx';
import { styleNonce } from './trusted-types.ts';
import { cssVariablesResolver, theme } from './ui/theme.ts';

/** A screen that comes when it is opened, with the style sheet that only the first one does without. */
const later = (load: () => Promise<ComponentType>) =>
  lazy(async () => {
    const [screen] = await Promise.all([load(), import('./ui/mantine-whole.css')]);
    return { default: screen };
  });

const screens: Readonly<Record<Screen, ComponentType>> = {
  home: HomeScreen,
  // Only home is needed for the first paint; each other screen comes when it is opened.
  'new-engagement': later(
    async () => (await import('./screens/new-engagement/new-engagement.screen.tsx')).NewEngagementScreen,
  ),
  overview: later(async () => (await import('./screens/overview/overview.screen.tsx')).OverviewScreen),
  engagement: later(async () => (await import('./screens/engagement/engagement.screen.tsx')).EngagementScreen),
  controls: later(async () => (await import('./screens/controls/controls.screen.tsx')).ControlsScreen),
  collections: later(async () => (await import('./screens/collections/collections.screen.tsx')).CollectionsScreen),
  connect: later(async () => (await import('./screens/connect/connect.screen.tsx')).ConnectScreen),
  findings: later(async () => (await import('./screens/findings/findings.screen.tsx')).FindingsScreen),
  scope: later(async () => (await import('./screens/scope/scope.screen.tsx')).ScopeScreen),
  criteria: later(async () => (await import('./screens/criteria/criteria.screen.tsx')).CriteriaScreen),
  exceptions: later(async () => (await import('./screens/exceptions/exceptions.screen.tsx')).ExceptionsScreen),
  exception: later(async () => (await import('./screens/exception/exception.screen.tsx')).ExceptionScreen),
  plan: later(async () => (await import('./screens/plan/plan.screen.tsx')).PlanScreen),
  binder: later(async () => (await import('./screens/binder/binder.screen.tsx')).BinderScreen),
  log: later(async () => (await import('./screens/log/log.screen.tsx')).LogScreen),
};

const nothing = (): void => undefined;
/** Main remembers the theme; Mantine's own memory would keep the first paint waiting for the page's storage. */
const noMemory: MantineColorSchemeManager = {
  get: (scheme) => scheme,
  set: nothing,
  subscribe: nothing,
  unsubscribe: nothing,
  clear: nothing,
};

/** The window: theme, frame and the screen that is open. */
export function App() {
  const chosen = useShell((state) => state.app?.theme ?? 'system');
  const system = useColorScheme('light', { getInitialValueInEffect: false });
  const scheme = chosen === 'system' ? system : chosen;
  const CurrentScreen = screens[useNavigation((state) => state.here.screen)];
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme={scheme}
      forceColorScheme={scheme}
      colorSchemeManager={noMemory}
      getStyleNonce={styleNonce}
    >
      <Frame>
        <CurrentScreen />
      </Frame>
    </MantineProvider>
  );
}
