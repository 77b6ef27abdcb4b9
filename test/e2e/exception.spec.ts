import { expect, type Page } from '@playwright/test';
import { test } from './app.ts';

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

test('a finding becomes an exception, and its response goes from weak to substantive while the rubric moves', async ({
  running,
}) => {
  test.setTimeout(180_000);
  const { page, complaints } = running;
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
  await expect(page.getByLabel('State: Response drafted')).toBeVisible();
  await expect(page.getByText(/^Version 1\./)).toBeVisible();
  await goTo(page, /Exceptions/);
  await expect(page.getByRole('row', { name: /EX-006.*Response drafted.*Substantive/ })).toBeVisible();
  expect(complaints).toEqual([]);
});

test('a window that is drawn anew while someone types keeps every word', async ({ running }) => {
  const { page, complaints } = running;
  await openSample(page);
  const open = async () => {
    await goTo(page, /Exceptions/);
    await page.getByRole('row', { name: /EX-005/ }).dblclick();
  };
  await open();
  await write(page, 'Why it happened', '');
  await section(page, 'Why it happened').pressSequentially('The reviewer left in April and nobody took it over');
  await page.reload();
  await expect(page.getByText(/criteria in scope/).first()).toBeVisible({ timeout: 60_000 });
  await open();
  await expect(section(page, 'Why it happened')).toHaveValue('The reviewer left in April and nobody took it over');
  await expect(page.getByText(/Saved \d/).first()).toBeVisible();
  expect(complaints).toEqual([]);
});
