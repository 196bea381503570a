/** What is read aloud, and when: what one did oneself at once, what the other does in batches. */

export type AnnouncementQueue = {
  /** Says it at the next moment. */
  readonly sayNow: (message: string) => void;
  /** Keeps it, and says all that was kept together, not more often than the interval. */
  readonly sayInBatch: (message: string) => void;
  readonly stop: () => void;
};

export type QueueEnvironment = {
  /** Milliseconds on any clock that only goes forward. */
  now: () => number;
  /** Calls back once after `ms` milliseconds; the returned function cancels. */
  after: (ms: number, run: () => void) => () => void;
  say: (message: string) => void;
};

export const BATCH_INTERVAL_MS = 10_000;

/** Repeats within one batch are said once. */
export function createAnnouncementQueue({ now, after, say }: QueueEnvironment): AnnouncementQueue {
  const kept = new Set<string>();
  let lastBatch = Number.NEGATIVE_INFINITY;
  let cancel: (() => void) | undefined;

  const sayKept = (): void => {
    cancel = undefined;
    lastBatch = now();
    say([...kept].join(' '));
    kept.clear();
  };

  return {
    sayNow: say,
    sayInBatch: (message) => {
      kept.add(message);
      cancel ??= after(Math.max(0, lastBatch + BATCH_INTERVAL_MS - now()), sayKept);
    },
    stop: () => {
      cancel?.();
      cancel = undefined;
      kept.clear();
    },
  };
}
