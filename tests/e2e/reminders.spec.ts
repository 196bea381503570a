/** A reminder made by hand and keyboard, and the file that a calendar gets of it. */
import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { launchPartner, type Partner } from '../setup/browsers.js';
import { type StartedHub, startHub } from '../setup/hub.js';
import { examine } from '../setup/sight.js';
import { arrive, enter, go } from '../setup/vesper-app.js';
import { listOccurrences, readCalendar, readEvents } from '../unit/calendar/read-calendar.js';

let hub: StartedHub;
let ana: Partner;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  hub = await startHub();
  ana = await launchPartner('ana', {
    baseURL: hub.url,
    context: { timezoneId: 'America/New_York' },
  });
});

test.afterAll(async () => {
  await ana?.forget();
  await hub?.stop();
});

async function download(page: Page, button: string): Promise<string> {
  const coming = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  const file = await coming;
  expect(file.suggestedFilename()).toMatch(/^reminder(-removed)?\.ics$/);
  return readFileSync(await file.path(), 'utf8');
}

function read(file: string) {
  const [event] = readEvents(file);
  const at = listOccurrences(event!, 400);
  return { uid: event!.uid, sequence: event!.sequence, summary: event!.summary, at };
}

/** The browser has no calendar to share with, so what it offers is to save the file. */
async function withoutSharing(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'canShare', { value: undefined });
  });
}

test('a reminder is made by keyboard, and says what is missing where it is', async () => {
  const { page } = ana;
  await withoutSharing(page);
  await arrive(page, 'Ana', 'Circle');
  await go(page, '/us');
  await page.getByRole('link', { name: /^Reminders/ }).press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Reminders' })).toBeFocused();
  await examine(page, 'reminders, none');
  await page.getByRole('button', { name: 'Make a reminder' }).press('Enter');
  const sheet = page.getByRole('dialog', { name: 'A reminder' });
  for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) {
    await sheet.getByRole('checkbox', { name: day, exact: true }).press('Space');
  }
  await sheet.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(sheet.getByText('One day is enough.')).toBeVisible();
  await examine(page, 'reminders, sheet', { rooms: 'narrow' });
  for (const day of ['Sat', 'Sun']) {
    await sheet.getByRole('checkbox', { name: day, exact: true }).press('Space');
  }
  await sheet.getByLabel('At', { exact: true }).fill('20:45');
  await sheet.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(
    page.getByRole('heading', { level: 2, name: /^Saturday and Sunday at (20:45|8:45)/ }),
  ).toBeVisible();
  await expect(page.getByText('Your calendar doesn’t have it yet.')).toBeVisible();
});

let first: ReturnType<typeof read>;

test('its file rings at that time on the wall, summer and winter, and says nothing else', async () => {
  const file = await download(ana.page, 'Add to calendar');
  first = read(file);
  expect(first).toMatchObject({ summary: 'A moment for two', sequence: 0 });
  expect(file).not.toContain('Ana');
  const wall = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'America/New_York',
    ...({ weekday: 'short', hour: '2-digit', minute: '2-digit' } as const),
  });
  const times = new Set(first.at.map(({ at }) => wall.format(at)));
  expect([...times].sort()).toEqual(['Sat 20:45', 'Sun 20:45']);
  await expect(ana.page.getByText('Handed to your calendar.')).toBeVisible();
});

test('changed, it takes the place of the one before, also after the app was opened anew', async () => {
  const { page } = ana;
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  const sheet = page.getByRole('dialog', { name: 'Change the reminder' });
  await enter(sheet.getByLabel('What it says in your calendar'), 'Tea, for two');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Changed since. Add it again')).toBeVisible();
  await page.reload();
  await expect(page.getByText('Changed since. Add it again')).toBeVisible();
  const second = read(await download(page, 'Add to calendar'));
  expect(second).toMatchObject({ uid: first.uid, sequence: 1, summary: 'Tea, for two' });
  await page.getByRole('button', { name: 'Another reminder' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(2);
  await examine(page, 'reminders, two');
  const both = readEvents(await download(page, 'All in one file'));
  expect(new Set(both.map(({ uid }) => uid)).size).toBe(2);
});

test('removed, it says that the calendar has to forget it, and gives a file for that', async () => {
  const { page } = ana;
  await page.getByRole('button', { name: 'Remove', exact: true }).first().click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('Changed since. Add it again')).toBeVisible();
  await page.getByRole('button', { name: 'Remove', exact: true }).first().click();
  await expect(page.getByText('Your calendar has it until it is taken out')).toBeVisible();
  const file = await download(page, 'File that takes it out');
  expect(readCalendar(file).getFirstPropertyValue('method')).toBe('CANCEL');
  expect(read(file)).toMatchObject({ uid: first.uid, sequence: 4 });
  await examine(page, 'reminders, one removed');
  await page.getByRole('button', { name: 'It’s out of my calendar' }).click();
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(1);
});
