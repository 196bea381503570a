import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../src/kernel/index.js';
import { createDeviceSwitch, type LiveDeviceSwitch } from '../../../src/session/device-switch.js';
import { type DeviceStore, openDeviceStore, type StoreError } from '../../../src/storage/index.js';
import { createHandClock } from '../../setup/hand-clock.js';
import { freshDisk } from '../storage/disk.js';

const FULL: StoreError = { type: 'QuotaExceeded', detail: 'the disk is full' };
const stores: DeviceStore[] = [];

async function openStore(): Promise<DeviceStore> {
  const opened = await openDeviceStore('vesper-device', createHandClock());
  if (!opened.ok) throw new Error(opened.error.type);
  stores.push(opened.value);
  return opened.value;
}

/** Two tabs of one browser, each hearing the other. */
async function openTabs(): Promise<[LiveDeviceSwitch, LiveDeviceSwitch]> {
  const store = await openStore();
  const one = createDeviceSwitch({ store, key: 'off', tell: (on) => other.hear(on) });
  const other = createDeviceSwitch({ store, key: 'off', tell: (on) => one.hear(on) });
  await Promise.all([one.load(), other.load()]);
  return [one, other];
}

beforeEach(freshDisk);
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

describe('a switch of this phone', () => {
  it('is off until it is known, and on where nobody ever switched it', async () => {
    const connections = createDeviceSwitch({
      store: await openStore(),
      key: 'off',
      tell: () => {},
    });
    expect(connections.on.get()).toBe(false);
    await connections.load();
    expect(connections.on.get()).toBe(true);
  });

  it('is off at once, before anything is stored, in every tab', async () => {
    const [one, other] = await openTabs();
    const kept = one.set(false);
    expect([one.on.get(), other.on.get()]).toEqual([false, false]);
    expect(await kept).toEqual(ok());
  });

  it('is off after a restart until it is switched on, and on after the next', async () => {
    const [one] = await openTabs();
    await one.set(false);
    const [restarted] = await openTabs();
    expect(restarted.on.get()).toBe(false);
    await restarted.set(true);
    expect((await openTabs())[0].on.get()).toBe(true);
  });

  it('stays off, and says why, where switching it on cannot be stored', async () => {
    const store = {
      get: async () => true as never,
      put: async () => ok(),
      delete: async () => err(FULL),
    };
    const connections = createDeviceSwitch({ store, key: 'off', tell: () => {} });
    await connections.load();
    expect(await connections.set(true)).toEqual(err(FULL));
    expect(connections.on.get()).toBe(false);
  });

  it('is off all the same, and says that it will not last, where that cannot be stored', async () => {
    const store = {
      get: async () => undefined,
      put: async () => err(FULL),
      delete: async () => ok(),
    };
    const connections = createDeviceSwitch({ store, key: 'off', tell: () => {} });
    await connections.load();
    expect(await connections.set(false)).toEqual(err(FULL));
    expect(connections.on.get()).toBe(false);
  });

  it('leaves the last word to who switched last, whatever the storing takes', async () => {
    const [one, other] = await openTabs();
    await one.set(false);
    const on = one.set(true);
    const off = other.set(false);
    await Promise.all([on, off]);
    expect([one.on.get(), other.on.get()]).toEqual([false, false]);
  });

  it('is one of several, each for itself', async () => {
    const store = await openStore();
    const quiet = { store, tell: () => {} };
    await createDeviceSwitch({ ...quiet, key: 'one' }).set(false);
    const other = createDeviceSwitch({ ...quiet, key: 'other' });
    await other.load();
    expect(other.on.get()).toBe(true);
  });
});
