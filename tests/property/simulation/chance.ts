/** All chance of a simulated life comes from one seed. */
import type { Random } from '../../../src/kernel/index.js';

export type Chance = Random & {
  /** From 0 up to, but not including, `end`. */
  readonly below: (end: number) => number;
  readonly isLikely: (probability: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
};

/** How many values 32 bits have. */
export const TWO_TO_32 = 2 ** 32;

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  // Mulberry32: small, and good enough for telling lives apart.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (end: number): number => Math.floor((next() / TWO_TO_32) * end);
  return {
    below,
    isLikely: (probability) => next() < probability * TWO_TO_32,
    pick: (choices) => choices[below(choices.length)]!,
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      for (let i = 0; i < length; i++) bytes[i] = next();
      return bytes;
    },
  };
}
