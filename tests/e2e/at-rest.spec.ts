/** What lies in the browser's profile after it was closed: nothing a finder could read. */
import { expect, test } from '@playwright/test';
import { launchPartner } from '../setup/browsers.js';
import { startHub } from '../setup/hub.js';
import { filesHolding } from '../setup/profile-files.js';
import { arrive, checkIn, go, noteWith, writeNote } from '../setup/vesper-app.js';

const NAME = 'Quendaline';
const LINE = 'Marzipantine lanternglow over the frostharbour';
const NOTE = 'Thank you for the velvetine umbrellaro in Tromsoland';
const CONTROL = 'vesper-private';

test('no file of the profile holds a word in UTF-8 or UTF-16', async () => {
  const hub = await startHub();
  const ana = await launchPartner('ana', { baseURL: hub.url });
  try {
    await arrive(ana.page, NAME, 'Circle');
    await checkIn(ana.page, { light: 'Dawn', line: LINE, share: false });
    await writeNote(ana.page, NOTE);
    await expect(noteWith(ana.page, NOTE)).toBeVisible();
    await ana.page.reload();
    await expect(noteWith(ana.page, NOTE)).toBeVisible();
    // What is made ready for looking back lies there too, by the time that it is read from there.
    await go(ana.page, '/evenings');
    await expect(ana.page.getByText(LINE)).toBeVisible();
    await ana.page.reload();
    await expect(ana.page.getByText(LINE)).toBeVisible();
    await ana.quit();
    expect(filesHolding(ana.profile, 'vesper-months')).not.toEqual([]);
    // The search finds what is there, so that finding nothing means something.
    expect(filesHolding(ana.profile, CONTROL)).not.toEqual([]);
    for (const words of [NAME, LINE, NOTE]) expect(filesHolding(ana.profile, words)).toEqual([]);
  } finally {
    await ana.forget();
    await hub.stop();
  }
});

test('what is still in the editor leaves nothing in what the browser keeps to restore its windows', async () => {
  const hub = await startHub();
  const ana = await launchPartner('ana', { baseURL: hub.url });
  try {
    await arrive(ana.page, NAME, 'Circle');
    await go(ana.page, '/board');
    await ana.page.getByRole('button', { name: 'Write a note' }).first().click();
    await ana.page.getByRole('textbox', { name: 'Your note' }).pressSequentially(NOTE);
    // Leaving the page is when a browser puts its forms away.
    await ana.page.goto('about:blank');
    await ana.quit();
    expect(filesHolding(ana.profile, CONTROL)).not.toEqual([]);
    for (const words of [NAME, NOTE]) expect(filesHolding(ana.profile, words)).toEqual([]);
  } finally {
    await ana.forget();
    await hub.stop();
  }
});
