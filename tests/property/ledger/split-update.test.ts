import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkLedgerUpdate, splitUpdate } from '../../../src/ledger/index.js';
import { anyUpdates } from './updates.js';

const LIMITS = { interruptAfterTimeLimit: 30_000, numRuns: 60 };
/** The largest entry that these lives write, with all that an item of Yjs adds. */
const ONE_ENTRY = 64;

const contentOf = (doc: Y.Doc): string =>
  JSON.stringify(
    doc
      .getArray<Uint8Array>('entries')
      .toArray()
      .map((bytes) => [...bytes]),
  );

const isSettled = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs === null && doc.store.pendingDs === null;

/** Item by item: what arrived in parts may be cut into structs differently, and is the same all the same. */
function stateOf(doc: Y.Doc): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients].sort(
    ([a], [b]) => a - b,
  );
  return JSON.stringify([contentOf(doc), vector, deleted]);
}

function applyAll(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

describe('an update taken apart', () => {
  it('[N100] part after part equals the whole, is complete at every step, and of bounded size', () => {
    fc.assert(
      fc.property(anyUpdates, fc.nat(200), (updates, maxBytes) => {
        const sender = applyAll(updates);
        const whole = Y.encodeStateAsUpdate(sender);
        const parts = splitUpdate(whole, maxBytes);
        const receiver = new Y.Doc();
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(maxBytes + ONE_ENTRY);
          expect(checkLedgerUpdate(part).ok).toBe(true);
          Y.applyUpdate(receiver, part);
          expect(isSettled(receiver)).toBe(true);
        }
        expect(stateOf(receiver)).toBe(stateOf(sender));
      }),
      LIMITS,
    );
  });

  it('[N101] after any part, asking again brings just the rest', () => {
    fc.assert(
      fc.property(anyUpdates, fc.nat(), fc.nat(80), (updates, cut, maxBytes) => {
        const sender = applyAll(updates);
        const known = updates[cut % updates.length];
        const receiver = new Y.Doc();
        if (known && isSettled(applyAll([known]))) Y.applyUpdate(receiver, known);
        const ask = (): Uint8Array[] =>
          splitUpdate(Y.encodeStateAsUpdate(sender, Y.encodeStateVector(receiver)), maxBytes);
        const parts = ask();
        const taken = parts.slice(0, cut % (parts.length + 1));
        for (const part of taken) Y.applyUpdate(receiver, part);
        const structsOf = (part: Uint8Array): number =>
          Y.decodeUpdate(part).structs.reduce((sum, { length }) => sum + length, 0);
        const count = (some: readonly Uint8Array[]): number =>
          some.reduce((sum, part) => sum + structsOf(part), 0);
        const rest = ask();
        expect(count(rest)).toBe(count(parts) - count(taken));
        for (const part of rest) {
          Y.applyUpdate(receiver, part);
          expect(isSettled(receiver)).toBe(true);
        }
        expect(stateOf(receiver)).toBe(stateOf(sender));
      }),
      LIMITS,
    );
  });

  it('[N100] what hangs on something that is not in it comes last, and is left out by nobody', () => {
    fc.assert(
      fc.property(anyUpdates, fc.nat(60), fc.nat(), (updates, maxBytes, lost) => {
        const some = updates.filter((_, i) => i !== lost % updates.length);
        const sender = applyAll(some.slice(0, Math.ceil(some.length / 2)));
        const parts = splitUpdate(Y.encodeStateAsUpdate(sender), maxBytes);
        const receiver = applyAll(parts);
        expect(contentOf(receiver)).toBe(contentOf(sender));
        for (const doc of [sender, receiver]) {
          for (const update of updates) Y.applyUpdate(doc, update);
        }
        expect(stateOf(receiver)).toBe(stateOf(sender));
      }),
      LIMITS,
    );
  });

  it('[N100] two who wrote in turns: no part waits for another, however long the chain', () => {
    const [ana, ben] = [new Y.Doc(), new Y.Doc()];
    for (let i = 0; i < 400; i++) {
      const [writer, reader] = i % 3 === 0 ? [ana, ben] : [ben, ana];
      writer.getArray('entries').push([new Uint8Array(100).fill(i)]);
      Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer, Y.encodeStateVector(reader)));
    }
    ana.getArray('entries').delete(50, 100);
    const parts = splitUpdate(Y.encodeStateAsUpdate(ana), 1_000);
    expect(parts.length).toBeGreaterThan(25);
    const receiver = new Y.Doc();
    const lengths = parts.map((part) => {
      Y.applyUpdate(receiver, part);
      expect(isSettled(receiver)).toBe(true);
      return receiver.getArray('entries').length;
    });
    expect(lengths.every((length, i) => length >= (lengths[i - 1] ?? 0))).toBe(true);
    expect(stateOf(receiver)).toBe(stateOf(ana));
  });

  it('[N100] a small one, and bytes that are no update, come back as they are', () => {
    const small = Y.encodeStateAsUpdate(applyAll([]));
    expect(splitUpdate(small, 100)).toEqual([small]);
    const noise = new Uint8Array(300).fill(0xff);
    expect(splitUpdate(noise, 100)).toEqual([noise]);
  });
});
