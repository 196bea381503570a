/** The app as a thing on a phone: how a newer build comes, what it is offline, and what it may load. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import sharp from 'sharp';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { copyMarkedBuild, readMark } from '../setup/builds.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import {
  arrive,
  checkIn,
  go,
  noteWith,
  showCode,
  untilKept,
  writeNote,
} from '../setup/vesper-app.js';

let folder: string;
let hub: StartedHub;
let ana: Partner;

test.beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vesper-builds-'));
  hub = await startHub({ dist: copyMarkedBuild(join(folder, 'older'), 'older') });
  ana = await launchPartner('ana', { baseURL: hub.url });
});

test.afterEach(async () => {
  await ana.forget();
  await hub.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The same host, now with the newer build. */
async function publishNewer(): Promise<void> {
  const { port } = hub;
  await hub.stop();
  hub = await startHub({ port, dist: copyMarkedBuild(join(folder, 'newer'), 'newer') });
}

async function openTab(path: string): Promise<Page> {
  const page = await ana.context.newPage();
  await page.goto(path);
  return page;
}

async function beginNote(page: Page, words: string): Promise<void> {
  await go(page, '/board?new');
  await page.getByRole('textbox', { name: 'Your note' }).pressSequentially(words);
}

/** Words are put away by a timer as a rule. Without one, what is kept was put away by the update. */
async function stopTimers(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.assign(globalThis, { setTimeout: () => 0 });
  });
}

test('a newer build asks, keeps what is being typed in every tab, and then is there in all of them', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await untilKept(ana.page);
  const other = await openTab('/#/board');
  await publishNewer();
  await beginNote(ana.page, 'Thank you for the soup');
  await beginNote(other, 'Thank you for waiting');
  await other.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
  for (const page of [ana.page, other]) {
    await expect(page.getByText('A newer Vesper is ready.')).toBeVisible();
    // Offered, not forced.
    expect(await page.evaluate(readMark)).toBe('older');
    await expect(page.getByRole('textbox', { name: 'Your note' })).toBeVisible();
  }
  await stopTimers(other);
  await other.getByRole('textbox', { name: 'Your note' }).pressSequentially(' at the station');
  await ana.page.getByRole('button', { name: 'Use it now' }).click();
  for (const page of [ana.page, other]) {
    await expect.poll(() => page.evaluate(readMark).catch(() => 'between')).toBe('newer');
    await expect(noteWith(page, 'Thank you for the soup')).toBeVisible();
    await expect(noteWith(page, 'Thank you for waiting at the station')).toBeVisible();
    await expect(page.getByText('A newer Vesper is ready.')).toHaveCount(0);
  }
});

test('an update that is put off waits, and is offered again at the next opening', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await untilKept(ana.page);
  await publishNewer();
  await ana.page.reload();
  await ana.page.getByRole('button', { name: 'Later' }).click();
  await expect(ana.page.getByText('A newer Vesper is ready.')).toHaveCount(0);
  await ana.page.reload();
  await expect(ana.page.getByText('A newer Vesper is ready.')).toBeVisible();
  expect(await ana.page.evaluate(readMark)).toBe('older');
});

/** What a screen is called at the top. */
const SCREENS: readonly (readonly [path: string, title: RegExp])[] = [
  ['/#/board', /^Gratitude board$/],
  ['/#/board?new', /^Gratitude board$/],
  ['/#/checkin', /^How are you arriving\?$/],
  ['/#/us', /^Us$/],
  ['/us', /^Us$/],
  ['/#/meet', /^Meet$/],
  ['/#/connections', /^Every connection$/],
  ['/#/welcome', /./],
  ['/#/no-such-screen', /^Nothing here$/],
  ['/', /Ana$/],
];

test('every address opens with the hub gone, also one that was never opened before', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await untilKept(ana.page);
  await hub.stop();
  await ana.context.setOffline(true);
  for (const [path, title] of SCREENS) {
    const page = await openTab(path);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
    await page.close();
  }
});

test('the shortcut for a note begins one, once, also where the board is open already', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  const editor = ana.page.getByRole('textbox', { name: 'Your note' });
  await ana.page.goto('/#/board?new');
  await editor.pressSequentially('Thank you for the soup');
  await ana.page.goto('/#/board?new');
  await expect(editor).toHaveValue('');
  await editor.pressSequentially('Thank you for the bread');
  await ana.page.reload();
  await expect(noteWith(ana.page, 'Thank you for the bread')).toBeVisible();
  await expect(noteWith(ana.page, 'Thank you for the soup')).toBeVisible();
  await expect(editor).toHaveCount(0);
});

type ManifestImage = { src: string; sizes: string; purpose?: string; form_factor?: string };

type Manifest = {
  id: string;
  start_url: string;
  scope: string;
  launch_handler: { client_mode: string | readonly string[] };
  icons: readonly ManifestImage[];
  screenshots: readonly (ManifestImage & { label: string })[];
  shortcuts: readonly { name: string; url: string; icons: readonly ManifestImage[] }[];
};

async function readManifest(): Promise<{ manifest: Manifest; url: string }> {
  const url = new URL('manifest.webmanifest', `${hub.url}/`).href;
  const answer = await ana.page.request.get(url);
  expect(answer.headers()['content-type']).toBe('application/manifest+json');
  return { manifest: await answer.json(), url };
}

