/**
 * Time that only the simulation moves: the app's clock, and the platform's timers and tasks, which
 * fake-indexeddb, y-webrtc and simple-peer use by themselves. One thing happens after the other, always in
 * the same order, and between any two of them the world may be stopped.
 */
import type { Clock } from '../../../src/kernel/index.js';
import { drainMicrotasks, TASK_MS, type Timers } from './platform.js';

type Timer = { at: number; readonly order: number; readonly run: () => void };

export type VirtualTime = {
  readonly clock: Clock;
  /** A clock of one page's own: `end` forgets what that page was waiting for, as its death does. */
  readonly createPageClock: () => { readonly clock: Clock; readonly end: () => void };
  /** Runs this many of the tasks that come at once: a moment inside of what is going on. */
  readonly turn: (count: number) => Promise<void>;
  /** Everything that needs no time to pass. */
  readonly settle: () => Promise<void>;
  readonly pass: (ms: number) => Promise<void>;
  /** How many timers are waiting, of the app and of the platform. */
  readonly waiting: () => { readonly app: number; readonly platform: number };
  /** For what the libraries wait for. */
  readonly timers: Timers;
};

const START = 1_800_000_000_000;
/** More tasks than this without time passing means that something goes round and round. */
const ENDLESS = 20_000;

class Queue {
  readonly timers: Timer[] = [];

  add(timer: Timer): () => void {
    let place = this.timers.length;
    while (place > 0 && this.timers[place - 1]!.at > timer.at) place--;
    this.timers.splice(place, 0, timer);
    return () => {
      const found = this.timers.indexOf(timer);
      if (found >= 0) this.timers.splice(found, 1);
    };
  }

  takeDue(now: number): Timer | undefined {
    return (this.timers[0]?.at ?? Infinity) <= now ? this.timers.shift() : undefined;
  }
}

export function createVirtualTime(): VirtualTime {
  const queue = new Queue();
  const appTimers = new Set<Timer>();
  let now = START;
  let order = 0;

  const after = (ms: number, run: () => void): (() => void) =>
    queue.add({ at: now + Math.max(0, ms), order: order++, run });

  const afterForApp = (ms: number, run: () => void): (() => void) => {
    const timer: Timer = {
      at: now + Math.max(0, ms),
      order: order++,
      run: () => {
        appTimers.delete(timer);
        run();
      },
    };
    appTimers.add(timer);
    const cancel = queue.add(timer);
    return () => {
      appTimers.delete(timer);
      cancel();
    };
  };

  async function settle(): Promise<void> {
    await drainMicrotasks();
    for (let count = 0; count < ENDLESS; count++) {
      const due = queue.takeDue(now);
      if (due === undefined) return;
      due.run();
      await drainMicrotasks();
    }
    throw new Error('it never comes to rest');
  }

  return {
    clock: { now: () => now, timeZone: () => 'Europe/Berlin', after: afterForApp },
    createPageClock: () => createPageClock(() => now, afterForApp),
    settle,
    turn: async (count) => {
      for (let i = 0; i < count; i++) {
        const next = queue.takeDue(now + TASK_MS);
        now = Math.max(now, next?.at ?? now);
        next?.run();
        await drainMicrotasks();
      }
    },
    pass: async (ms) => {
      const until = now + ms;
      await settle();
      while ((queue.timers[0]?.at ?? Infinity) <= until) {
        now = Math.max(now, queue.timers[0]!.at);
        await settle();
      }
      now = until;
    },
    waiting: () => ({ app: appTimers.size, platform: queue.timers.length - appTimers.size }),
    timers: { after },
  };
}

function createPageClock(
  now: () => number,
  after: Clock['after'],
): { clock: Clock; end: () => void } {
  const cancels = new Set<() => void>();
  let ended = false;
  const clock: Clock = {
    now,
    timeZone: () => 'Europe/Berlin',
    after: (ms, run) => {
      if (ended) return () => {};
      const cancel = after(ms, () => {
        cancels.delete(cancel);
        run();
      });
      cancels.add(cancel);
      return () => {
        cancels.delete(cancel);
        cancel();
      };
    },
  };
  const end = (): void => {
    ended = true;
    for (const cancel of cancels) cancel();
    cancels.clear();
  };
  return { clock, end };
}
