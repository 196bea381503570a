/** A clock that stands still until a test tells it otherwise. */
import type { Clock } from '../../src/kernel/index.js';

export type HandClock = Clock & {
  /** Lets time pass: timers that fall due run, earliest first. */
  readonly advance: (ms: number) => void;
};

export function createHandClock(start = 1_800_000_000_000): HandClock {
  let now = start;
  const timers = new Set<{ at: number; run: () => void }>();
  return {
    now: () => now,
    timeZone: () => 'Europe/Berlin',
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    advance: (ms) => {
      now += ms;
      const due = [...timers].filter(({ at }) => at <= now).sort((a, b) => a.at - b.at);
      for (const timer of due) if (timers.delete(timer)) timer.run();
    },
  };
}
