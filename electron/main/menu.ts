import { Menu } from 'electron';

/** macOS needs a menu for copy, paste and quit; elsewhere the window has its own. */
export function setMenu(): void {
  const mac = Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }]);
  Menu.setApplicationMenu(process.platform === 'darwin' ? mac : null);
}
