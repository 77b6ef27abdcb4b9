import { join } from 'node:path';
import { app, BrowserWindow, nativeTheme, type Session, type WebContents } from 'electron';
import { startPage } from './protocol.ts';
import { grounds } from './theme.ts';

/** The preferences every window has; there is no other place that makes one. */
const webPreferences = {
  sandbox: true,
  contextIsolation: true,
  nodeIntegration: false,
  webSecurity: true,
  webviewTag: false,
  spellcheck: false,
  navigateOnDragDrop: false,
} as const;

const isMac = process.platform === 'darwin';

/** A page may go nowhere, open nothing and be granted nothing. */
function confine(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-navigate', (event) => event.preventDefault());
  contents.on('will-redirect', (event) => event.preventDefault());
  contents.on('will-frame-navigate', (event) => event.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

/** Copying text out is the one thing a page may do with the system. */
const copying = 'clipboard-sanitized-write';

/** Denies every other permission, and every download, of a session. */
export function lockDown(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, decide) => decide(permission === copying));
  session.setPermissionCheckHandler((_contents, permission) => permission === copying);
  session.setDevicePermissionHandler(() => false);
  session.on('will-download', (event) => event.preventDefault());
}

/** Opens the one window; `onShown` is called when its page is there to see. */
export function openWindow(session: Session, onShown: () => void): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 720,
    minHeight: 520,
    show: false,
    // Painting waits for the graphics process, and a page that paints waits with it; unseen, it is built meanwhile.
    paintWhenInitiallyHidden: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? grounds.dark : grounds.light,
    title: 'Fieldwork',
    ...(isMac ? { titleBarStyle: 'hiddenInset' as const } : { frame: false }),
    webPreferences: {
      ...webPreferences,
      session,
      devTools: !app.isPackaged,
      preload: join(import.meta.dirname, '../preload/index.cjs'),
    },
  });
  confine(window.webContents);
  // The first screen is in the page by then: its script draws it before it ends.
  window.webContents.once('dom-ready', () => {
    window.show();
    onShown();
  });
  // A reload during loading rejects with ERR_ABORTED, which means nothing.
  window.loadURL(startPage).catch(() => undefined);
  return window;
}
