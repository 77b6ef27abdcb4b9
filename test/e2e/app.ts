import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';

/** Set by the runner; as root it is a starter that drops root first, so that the sandbox stays on. */
const program = process.env.FIELDWORK_E2E_PROGRAM ?? '';

/** The packaged app with a profile of its own, and what its page complained about. */
export interface Running {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  readonly complaints: string[];
}

/** The same app with loopbacks behind the guards of its collector, and the folder it stands in. */
const live = { program: process.env.FIELDWORK_E2E_LIVE ?? '', folder: process.env.FIELDWORK_E2E_LIVE_FOLDER ?? '' };

/** Tells the live app where the loopback of a cloud listens, and whose certificate it shows. */
export const announce = (cloud: 'aws' | 'azure', place: { readonly port: number; readonly ca?: string }): void =>
  writeFileSync(join(live.folder, 'resources', `loopback-${cloud}.json`), JSON.stringify(place));

/** Where the app looks for profiles of AWS: never those of whoever runs the tests. */
export const awsConfig = (folder: string): string => join(folder, 'aws-config');

/** Starts the packaged app with an empty profile in a folder of its own. */
async function launch(folder: string, executablePath = program): Promise<Running> {
  const args = [`--user-data-dir=${join(folder, 'profile')}`];
  const env = { ...process.env, AWS_CONFIG_FILE: awsConfig(folder), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') };
  const app = await _electron.launch({ executablePath, args, env, chromiumSandbox: true });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.waitForLoadState('domcontentloaded');
  return { app, page, folder, complaints };
}

/**
 * Does something in the app's main process, once more where its answer was lost: Electron may collect the promise of it while
 * the app is starting. What is done must come to the same when it is done twice.
 */
const inMain = (act: () => Promise<void>): Promise<void> => expect(act).toPass({ timeout: 10_000 });

/** The next folder or files a dialog of the system answers with: the dialogs themselves cannot be driven. */
export async function answerDialog({ app }: Running, paths: readonly string[]): Promise<void> {
  await inMain(() =>
    app.evaluate(
      ({ dialog }, filePaths) => {
        dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths });
      },
      [...paths],
    ),
  );
}

/** Sets the size of the content, whatever the screen. */
export async function resize({ app, page }: Running, width: number, height: number): Promise<void> {
  await inMain(() =>
    app.evaluate(
      ({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w ?? 0, h ?? 0),
      [width, height],
    ),
  );
  await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
}

async function during(use: (running: Running) => Promise<void>, executablePath?: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'fieldwork-e2e-'));
  chmodSync(folder, 0o777);
  const running = await launch(folder, executablePath);
  await use(running);
  await running.app.close();
  rmSync(folder, { recursive: true, force: true });
}

/** A test with the app running, or with the one that reads loopbacks; it is closed and its folder removed at the end. */
export const test = base.extend<{ running: Running; collecting: Running }>({
  // Playwright reads the first parameter's names; this one takes nothing.
  running: async ({}, use) => during(use),
  collecting: async ({}, use) => during(use, live.program),
});

/** Makes an engagement of a Type II report with nothing in it. */
export async function newEngagement(running: Running, client: string): Promise<void> {
  const { page, folder } = running;
  await page
    .getByRole('button', { name: /New engagement/ })
    .first()
    .click();
  await page.getByLabel('1. Who is the client?').fill(client);
  await page.getByLabel('First day').fill('2026-01-01');
  await page.getByLabel('Last day').fill('2026-12-31');
  await answerDialog(running, [folder]);
  await page
    .getByRole('button', { name: /Choose a folder|Choose/ })
    .last()
    .click();
  await page.getByRole('button', { name: /Create|Make/ }).click();
  await expect(page.getByText(client).first()).toBeVisible();
}
