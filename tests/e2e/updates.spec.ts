/** A newer build asks, puts every word away, and is then there in all tabs; and no page asks another origin for anything. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { PROJECT, type StartedHub, startHub } from '../setup/hub.js';
import { arrive, go, noteWith, untilKept } from '../setup/vesper-app.js';

const NEWER_TITLE = 'Vesper, newer';
const WORDS = 'Thank you for the half-written';

let builds: string;
let hub: StartedHub;
let ana: Partner;

test.beforeEach(async () => {
  builds = mkdtempSync(join(tmpdir(), 'vesper-builds-'));
  cpSync(join(PROJECT, 'dist'), join(builds, 'now'), { recursive: true });
  hub = await startHub({ dist: join(builds, 'now') });
  ana = await launchPartner('ana', { baseURL: hub.url });
});

test.afterEach(async () => {
  await ana?.forget();
  await hub?.stop();
  rmSync(builds, { recursive: true, force: true });
});

function rewrite(path: string, change: (text: string) => string): void {
  const before = readFileSync(path, 'utf8');
  const after = change(before);
  if (after === before) throw new Error(`Nothing to change in ${path}`);
  writeFileSync(path, after);
}

/** The same app with another title, as a build a day later would be: the worker knows the page by a new revision. */
function makeNewerBuild(): string {
  const folder = join(builds, 'newer');
  cpSync(join(builds, 'now'), folder, { recursive: true });
  rewrite(join(folder, 'index.html'), (html) =>
    html.replace(/<title>[^<]*/, `<title>${NEWER_TITLE}`),
  );
  rewrite(join(folder, 'service-worker.js'), (worker) =>
    worker.replace(/("revision":")[^"]*(","url":"index\.html")/, '$1newer$2'),
  );
  return folder;
}

/** As coming back to an installed app does, an hour later. */
async function lookForUpdate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
  });
}

test('an update asks, keeps what is being typed, and comes to all tabs at once', async () => {
  const { page, context } = ana;
  await arrive(page, 'Ana', 'Circle');
  await untilKept(page);
  const other = await context.newPage();
  await other.goto('/#/board');
  await other.getByRole('button', { name: 'Write a note' }).first().click();
  await other.getByRole('textbox', { name: 'Your note' }).pressSequentially(WORDS);
  await hub.stop();
  hub = await startHub({ dist: makeNewerBuild(), port: hub.port });
  await lookForUpdate(page);
  for (const tab of [page, other]) {
    await expect(tab.getByText('A newer Vesper is ready.')).toBeVisible();
    expect(await tab.title()).toBe('Vesper');
  }
  await page.getByRole('button', { name: 'Use it now' }).click();
  for (const tab of [page, other]) await expect(tab).toHaveTitle(NEWER_TITLE);
  await expect(noteWith(other, WORDS)).toBeVisible();
});

test('no page asks another origin for anything, and none breaks its own policy', async () => {
  const { page, context } = ana;
  const strangers: string[] = [];
  const violations: string[] = [];
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== hub.url)
      strangers.push(request.url());
  });
  page.on('console', (message) => {
    if (message.type() === 'error') violations.push(message.text());
  });
  await arrive(page, 'Ana', 'Circle');
  for (const path of ['/', '/checkin', '/board', '/us', '/meet', '/connections', '/nowhere']) {
    await go(page, path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  }
  await go(page, '/meet');
  await page.getByRole('button', { name: 'Begin without a camera' }).click();
  await expect(page.getByText('The code as text').first()).toBeVisible();
  expect(strangers).toEqual([]);
  expect(violations).toEqual([]);
});

test('a place opened without the hub, by its address or by a shortcut of the icon, is there', async () => {
  const { page } = ana;
  await arrive(page, 'Ana', 'Circle');
  await untilKept(page);
  const manifest = await page.evaluate(async () => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
    return fetch(link?.href ?? '').then((answer): Promise<unknown> => answer.json());
  });
  expect(manifest).toMatchObject({ launch_handler: {}, shortcuts: [{}, {}] });
  const { shortcuts } = manifest as { shortcuts: { url: string }[] };
  await hub.stop();
  for (const address of ['/#/us', '/us', ...shortcuts.map(({ url }) => url)]) {
    await page.goto('about:blank');
    await page.goto(new URL(address, `${hub.url}/`).href);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Us|arriving|Gratitude board/);
  }
});
