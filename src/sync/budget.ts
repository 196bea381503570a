/**
 * How many small messages one side may send the other: far more than any honest phone ever does, and few
 * enough that a flood ends before it is felt. What is large pays by its own size.
 */
import type { Clock } from '../kernel/index.js';

/** Below this a message of words can hold no sealed entry. */
export const LIGHT_BYTES = 64;
export const BURST = 2_000;
export const PER_SECOND = 100;

export type Budget = {
  /** False when there was nothing left. */
  readonly spend: () => boolean;
};

export function createBudget(clock: Clock, burst = BURST, perSecond = PER_SECOND): Budget {
  let left = burst;
  let at = clock.now();
  return {
    spend: () => {
      const now = clock.now();
      left = Math.min(burst, left + (Math.max(now - at, 0) / 1_000) * perSecond);
      at = now;
      if (left < 1) return false;
      left--;
      return true;
    },
  };
}
