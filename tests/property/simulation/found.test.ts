/** Lives that once showed a fault, as short as they could be made. */
import './platform.js';
import { describe, expect, it } from 'vitest';
import { findFault } from './find.js';
import type { Step } from './steps.js';

type Found = { readonly seed: number; readonly phones?: number; readonly steps: readonly Step[] };

const FOUND: Readonly<Record<string, Found>> = {
  '[L53] the word that everything is there came before the entries it was about': {
    seed: 7,
    steps: [
      { do: 'kill', who: 1, death: 'page' },
      { do: 'check in', who: 0, where: 4 },
      { do: 'pass', ms: 20 },
      { do: 'kill', who: 0, death: 'page' },
    ],
  },
  '[L53] the same with nobody dying': {
    seed: 44,
    phones: 4,
    steps: [
      { do: 'replay', which: 832 },
      { do: 'write', who: 1, where: 3, at: 516 },
      { do: 'pass', ms: 400 },
    ],
  },
  '[N49] one died after its proof, and the connection it never put to use was called connected': {
    seed: 4,
    steps: [
      { do: 'write', who: 0, where: 0, at: 0 },
      { do: 'write', who: 1, where: 0, at: 0 },
      { do: 'check in', who: 1, where: 1 },
      { do: 'erase', who: 0, where: 0, at: 0 },
      { do: 'type', who: 0, where: 1, at: 0 },
      {
        do: 'trap',
        frames: 3,
        when: 'before',
        spring: { do: 'kill', who: 0, death: 'power' },
      },
      { do: 'pass', ms: 600 },
      { do: 'write', who: 0, where: 0, at: 3 },
      { do: 'pass', ms: 2_500 },
    ],
  },
  'whoever closed its last connection made a new one while doing so': { seed: 1, steps: [] },
};

describe('a fault that was found stays away', () => {
  for (const [name, { seed, phones = 2, steps }] of Object.entries(FOUND)) {
    it(name, async () => {
      expect(await findFault({ seed, phones, steps })).toBeUndefined();
    });
  }
});
