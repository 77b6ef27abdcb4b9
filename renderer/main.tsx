import './ui/mantine-first.css';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/mantine.css';
import { StrictMode } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { isMac } from './api.ts';
import { attempt, loadApp } from './app.store.ts';
import { App } from './app.tsx';
import { followEngine, resume } from './engagement.store.ts';
import { Broken } from './frame/broken.tsx';
import { guardMarkup, styleNonce } from './trusted-types.ts';
import { listenForKeys } from './ui/keys.ts';

guardMarkup();
// Mantine's dialogs write one style sheet through a helper that reads the nonce from this name.
window.__webpack_nonce__ = styleNonce();

async function start(): Promise<void> {
  const { isOpen } = await loadApp();
  if (isOpen) await resume();
}

const place = document.querySelector('#root');
if (place === null) throw new Error('The page has no place for the window.');
const root = createRoot(place, {
  onUncaughtError: (error) => root.render(<Broken message={error instanceof Error ? error.message : String(error)} />),
});
listenForKeys(isMac());
followEngine();
// Drawn before this script ends: main shows the window then.
flushSync(() =>
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  ),
);
// What main knows arrives while the window is already there.
await attempt('The start was not completed.', start);
// For what opens over the first screen; the other screens wait for it themselves.
await import('./ui/mantine-whole.css');
