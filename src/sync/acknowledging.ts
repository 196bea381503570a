/**
 * Says "I have this" once it is durable here, and never before: what is said was read before the barrier
 * was asked for. Every change is followed by one round, and rounds never overlap.
 */
import type { Cancel, Clock, Result } from '../kernel/index.js';
import type { DocState } from '../ledger/index.js';

/** At most about three rounds a second while someone types: each costs a write to disk. */
const REST_MS = 300;
const AFTER_TROUBLE_MS = 3_000;

export type Acknowledging = {
  /** Something changed here, or there is someone new to tell. */
  readonly changed: () => void;
  readonly stop: () => void;
};

export function createAcknowledging(options: {
  readonly read: () => DocState;
  readonly saved: () => Promise<Result<void, unknown>>;
  readonly say: (state: DocState) => void;
  readonly clock: Clock;
}): Acknowledging {
  const { read, saved, say, clock } = options;
  let wanted = false;
  let busy = false;
  let stopped = false;
  let cancelRest: Cancel = () => {};

  const rest = (ms: number): void => {
    cancelRest = clock.after(ms, () => {
      busy = false;
      if (wanted) void round();
    });
  };

  const round = async (): Promise<void> => {
    busy = true;
    wanted = false;
    const state = read();
    const durable = await saved().catch(() => undefined);
    if (stopped) return;
    if (durable?.ok) say(state);
    else wanted = true;
    rest(durable?.ok ? REST_MS : AFTER_TROUBLE_MS);
  };

  return {
    changed: () => {
      wanted = true;
      if (!busy && !stopped) void round();
    },
    stop: () => {
      stopped = true;
      cancelRest();
    },
  };
}
