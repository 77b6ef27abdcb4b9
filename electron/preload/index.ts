import type { Api } from '@shared/contract/contract.ts';
import type { Subscribe } from '@shared/contract/events.ts';
import { eventNames, routeNames } from '@shared/contract/routes.ts';
import { contextBridge, ipcRenderer, webUtils } from 'electron';

const calls = routeNames
  // Paths of dropped files come from the preload alone.
  .filter((route) => route !== 'file.drop')
  .map((route) => [route, (input: unknown) => ipcRenderer.invoke(route, input)] as const);

const on: Subscribe = (event, listener) => {
  if (!eventNames.includes(event)) return () => undefined;
  const heard = (_: unknown, payload: Parameters<typeof listener>[0]): void => listener(payload);
  ipcRenderer.on(event, heard);
  return () => void ipcRenderer.off(event, heard);
};

contextBridge.exposeInMainWorld('api', {
  // One function per route of the contract: the type is the contract's own.
  call: Object.fromEntries(calls) as unknown as Api,
  on,
  dropFiles: (files: readonly File[]) =>
    ipcRenderer.invoke('file.drop', { paths: files.map((file) => webUtils.getPathForFile(file)) }),
  platform: process.platform,
  window: {
    minimize: () => ipcRenderer.send('window', 'minimize'),
    toggleMaximize: () => ipcRenderer.send('window', 'toggleMaximize'),
    close: () => ipcRenderer.send('window', 'close'),
  },
});
