import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, session } from 'electron';
import { createEngineHost, type EngineHost } from './engine-host.ts';
import { createHandles } from './handles.ts';
import { listen, type Take } from './listen.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serve } from './protocol.ts';
import { readTheme } from './theme.ts';
import { lockDown, openWindow } from './window.ts';

// Milliseconds. The engine's start takes a core for about half a second, and the first page is drawn before that.
const warmAfter = 300;

app.enableSandbox();
registerScheme();
setMenu();

/** The contract's schemas take a core that the first page needs to be drawn, so they come when the page first asks. */
async function loadAnswers(engine: EngineHost, folder: string): Promise<Take> {
  const [{ take }, { createAnswer }, { openSettings }] = await Promise.all([
    import('./ipc.ts'),
    import('./routes.ts'),
    import('./settings.ts'),
  ]);
  const answer = createAnswer({ engine, handles: createHandles(), settings: openSettings(folder) });
  return (route, raw, window) => take(route, raw, window, answer);
}

function start(): void {
  const folder = app.getPath('userData');
  nativeTheme.themeSource = readTheme(folder);
  let window: BrowserWindow | null = null;
  const engine = createEngineHost({
    resources: join(app.getAppPath(), 'resources'),
    version: app.getVersion(),
    onEvent: (event, payload) => window?.webContents.send(event, payload),
  });
  lockDown(session.defaultSession);
  let take: Promise<Take> | null = null;
  const answers = (): Promise<Take> => {
    take ??= loadAnswers(engine, folder);
    return take;
  };
  serve(session.defaultSession, join(import.meta.dirname, '../renderer'));
  const open = (): void => {
    window = openWindow(session.defaultSession, () => setTimeout(engine.warm, warmAfter));
    window.on('closed', () => {
      window = null;
    });
  };
  open();
  listen(answers);
  app.on('activate', () => window ?? open());
  app.on('second-instance', () => window?.focus());
  let isStopped = false;
  app.on('before-quit', (event) => {
    if (isStopped) return;
    event.preventDefault();
    isStopped = true;
    void engine.stop().finally(() => app.quit());
  });
}

if (app.requestSingleInstanceLock()) {
  app.on('window-all-closed', () => app.quit());
  void app.whenReady().then(start);
} else app.quit();
