import { Button, MantineProvider } from '@mantine/core';
import { leave } from '../engagement.store.ts';
import { styleNonce } from '../trusted-types.ts';
import { cssVariablesResolver, theme } from '../ui/theme.ts';

const drawAgain = (): void => window.location.reload();
// Closing first keeps a screen that cannot be drawn from coming back at once.
const closeAndDraw = (): void => void leave().finally(drawAgain);

/** Shown when a screen failed in a way nothing caught. Stored data is untouched: only the engine writes. */
export function Broken({ message }: { readonly message: string }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
    >
      <main style={{ display: 'grid', gap: 8, maxWidth: 640, padding: 48 }}>
        <h1 className="type-page">The window stopped drawing</h1>
        <p>{message}</p>
        <p>Everything saved is kept in the engagement folder.</p>
        <div style={{ display: 'flex', gap: 8 }}>
          <Button onClick={drawAgain}>Draw the window again</Button>
          <Button onClick={closeAndDraw}>Close the engagement</Button>
        </div>
      </main>
    </MantineProvider>
  );
}
