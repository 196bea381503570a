/** What is missing stays known: over a restart of the app, until it has come or the bond is forgotten. */
import { beforeEach, expect, it } from 'vitest';
import { openLacking } from '../../../src/session/lacking.js';
import { forgetKnown } from '../../../src/session/partner-known.js';
import { openDeviceStore } from '../../../src/storage/index.js';
import { createHandClock } from '../../setup/hand-clock.js';
import { freshDisk } from '../storage/disk.js';

beforeEach(freshDisk);

async function openStore() {
  const opened = await openDeviceStore('vesper-device', createHandClock());
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

it('[R9] is known after a restart, and no longer once it has come', async () => {
  const first = await openStore();
  (await openLacking(first)).set(true);
  const after = await openLacking(first);
  first.close();
  expect(after.get()).toBe(true);
  const second = await openStore();
  const again = await openLacking(second);
  expect(again.get()).toBe(true);
  again.set(false);
  expect((await openLacking(second)).get()).toBe(false);
  second.close();
});

it('is forgotten together with the bond', async () => {
  const store = await openStore();
  (await openLacking(store)).set(true);
  await forgetKnown(store);
  expect((await openLacking(store)).get()).toBe(false);
  store.close();
});
