import { beforeEach, describe, expect, it } from 'vitest';
import { followPageLife } from '../../../src/app/lifecycle.js';
import { createSignal } from '../../../src/kernel/index.js';
import type { SaveState } from '../../../src/session/index.js';
import { createVirtualClock, settlePromises, type VirtualClock } from '../sync/simulation.js';

let clock: VirtualClock;
let heard: ('wake' | 'flush')[];
let page: {
  window: EventTarget;
  document: EventTarget & { visibilityState: 'visible' | 'hidden' };
};

beforeEach(() => {
  clock = createVirtualClock(settlePromises);
  heard = [];
  page = {
    window: new EventTarget(),
    document: Object.assign(new EventTarget(), { visibilityState: 'visible' as const }),
  };
  const session = {
    flush: () => heard.push('flush'),
    wake: () => heard.push('wake'),
    saving: createSignal<SaveState>({ state: 'saving' }),
    tidy: async () => {},
  };
  followPageLife(session, clock, page);
});

const show = (state: 'visible' | 'hidden') => {
  page.document.visibilityState = state;
  page.document.dispatchEvent(new Event('visibilitychange'));
};

describe('coming back', () => {
  it.each([
    ['pageshow', 'window'],
    ['online', 'window'],
    ['resume', 'document'],
  ] as const)('%s has the phones look for each other', (event, target) => {
    page[target].dispatchEvent(new Event(event));
    expect(heard).toEqual(['wake']);
  });

  it('being visible again has the phones look for each other', () => {
    show('visible');
    expect(heard).toEqual(['wake']);
  });

  it('from a sleep that no event tells of has the phones look for each other', async () => {
    await clock.pass(50_000);
    expect(heard).toEqual([]);
    clock.skip(30_000);
    await clock.pass(0);
    expect(heard).toEqual(['wake']);
  });

  it('a page that nobody sees is not woken by its timers, which come late', async () => {
    page.document.visibilityState = 'hidden';
    clock.skip(60_000);
    await clock.pass(0);
    expect(heard).toEqual([]);
  });
});

describe('leaving', () => {
  it.each(['beforeunload', 'pagehide', 'blur'])('%s seals what is being typed', (event) => {
    page.window.dispatchEvent(new Event(event));
    expect(heard).toEqual(['flush']);
  });

  it('being hidden seals what is being typed', () => {
    show('hidden');
    expect(heard).toEqual(['flush']);
  });
});
