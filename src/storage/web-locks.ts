/** One tab at a time, by Web Locks. Where a browser has none, everybody may. */

import { createSignal, type Signal } from '../kernel/index.js';
import { browserPlatform } from './platform.js';

/** Runs `work` while no other tab does. `undefined` without running it where `wait` is false and another tab is at it. */
export async function runAlone<T>(
  locks: LockManager | undefined,
  name: string,
  wait: boolean,
  work: () => Promise<T>,
): Promise<T | undefined> {
  if (!locks) return work();
  return locks.request(name, { ifAvailable: !wait }, (lock) => (lock ? work() : undefined));
}

export type Leadership = {
  readonly leading: Signal<boolean>;
  /** Lets another tab lead. The browser does the same when the page goes away. */
  readonly release: () => void;
};

/**
 * Exactly one of the tabs that ask for `name` leads, from the moment the one before lets go, or its page is gone.
 * Without Web Locks every tab leads: twice connected is better than not at all.
 */
export function electLeader(
  name: string,
  locks: LockManager | undefined = browserPlatform.locks,
): Leadership {
  const leading = createSignal(false);
  const waiting = new AbortController();
  let resign = (): void => undefined;
  let released = false;

  function lead(): Promise<void> {
    if (released) return Promise.resolve();
    leading.set(true);
    return new Promise((resolve) => {
      resign = resolve;
    });
  }

  if (locks) {
    locks.request(name, { signal: waiting.signal }, lead).catch(() => {
      // Refused for another reason than our own release: as good as no locks.
      if (!released) leading.set(true);
    });
  } else {
    leading.set(true);
  }

  return {
    leading,
    release: () => {
      released = true;
      leading.set(false);
      waiting.abort();
      resign();
    },
  };
}
