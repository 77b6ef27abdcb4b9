import { Menu } from 'electron';

/** macOS needs a menu for copy, paste and quit; elsewhere the window has its own. Before the app is ready, none is made but this. */
export function setMenu(): void {
  const isMac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    isMac ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]) : null,
  );
}
