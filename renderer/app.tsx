import { MantineProvider } from '@mantine/core';
import { useColorScheme } from '@mantine/hooks';
import { type ComponentType, lazy } from 'react';
import { useShell } from './app.store.ts';
import { Frame } from './frame/frame.tsx';
import { type Screen, useNavigation } from './navigation.store.ts';
import { HomeScreen } from './screens/home/home.screen.tsx';
import { styleNonce } from './trusted-types.ts';
import { cssVariablesResolver, theme } from './ui/theme.ts';

const screens: Readonly<Record<Screen, ComponentType>> = {
  home: HomeScreen,
  // Only home is needed for the first paint; each other screen comes when it is opened.
  'new-engagement': lazy(async () => ({
    default: (await import('./screens/new-engagement/new-engagement.screen.tsx')).NewEngagementScreen,
  })),
  overview: lazy(async () => ({ default: (await import('./screens/overview/overview.screen.tsx')).OverviewScreen })),
  controls: lazy(async () => ({ default: (await import('./screens/controls/controls.screen.tsx')).ControlsScreen })),
  collections: lazy(async () => ({
    default: (await import('./screens/collections/collections.screen.tsx')).CollectionsScreen,
  })),
  findings: lazy(async () => ({ default: (await import('./screens/findings/findings.screen.tsx')).FindingsScreen })),
  binder: lazy(async () => ({ default: (await import('./screens/binder/binder.screen.tsx')).BinderScreen })),
  log: lazy(async () => ({ default: (await import('./screens/log/log.screen.tsx')).LogScreen })),
};

/** The window: theme, frame and the screen that is open. */
export function App() {
  const chosen = useShell((state) => state.app?.theme ?? 'system');
  const system = useColorScheme();
  const CurrentScreen = screens[useNavigation((state) => state.here.screen)];
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      forceColorScheme={chosen === 'system' ? system : chosen}
      getStyleNonce={styleNonce}
    >
      <Frame>
        <CurrentScreen />
      </Frame>
    </MantineProvider>
  );
}