async function readImage(src: string, manifestUrl: string): Promise<Buffer> {
  const answer = await ana.page.request.get(new URL(src, manifestUrl).href);
  expect(answer.ok(), src).toBe(true);
  expect(answer.headers()['content-type'], src).toBe('image/png');
  return answer.body();
}

/** The least and the greatest opacity of an image, 0 to 255. */
async function opacityOf(image: Buffer): Promise<{ min: number; max: number }> {
  const alpha = sharp(await sharp(image).ensureAlpha().extractChannel('alpha').toBuffer());
  const [channel] = (await alpha.stats()).channels;
  return { min: channel!.min, max: channel!.max };
}

test('the browser finds no fault with the manifest, and could install the app', async () => {
  await arrive(ana.page, 'Ana', 'Circle');
  await untilKept(ana.page);
  const devtools = await ana.context.newCDPSession(ana.page);
  const read = await devtools.send('Page.getAppManifest');
  expect(read.errors).toEqual([]);
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
  expect(installabilityErrors).toEqual([]);
});

test('every picture of the manifest is there in the size it claims', async () => {
  const { manifest, url } = await readManifest();
  const ofShortcuts = manifest.shortcuts.flatMap(({ icons }) => icons);
  for (const { src, sizes } of [...manifest.icons, ...manifest.screenshots, ...ofShortcuts]) {
    const { width, height } = await sharp(await readImage(src, url)).metadata();
    expect(`${width}x${height}`, src).toBe(sizes);
  }
  const forms = new Set(manifest.screenshots.map(({ form_factor: form }) => form));
  expect(forms).toEqual(new Set(['narrow', 'wide']));
});

test('icons are fit for what they are said to be for', async () => {
  const { manifest, url } = await readManifest();
  const sizesFor = (purpose: string) =>
    manifest.icons.filter((icon) => icon.purpose === purpose).map(({ sizes }) => sizes);
  expect(sizesFor('any')).toEqual(['192x192', '512x512']);
  expect(sizesFor('maskable')).toEqual(['192x192', '512x512']);
  expect(sizesFor('monochrome')).toEqual(['512x512']);
  for (const { src, purpose } of manifest.icons) {
    const { min, max } = await opacityOf(await readImage(src, url));
    // A mask cuts into a maskable icon, so it has ground everywhere; of a monochrome one only the shape counts.
    if (purpose === 'maskable') expect(min, src).toBe(255);
    if (purpose === 'monochrome') expect([min, max], src).toEqual([0, 255]);
  }
});

test('the app has one name for ever, comes to the front when it is open, and its shortcuts lead somewhere', async () => {
  const { manifest, url } = await readManifest();
  expect(manifest.id).toBe('vesper');
  const scope = new URL(manifest.scope, url).href;
  expect(scope).toBe(`${hub.url}/`);
  expect(new URL(manifest.start_url, url).href).toBe(scope);
  expect([manifest.launch_handler.client_mode].flat()[0]).toBe('navigate-existing');
  expect(manifest.shortcuts.map(({ name }) => name)).toEqual(['Check in', 'Write a note']);
  await arrive(ana.page, 'Ana', 'Circle');
  for (const { url: address } of manifest.shortcuts) {
    const goal = new URL(address, url).href;
    expect(goal.startsWith(scope)).toBe(true);
    const page = await openTab(goal);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Nothing here' })).toHaveCount(0);
    await page.close();
  }
});

/** Whatever the page's policy forbids, and every address that is asked for. */
async function watchLoading(): Promise<{ forbidden: string[]; origins: Set<string> }> {
  const forbidden: string[] = [];
  const origins = new Set<string>();
  const { context } = ana;
  const note = (address: string): void => {
    const { origin, protocol } = new URL(address);
    if (protocol !== 'data:' && !address.startsWith('blob:')) origins.add(origin);
  };
  context.on('request', (request) => note(request.url()));
  context.on('console', (message) => {
    if (message.type() === 'error') forbidden.push(message.text());
  });
  for (const page of context.pages()) page.on('websocket', (socket) => note(socket.url()));
  await context.exposeFunction('tellForbidden', (what: string) => forbidden.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const tell: unknown = Reflect.get(globalThis, 'tellForbidden');
      if (typeof tell === 'function') tell(`${violatedDirective} ${blockedURI}`);
    });
  });
  return { forbidden, origins };
}

test('no screen breaks the page’s own policy or asks anything of another host', async () => {
  const { forbidden, origins } = await watchLoading();
  const { page } = ana;
  await arrive(page, 'Ana', 'Circle');
  await checkIn(page, { light: 'Dusk', line: 'The train was late', share: true });
  await writeNote(page, 'Thank you for the soup');
  await page.getByRole('button', { name: /^What to do with/ }).click();
  await page.keyboard.press('Escape');
  await showCode(page);
  await page.getByRole('button', { name: 'Scan theirs' }).click();
  await page.getByRole('button', { name: 'Close the camera' }).click();
  for (const [path, title] of SCREENS) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('/#/board');
  await expect(page.getByRole('button', { name: 'Show as a list' })).toBeVisible();
  expect(forbidden).toEqual([]);
  expect([...origins]).toEqual([hub.url]);
});
