/** Time and chance owned by a test. */
import type { SaveContext } from '../../../src/model/index.js';

let seed = 1;

export function createTestContext({
  now = 0,
  timeZone = 'Europe/London',
}: {
  now?: number;
  timeZone?: string;
} = {}): SaveContext {
  return {
    clock: { now: () => now, after: () => () => {}, timeZone: () => timeZone },
    random: {
      bytes: (length) =>
        Uint8Array.from({ length }, () => {
          seed = (seed * 48_271) % 2_147_483_647;
          return seed & 255;
        }),
    },
  };
}
