import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkLedgerUpdate } from '../../../src/ledger/index.js';
import { anyUpdates } from './updates.js';

const LIMITS = { interruptAfterTimeLimit: 30_000 };

/** What Yjs itself finds in an update that passed. */
function readShape(update: Uint8Array): unknown[] {
  return Y.decodeUpdate(update).structs.filter((struct) => {
    if (struct instanceof Y.GC || struct instanceof Y.Skip) return false;
    const parent: unknown = struct.parent;
    const hangsRight = parent === null || parent === 'entries';
    const { content, parentSub } = struct;
    const isBytes = content instanceof Y.ContentBinary || content instanceof Y.ContentDeleted;
    return !(hangsRight && isBytes && parentSub === null);
  });
}

it('[L40] every update that a ledger sends passes', () => {
  fc.assert(
    fc.property(anyUpdates, (updates) => {
      for (const update of updates) expect(checkLedgerUpdate(update)).toEqual({ ok: true });
    }),
    LIMITS,
  );
});

it('[L41, L42] a damaged update is refused, or is one that Yjs takes without harm and of the same shape', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(anyUpdates, fc.nat(), damage, fc.nat({ max: 3 }), (updates, which, places, cut) => {
      const whole = updates[which % updates.length]!;
      const bad = Uint8Array.from(
        whole.subarray(0, Math.max(1, whole.length - (cut === 3 ? 1 : 0))),
      );
      for (const [at, value] of places) bad[at % bad.length] = value;
      if (!checkLedgerUpdate(bad).ok) return;
      expect(readShape(bad)).toEqual([]);
      const doc = new Y.Doc();
      for (const update of updates.slice(0, 5)) Y.applyUpdate(doc, update);
      Y.applyUpdate(doc, bad);
      for (const update of updates) Y.applyUpdate(doc, update);
      expect([...doc.share.keys()].filter((name) => name !== 'entries')).toEqual([]);
      expect(checkLedgerUpdate(Y.encodeStateAsUpdate(doc))).toEqual({ ok: true });
    }),
    { numRuns: 1500, ...LIMITS },
  );
});

it('[L42] bytes from anywhere: an answer, always', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      if (checkLedgerUpdate(bytes).ok) expect(readShape(bytes)).toEqual([]);
    }),
    { numRuns: 5000, ...LIMITS },
  );
});
