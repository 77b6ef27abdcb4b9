import { contract } from '@shared/contract/contract.ts';
import { type RouteName, routeNames } from '@shared/contract/routes.ts';
import { AppError } from '@shared/errors.ts';
import { failed, type Result } from '@shared/result.ts';
import { BrowserWindow, type IpcMainEvent, type IpcMainInvokeEvent, ipcMain } from 'electron';
import { origin } from './protocol.ts';

/** Answers one route, with input that the contract has accepted. */
export type Answer = (route: RouteName, input: unknown, window: BrowserWindow) => Promise<Result<unknown>>;

const maxBytes = 8 << 20;

/** The window a message came from, if it is the top frame of a page of ours. */
function senderWindow(event: IpcMainInvokeEvent | IpcMainEvent): BrowserWindow | null {
  const { senderFrame } = event;
  if (senderFrame === null || senderFrame.origin !== origin || senderFrame.parent !== null) return null;
  return BrowserWindow.fromWebContents(event.sender);
}

function isSmall(input: unknown): boolean {
  try {
    return JSON.stringify(input ?? null).length <= maxBytes;
  } catch {
    return false;
  }
}

const words = (error: unknown): Result<never> => {
  if (error instanceof AppError)
    return failed({
      code: error.code,
      message: error.message,
      ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    });
  return failed({
    code: 'internal',
    message: `Something unexpected happened: ${error instanceof Error ? error.message : String(error)}.`,
  });
};

async function take(route: RouteName, raw: unknown, window: BrowserWindow, answer: Answer): Promise<Result<unknown>> {
  const parsed = isSmall(raw) ? contract[route].input.safeParse(raw) : null;
  if (parsed === null || !parsed.success) {
    const issue = parsed?.error?.issues[0];
    const where = issue === undefined ? '' : ` (${issue.path.join('.') || 'input'}: ${issue.message})`;
    return failed({ code: 'bad-input', message: `The request ${route} was not understood${where}.` });
  }
  try {
    return await answer(route, parsed.data, window);
  } catch (error) {
    return words(error);
  }
}

/** Listens on every route of the contract; a message from anywhere but our own page is refused. */
export function listen(answer: Answer): void {
  for (const route of routeNames) {
    ipcMain.handle(route, (event, raw: unknown) => {
      const window = senderWindow(event);
      return window === null
        ? failed({ code: 'bad-input', message: 'The sender is not a window of Fieldwork.' })
        : take(route, raw, window, answer);
    });
  }
  ipcMain.on('window', (event, action: unknown) => {
    const window = senderWindow(event);
    if (action === 'minimize') window?.minimize();
    else if (action === 'close') window?.close();
    else if (action === 'toggleMaximize') window?.isMaximized() ? window.unmaximize() : window?.maximize();
  });
}
