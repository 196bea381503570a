/** Ana and Ben with a board each, and the means to carry what one wrote to the other. */
import * as Y from 'yjs';
import type { Clock, Random } from '../../../src/kernel/index.js';

/** Deterministic bytes, different for each seed. */
export function countingRandom(seed: number): Random {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  return {
    bytes: (length) =>
      Uint8Array.from({ length }, () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state >>> 24;
      }),
  };
}

export function fixedClock(now: number): Clock {
  return { now: () => now, after: () => () => undefined, timeZone: () => 'Europe/Berlin' };
}

/** 24 November 2026, 21:04 in Berlin. */
export const TONIGHT = Date.UTC(2026, 10, 24, 20, 4);

export function boardOf(clientID: number): Y.Doc {
  const doc = new Y.Doc();
  doc.clientID = clientID;
  return doc;
}

/** Brings both to the same state. */
export function meet(a: Y.Doc, b: Y.Doc): void {
  const fromA = Y.encodeStateAsUpdate(a, Y.encodeStateVector(b));
  const fromB = Y.encodeStateAsUpdate(b, Y.encodeStateVector(a));
  Y.applyUpdate(b, fromA);
  Y.applyUpdate(a, fromB);
}
