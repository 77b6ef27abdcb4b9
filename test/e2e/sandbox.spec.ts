import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { test } from './app.ts';

test('the page has no Node, no network and nowhere to go', async ({ running }) => {
  const { page, app } = running;
  await page
    .getByRole('button', { name: /New engagement/ })
    .first()
    .waitFor();
  const reached = await page.evaluate(async () => {
    const get = (url: string) =>
      fetch(url).then(
        () => 'reached',
        () => 'refused',
      );
    return {
      require: typeof Reflect.get(window, 'require'),
      process: typeof Reflect.get(window, 'process'),
      opened: window.open('https://example.com') === null ? 'refused' : 'reached',
      https: await get('https://example.com/'),
      loopback: await get('http://127.0.0.1:9/'),
      file: await get('file:///etc/passwd'),
      outside: await get('app://bundle/../../package.json').then(() =>
        fetch('app://bundle/..%2f..%2fpackage.json').then(({ status }) => status),
      ),
      camera: await navigator.mediaDevices?.getUserMedia({ video: true }).then(
        () => 'reached',
        () => 'refused',
      ),
    };
  });
  expect(reached).toEqual({
    require: 'undefined',
    process: 'undefined',
    opened: 'refused',
    https: 'refused',
    loopback: 'refused',
    file: 'refused',
    outside: 404,
    camera: 'refused',
  });
  await page.evaluate(() => {
    window.location.href = 'https://example.com/';
  });
  await page.waitForTimeout(300);
  expect(page.url()).toBe('app://bundle/index.html');
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // The method exists in every Electron and in no type file.
    const all: unknown = contents === undefined ? {} : Reflect.get(contents, 'getLastWebPreferences').call(contents);
    const names = ['sandbox', 'contextIsolation', 'nodeIntegration', 'webSecurity', 'webviewTag'];
    return Object.fromEntries(names.map((name) => [name, Reflect.get(Object(all), name)]));
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
});

test('a message that is not in the contract is refused with words', async ({ running }) => {
  const { page } = running;
  await page
    .getByRole('button', { name: /New engagement/ })
    .first()
    .waitFor();
  const answers = await page.evaluate(async () => {
    const call = window.api.call as unknown as Record<
      string,
      (input: unknown) => Promise<{ ok: boolean; error?: { code: string } }>
    >;
    const asked = [
      call['engagement.create']?.({
        handle: '/etc',
        client: 'x',
        scope: { reportType: 1, asOfOn: '2026-02-30' },
        categories: [],
      }),
      call['finding.page']?.({ query: null, offset: -1, limit: 9e9 }),
      call['engagement.open']?.({ handle: '00000000-0000-4000-8000-000000000000' }),
      call['collection.import']?.({ handles: ['../../etc/passwd'] }),
      call['finding.query']?.({ tab: 'all', search: 'x'.repeat(1e6) }),
    ];
    return (await Promise.all(asked)).map((answer) => answer?.error?.code);
  });
  expect(answers).toEqual(['bad-input', 'bad-input', 'not-found', 'bad-input', 'bad-input']);
});

test('files dropped on the window are imported, and bad ones are refused by name', async ({ running }) => {
  const { page, folder } = running;
  await page.getByRole('button', { name: 'Look at the sample' }).first().click();
  await page
    .getByText(/criteria in scope/)
    .first()
    .waitFor({ timeout: 60_000 });
  const good = join(folder, 'queue.json');
  writeFileSync(
    good,
    JSON.stringify({
      ConfigurationRecorders: [
        {
          name: 'default',
          arn: 'arn:aws:config:eu-west-3:111122223333:configuration-recorder/default/a',
          recordingGroup: { allSupported: true },
        },
      ],
    }),
  );
  const bad = join(folder, 'broken.json');
  writeFileSync(bad, '{"configurationItems":[{"a":');
  const chooser = page.evaluateHandle(() => {
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    document.body.append(input);
    return input;
  });
  const input = (await chooser).asElement();
  await input?.setInputFiles([good, bad]);
  await (await chooser).evaluate((element) => {
    const transfer = new DataTransfer();
    for (const file of element.files ?? []) transfer.items.add(file);
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    element.remove();
  });
  await expect(page.getByText(/broken\.json: .*ends early/).first()).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText('queue.json').first()).toBeVisible();
});
