import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import './ui/fonts.css';
import './ui/tokens.css';
import './ui/mantine.css';
import { StrictMode } from 'react';
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
root.render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// After the first paint: what main knows arrives while the window is already there.
await attempt('The start was not completed.', start);
