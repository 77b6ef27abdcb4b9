import { type RouteName, routeNames } from '@shared/contract/routes.ts';
import { failed, type Result } from '@shared/result.ts';
import { BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { origin } from './protocol.ts';

/** Takes one request of a window of ours, with input of any shape. */
export type Take = (route: RouteName, raw: unknown, window: BrowserWindow) => Promise<Result<unknown>>;

/** The window a message came from, if it is the top frame of a page of ours. */
function senderWindow(event: IpcMainInvokeEvent | IpcMainEvent): BrowserWindow | null {
  const { senderFrame } = event;
  if (senderFrame === null || senderFrame.origin !== origin || senderFrame.parent !== null) return null;
  return BrowserWindow.fromWebContents(event.sender);
}

const stranger = failed({ code: 'bad-input', message: 'The sender is not a window of Fieldwork.' });

/**
 * Listens on every route of the contract; a message from anywhere but our own page is refused. `take` is asked for
 * with the first request: the window opens before the contract's schemas are built.
 */
export function listen(take: () => Promise<Take>): void {
  for (const route of routeNames) {
    ipcMain.handle(route, async (event, raw: unknown) => {
      const window = senderWindow(event);
      return window === null ? stranger : (await take())(route, raw, window);
    });
  }
  ipcMain.on('window', (event, action: unknown) => {
    const window = senderWindow(event);
    if (action === 'minimize') window?.minimize();
    else if (action === 'close') window?.close();
    else if (action === 'toggleMaximize') window?.isMaximized() ? window.unmaximize() : window?.maximize();
  });
}
