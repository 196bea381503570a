/**
 * Thousands of lives of a couple's phones, all from seeds. `npm run fuzz` goes on from where this ends. A seed
 * that shows a fault becomes a test of its own, in `found.test.ts`.
 */
import './platform.js';
import { describe, expect, it } from 'vitest';
import { searchSeeds } from './find.js';
import { makeSchedule } from './steps.js';
import { live } from './world.js';

/** More of them at once would take longer to shrink than a test may take. */
const SEEDS_PER_TEST = 100;
const TESTS = 8;
const DEADLINE_MS = 300_000;

const RULES = '[L31] [L32] [L33] [L34] [L51] [L52] [N16] [N30] [N47] [N49] [N70] [S1] [S7] [S15]';

describe(`${RULES} whatever happens to their phones, both have the same in the end, and nothing saved is lost`, () => {
  for (let i = 0; i < TESTS; i++) {
    const first = 1 + i * SEEDS_PER_TEST;
    it(`seeds ${first} to ${first + SEEDS_PER_TEST - 1}`, { timeout: DEADLINE_MS }, async () => {
      expect(await searchSeeds(first, SEEDS_PER_TEST)).toBeUndefined();
    });
  }
});

it('the same seed is the same life, to the last frame', async () => {
  for (const seed of [11, 12, 13]) {
    const schedule = makeSchedule(seed);
    expect(await live(schedule)).toEqual(await live(schedule));
  }
});
