import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { answerDialog, type Running, test } from './app.ts';

const sample = resolve(import.meta.dirname, '../../resources/sample/files');

const day = (inDays: number): Date => new Date(Date.now() + inDays * 86_400_000);
/** `7 Oct 2026`, as a person types a day. */
const typedDay = (date: Date): string =>
  date
    .toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' })
    .replace('Sept', 'Sep');
/** The last day of the sample's period that has come. */
const lastDay = (): Date => new Date(Math.min(Date.now(), Date.UTC(2026, 11, 31)));

const section = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const facts = (page: Page, name: string) => page.getByRole('group', { name: `Facts: ${name}` });
const write = (page: Page, name: string, text: string) => section(page, name).fill(text);

async function choose(page: Page, group: string, label: string, option: string | RegExp): Promise<void> {
  await facts(page, group).getByLabel(label, { exact: true }).first().click();
  await page.getByRole('option', { name: option }).first().click();
}

async function give(page: Page, group: string, label: string, value: string): Promise<void> {
  const field = facts(page, group).getByLabel(label, { exact: true }).first();
  await field.fill(value);
  await field.press('Tab');
}

async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Look at the sample' }).first().click();
  await expect(page.getByText(/criteria in scope/).first()).toBeVisible({ timeout: 60_000 });
}

const goTo = (page: Page, name: RegExp) => page.getByRole('navigation').getByRole('button', { name }).first().click();

/** What most companies send in first. */
async function writeWeakly(page: Page): Promise<void> {
  await write(page, 'What happened', 'Noted.');
  await write(page, 'How far it reaches', 'We believe this was an isolated incident.');
  await write(page, 'Cause changed', 'Engineers were reminded of the policy.');
}

async function sayWhatHappened(page: Page): Promise<void> {
  await write(
    page,
    'What happened',
    '1 of 7 data stores, webhook-events, kept no backup for the declared time in the period. The finding is accepted.',
  );
  await choose(page, 'What happened', 'Position', 'Accepts the finding');
  await write(
    page,
    'Why it happened',
    'The module that creates tables was copied before the default for backups was added, and nothing in the pipeline refused a table without them.',
  );
  await choose(page, 'Why it happened', 'Category', 'Gap in a tool or integration');
  await write(page, 'How far it reaches', 'The setting of every data store was read over the whole period.');
  await choose(page, 'How far it reaches', 'Looked back', 'Yes');
  await give(page, 'How far it reaches', 'Method', 'AWS Config history of all data stores');
  await give(page, 'How far it reaches', 'Population', '7');
  await give(page, 'How far it reaches', 'Found', '1');
  await give(page, 'How far it reaches', 'From', '1 Jan 2026');
  await give(page, 'How far it reaches', 'To', typedDay(lastDay()));
}

async function sayWhatIsDone(page: Page): Promise<void> {
  await write(
    page,
    'Effect on customers',
    'No restore of webhook-events was asked for in the period; its 14 days of events can be replayed from the queue.',
  );
  await choose(page, 'Effect on customers', 'Rating', 'Low');
  await write(page, 'Other controls', 'No other control kept a copy of the table.');
  await facts(page, 'Other controls').getByRole('checkbox', { name: 'There was none' }).check();
  await write(
    page,
    'Cause changed',
    'The module switches backups on by default, and the pipeline refuses a table without them.',
  );
  await give(page, 'Owner and date', 'Owner', 'Dana Ruiz');
  await give(page, 'Owner and date', 'Role', 'Head of platform');
  await give(page, 'Owner and date', 'Due', typedDay(day(10)));
  await write(
    page,
    'Proof',
    `A configuration snapshot after ${typedDay(day(10))} in which all 7 data stores show backups for 35 days.`,
  );
  await write(page, 'How a repeat is noticed', 'Each snapshot judges every data store of both accounts.');
  await choose(page, 'How a repeat is noticed', 'Control or check', /^AVL-02 /);
}

const score = async (page: Page): Promise<number> =>
  Number(
    (
      await page
        .getByText(/^[\d.]+ of 10$/)
        .first()
        .innerText()
    ).split(' ')[0],
  );

interface Item {
  readonly resourceName?: string;
  readonly supplementaryConfiguration: object;
}

/** The table of the sample as it was last read. */
function lastRead(name: string): Item {
  const files = readdirSync(sample).filter((file) => file.includes('_ConfigSnapshot_'));
  const items = files.flatMap((file): readonly Item[] => {
    const { configurationItems }: { configurationItems: readonly Item[] } = JSON.parse(
      readFileSync(join(sample, file), 'utf8'),
    );
    return configurationItems;
  });
  const found = items.findLast(({ resourceName }) => resourceName === name);
  if (found === undefined) throw new Error(`The sample has no ${name}.`);
  return found;
}

/** A later reading of the table, in a file as AWS Config delivers it: with or without backups. */
function laterReading(folder: string, on: string, pointInTimeRecoveryStatus: 'ENABLED' | 'DISABLED'): string {
  const item = lastRead('webhook-events');
  const at = `${on}T10:00:00.000Z`;
  const later = {
    ...item,
    configurationItemCaptureTime: at,
    configurationStateId: Date.parse(at),
    supplementaryConfiguration: {
      ...item.supplementaryConfiguration,
      ContinuousBackupsDescription: {
        continuousBackupsStatus: 'ENABLED',
        pointInTimeRecoveryDescription: { pointInTimeRecoveryStatus },
      },
    },
  };
  const day = on.replaceAll('-', '');
  const name = `111122223333_Config_eu-west-1_ConfigHistory_AWS__DynamoDB__Table_${day}T060000Z_${day}T120000Z_1.json`;
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify({ fileVersion: '1.0', configurationItems: [later] }));
  return path;
}

