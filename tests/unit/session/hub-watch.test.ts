import { beforeEach, describe, expect, it } from 'vitest';
import { createSignal } from '../../../src/kernel/index.js';
import type { HubAnswer } from '../../../src/session/hub-finder.js';
import { pauseBefore, watchHub } from '../../../src/session/hub-watch.js';
import type { HubCarrier } from '../../../src/sync/index.js';
import { createVirtualClock, settlePromises, type VirtualClock } from '../sync/simulation.js';

let clock: VirtualClock;
let answer: HubAnswer;
let asked: number;
let happened: string[];
const status = createSignal<'connecting' | 'open'>('connecting');

const carrier: HubCarrier = {
  route: 'hub',
  persistent: true,
  status,
  isOpen: () => status.get() === 'open',
  send: () => {},
  onMessage: () => () => {},
  onOpen: () => () => {},
  wake: () => happened.push('woken'),
  stop: () => happened.push('stopped'),
};

const watch = () =>
  watchHub({
    find: async () => {
      asked += 1;
      return answer;
    },
    open: (url) => {
      happened.push(url);
      return carrier;
    },
    introduceOver: () => () => happened.push('introductions ended'),
    clock,
  });

beforeEach(() => {
  clock = createVirtualClock(settlePromises);
  answer = { type: 'unreachable' };
  asked = 0;
  happened = [];
  status.set('connecting');
});

describe('looking for the hub', () => {
  it('goes on with growing pauses while nobody answers, and joins when it is there', async () => {
    expect([0, 1, 2, 3, 4, 9].map(pauseBefore)).toEqual([
      1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
    const hub = watch();
    await clock.pass(7_000);
    expect([asked, hub.state.get()]).toEqual([4, 'unknown']);
    answer = { type: 'hub', socketUrl: 'wss://hub/meet' };
    await clock.pass(8_000);
    expect([asked, hub.state.get(), happened]).toEqual([5, 'connecting', ['wss://hub/meet']]);
    status.set('open');
    expect(hub.state.get()).toBe('connected');
    await clock.pass(60_000);
    expect(asked).toBe(5);
  });

  it('looks at once when woken, and however often that is, asks no oftener after', async () => {
    const hub = watch();
    await clock.pass(0);
    for (let wakes = 0; wakes < 10; wakes++) {
      hub.wake();
      await clock.pass(0);
    }
    expect(asked).toBe(11);
    await clock.pass(1_000);
    expect(asked).toBe(12);
    hub.stop();
    await clock.pass(60_000);
    expect(asked).toBe(12);
  });

  it('asks once where there is none', async () => {
    answer = { type: 'none' };
    const hub = watch();
    await clock.pass(60_000);
    expect([asked, hub.state.get()]).toEqual([1, 'none']);
  });

  it('wakes the socket, and lets go of everything at the end', async () => {
    answer = { type: 'hub', socketUrl: 'wss://hub/meet' };
    const hub = watch();
    await clock.pass(0);
    hub.wake();
    hub.stop();
    expect(happened).toEqual(['wss://hub/meet', 'woken', 'introductions ended', 'stopped']);
  });
});
