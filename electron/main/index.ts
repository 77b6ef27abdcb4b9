import { join } from 'node:path';
import { app, type BrowserWindow, nativeTheme, session } from 'electron';
import { createEngineHost } from './engine-host.ts';
import { createHandles } from './handles.ts';
import { listen } from './ipc.ts';
import { setMenu } from './menu.ts';
import { registerScheme, serve } from './protocol.ts';
import { createAnswer } from './routes.ts';
import { openSettings } from './settings.ts';
import { lockDown, openWindow } from './window.ts';

app.enableSandbox();
registerScheme();

function start(): void {
  const settings = openSettings(app.getPath('userData'));
  nativeTheme.themeSource = settings.get().theme;
  let window: BrowserWindow | null = null;
  const engine = createEngineHost({
    resources: join(app.getAppPath(), 'resources'),
    version: app.getVersion(),
    onEvent: (event, payload) => window?.webContents.send(event, payload),
  });
  setMenu();
  lockDown(session.defaultSession);
  serve(session.defaultSession, join(import.meta.dirname, '../renderer'));
  listen(createAnswer({ engine, handles: createHandles(), settings }));
  const open = (): void => {
    window = openWindow(session.defaultSession, () => engine.warm());
    window.on('closed', () => {
      window = null;
    });
  };
  open();
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