/** Begins an import; the window goes to the collections by itself. */
async function importFile(running: Running, path: string): Promise<void> {
  await answerDialog(running, [path]);
  await running.page.keyboard.press('Control+i');
  await expect(running.page.getByRole('heading', { level: 1, name: 'Collections' })).toBeVisible();
}
/** Time for a file to be read and everything to be judged, in milliseconds. */
const judged = { timeout: 60_000 };

const stateOf = (page: Page, words: string) => page.getByLabel(`State: ${words}`);

/** Opens an exception from the list. */
async function open(page: Page, id: string): Promise<void> {
  await goTo(page, /Exceptions/);
  await page.getByRole('row', { name: new RegExp(id) }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

/** Takes a step; `by` is the person who decides it. */
async function take(page: Page, words: string, by: string | null): Promise<void> {
  await page.getByRole('button', { name: `${words}…` }).click();
  const dialog = page.getByRole('dialog');
  if (by !== null) await dialog.getByLabel('Who decides', { exact: true }).fill(by);
  await dialog.getByRole('button', { name: new RegExp(`^${words}`) }).click();
  await expect(dialog).toBeHidden();
}

/** Claims the completion on a day, with the file that shows it. */
async function completeOn(running: Running, on: string): Promise<void> {
  const { page, folder } = running;
  const ticket = join(folder, 'change-1842.txt');
  writeFileSync(ticket, 'Change 1842: backups of webhook-events are on.');
  await answerDialog(running, [ticket]);
  await page.getByRole('button', { name: 'Attach evidence' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Where it comes from').fill('Ticketing, change 1842');
  await dialog.getByRole('button', { name: /^Choose files/ }).click();
  await expect(page.getByText('Ticketing, change 1842', { exact: false }).first()).toBeVisible();
  await give(page, 'Proof', 'Completed', on);
  await choose(page, 'Proof', 'Evidence', /change-1842/);
}

test('from a finding to a verified repair, and back when it fails again', async ({ running }) => {
  test.setTimeout(300_000);
  const { page, complaints, folder } = running;
  await openSample(page);
  await goTo(page, /Findings/);
  await page
    .getByRole('row', { name: /webhook-events/ })
    .first()
    .click();
  await page
    .getByRole('complementary')
    .or(page.getByLabel('Finding'))
    .getByRole('button', { name: 'Raise an exception' })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('data stores');
  await expect(page.getByText('EX-006').first()).toBeVisible();

  await writeWeakly(page);
  await expect(page.getByText('“isolated incident”', { exact: false })).toBeVisible();
  await expect(page.getByText(/^Weak\./)).toBeVisible();
  const weak = await score(page);

  await sayWhatHappened(page);
  await expect(page.getByText('“isolated incident”', { exact: false })).toBeHidden();
  await expect.poll(() => score(page)).toBeGreaterThan(weak);
  const better = await score(page);

  await sayWhatIsDone(page);
  await expect(page.getByText(/^Substantive\./)).toBeVisible();
  expect(await score(page)).toBeGreaterThan(better);

  await page.getByRole('button', { name: 'Send for approval…' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Send for approval/ })
    .click();
  await expect(stateOf(page, 'Response drafted')).toBeVisible();
  await expect(page.getByText(/^Version 1\./)).toBeVisible();
  await goTo(page, /Exceptions/);
  await expect(page.getByRole('row', { name: /EX-006.*Response drafted.*Substantive/ })).toBeVisible();

  await open(page, 'EX-006');
  await take(page, 'Approve', 'Dana Ruiz');
  await take(page, 'Begin remediation', null);
  // The sample was read last on 30 September: the repair and the readings after it come later.
  await completeOn(running, '2 Oct 2026');
  await take(page, 'Mark remediated', null);
  await expect(stateOf(page, 'Remediated')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Verify with it', exact: true })).toBeHidden();

  await importFile(running, laterReading(folder, '2026-10-05', 'ENABLED'));
  await open(page, 'EX-006');
  await expect(
    page.getByText(/1 finding of this exception passes in the reading of 5 Oct 2026 .* It can stand as verification\./),
  ).toBeVisible(judged);
  await expect(stateOf(page, 'Remediated')).toBeVisible();
  await page.getByRole('button', { name: 'Verify with it', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Passes now: webhook-events')).toBeVisible();
  await dialog.getByLabel('Who decides', { exact: true }).fill('Lena Example');
  await dialog.getByRole('button', { name: /^Verify/ }).click();
  await expect(stateOf(page, 'Verified')).toBeVisible();

  await importFile(running, laterReading(folder, '2026-10-09', 'DISABLED'));
  await open(page, 'EX-006');
  await expect(stateOf(page, 'Open')).toBeVisible(judged);
  await expect(
    page.getByText(/webhook-events failed again, as the reading of 9 Oct 2026 .* shows\./).first(),
  ).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a window that is drawn anew while someone types keeps every word', async ({ running }) => {
  const { page, complaints } = running;
  await openSample(page);
  await open(page, 'EX-005');
  await write(page, 'Why it happened', '');
  await section(page, 'Why it happened').pressSequentially('The reviewer left in April and nobody took it over');
  await page.reload();
  await expect(page.getByText(/criteria in scope/).first()).toBeVisible({ timeout: 60_000 });
  await open(page, 'EX-005');
  await expect(section(page, 'Why it happened')).toHaveValue('The reviewer left in April and nobody took it over');
  await expect(page.getByText(/Saved \d/).first()).toBeVisible();
  expect(complaints).toEqual([]);
});
