/** One exchange, broken off at each of its frames, in every way that it can break. */
import './platform.js';
import { describe, expect, it } from 'vitest';
import { findFault } from './find.js';
import type { Schedule, Spring, Step } from './steps.js';
import { live } from './world.js';

/** Both have something new for the other, one has deleted something, and one goes on writing while they meet. */
const BEFORE: readonly Step[] = [
  { do: 'write', who: 0, where: 0, at: 0 },
  { do: 'write', who: 1, where: 0, at: 0 },
  { do: 'check in', who: 1, where: 1 },
  { do: 'erase', who: 0, where: 0, at: 0 },
  { do: 'type', who: 0, where: 1, at: 0 },
  { do: 'save', who: 0 },
  { do: 'save', who: 1 },
];
const AFTER: readonly Step[] = [
  { do: 'pass', ms: 600 },
  { do: 'write', who: 0, where: 0, at: 3 },
  { do: 'save', who: 0 },
  { do: 'pass', ms: 2_500 },
  { do: 'write', who: 1, where: 0, at: 5 },
];

/** After these there are only heartbeats. */
const MOST_FRAMES = 45;

const SPRINGS: readonly Spring[] = [
  { do: 'cut' },
  { do: 'swallow' },
  { do: 'kill', who: 0, death: 'power' },
  { do: 'kill', who: 1, death: 'power' },
  { do: 'kill', who: 0, death: 'page' },
  { do: 'kill', who: 1, death: 'page' },
];

function exchange(trap: readonly Step[]): Schedule {
  return { seed: 4, phones: 2, steps: [...BEFORE, ...trap, ...AFTER] };
}

describe('[N16] [N30] [N47] [S1] an exchange that breaks off', () => {
  for (const spring of SPRINGS) {
    const what = spring.do === 'kill' ? `kill ${spring.who} (${spring.death})` : spring.do;
    it(`before any of its frames, by: ${what}`, { timeout: 300_000 }, async () => {
      const { frames } = await live(exchange([]));
      expect(frames).toBeGreaterThan(20);
      for (let frame = 0; frame < Math.min(frames, MOST_FRAMES); frame++) {
        const trap: Step = { do: 'trap', frames: frame, when: 'before', spring };
        expect(await findFault(exchange([trap]))).toBeUndefined();
      }
    });
  }
});
