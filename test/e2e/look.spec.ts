import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { resize, test } from './app.ts';

const target = process.env.LOOK_FOLDER;
const folder = resolve(target ?? 'test-results/look');
const screens = [
  ...['Overview', 'Controls', 'Scope', 'Collections', 'Findings', 'Criteria', 'Exceptions', 'Remediation plan'],
  ...['Binder', 'Audit log'],
];

test.skip(target === undefined, 'Only for looking: set LOOK_FOLDER to get a picture of every screen.');

test('every screen at three widths, light and dark', async ({ running }) => {
  test.setTimeout(300_000);
  const { page } = running;
  mkdirSync(folder, { recursive: true });
  const look = async (name: string): Promise<void> => {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      for (const [width, height] of [
        [1280, 800],
        [1440, 900],
        [1600, 1000],
      ] as const) {
        await resize(running, width, height);
        // Away from the rail, whose tooltips would lie over the page.
        await page.mouse.move(width / 2, 8);
        await page.waitForTimeout(350);
        await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`) });
      }
    }
  };
  const sample = page.getByRole('button', { name: 'Look at the sample' }).first();
  await sample.waitFor();
  await look('00-home');
  await sample.click();
  await page
    .getByText(/criteria in scope/)
    .first()
    .waitFor({ timeout: 60_000 });
  for (const [place, screen] of screens.entries()) {
    await page
      .getByRole('navigation')
      .getByRole('link', { name: screen })
      .or(page.getByRole('navigation').getByRole('button', { name: screen }))
      .first()
      .click();
    await page.waitForTimeout(700);
    await look(`${String(place + 1).padStart(2, '0')}-${screen.toLowerCase().replace(' ', '-')}`);
  }
  await page.getByTitle(/Engagement menu/).click();
  await page.getByRole('menuitem', { name: 'Engagement facts' }).click();
  await page.waitForTimeout(700);
  await look('11-engagement');
  await page
    .getByRole('navigation')
    .getByRole('button', { name: /Exceptions/ })
    .first()
    .click();
  await page.getByText('Board', { exact: true }).click();
  await look('12-exceptions-board');
  await page.locator('#card-EX-005').click();
  await page.getByRole('textbox', { name: 'How far it reaches', exact: true }).click();
  await look('13-exception');
});
