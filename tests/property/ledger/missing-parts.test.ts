/** A document told part by part, while it goes on changing: like the whole of it, and never a long silence. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkLedgerUpdate, createMissingParts, splitUpdate } from '../../../src/ledger/index.js';
import { anyUpdates } from './updates.js';

const LIMITS = { interruptAfterTimeLimit: 30_000, numRuns: 80 };
/** The largest entry that these lives write, with all that an item of Yjs adds. */
const ONE_ENTRY = 64;

const isSettled = (doc: Y.Doc): boolean =>
  doc.store.pendingStructs === null && doc.store.pendingDs === null;

function stateOf(doc: Y.Doc): string {
  const entries = doc.getArray<Uint8Array>('entries').toArray();
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b);
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients].sort(
    ([a], [b]) => a - b,
  );
  return JSON.stringify([entries.map((bytes) => [...bytes]), vector, deleted]);
}

function applyAll(updates: readonly Uint8Array[]): Y.Doc {
  const doc = new Y.Doc();
  for (const update of updates) Y.applyUpdate(doc, update);
  return doc;
}

function clocksOf(doc: Y.Doc): Map<number, number> {
  return Y.decodeStateVector(Y.encodeStateVector(doc));
}

/** A receiver that has some of what the sender has, complete in itself. */
function createReceiver(updates: readonly Uint8Array[], which: number): Y.Doc {
  const known = updates[which % updates.length];
  return known && isSettled(applyAll([known])) ? applyAll([known]) : new Y.Doc();
}

/** Every part, and after each turn but the last nothing at all: then something else may happen. */
function takeAll(
  missing: ReturnType<typeof createMissingParts>,
  take: (part: Uint8Array | undefined, turn: number) => void,
): void {
  for (let turn = 0; turn < 100_000; turn++) {
    const { parts, isLast } = missing.next();
    for (const part of parts) take(part, turn);
    if (isLast) return;
    take(undefined, turn);
  }
  throw new Error('it never ends');
}

/** Somebody writes, deletes, or hears from a third phone: little enough to come to an end. */
function live(doc: Y.Doc, later: Uint8Array[], turn: number): void {
  const entries = doc.getArray<Uint8Array>('entries');
  if (turn % 5 === 0) entries.push([Uint8Array.of(turn % 256)]);
  if (turn % 5 === 2 && entries.length > 1) entries.delete(turn % entries.length, 1);
  const update = turn % 3 === 0 ? later.pop() : undefined;
  if (update) Y.applyUpdate(doc, update);
}

describe('what is missing, part by part', () => {
  it('[N100] [N101] is complete at every step, of bounded size, and in the end the whole', () => {
    fc.assert(
      fc.property(anyUpdates, fc.nat(), fc.nat(200), (updates, which, maxBytes) => {
        const sender = applyAll(updates);
        const receiver = createReceiver(updates, which);
        const missing = createMissingParts(sender, clocksOf(receiver), maxBytes);
        takeAll(missing, (part) => {
          if (!part) return;
          expect(part.length).toBeLessThanOrEqual(maxBytes + ONE_ENTRY);
          expect(checkLedgerUpdate(part).ok).toBe(true);
          Y.applyUpdate(receiver, part);
          expect(isSettled(receiver)).toBe(true);
        });
        expect(stateOf(receiver)).toBe(stateOf(sender));
      }),
      LIMITS,
    );
  });

  it('[N105] [N118] holds also what is written, deleted and brought in between two parts', () => {
    fc.assert(
      fc.property(anyUpdates, fc.nat(), fc.nat(60), fc.nat(), (updates, which, maxBytes, seed) => {
        const first = updates.slice(0, 1 + (seed % updates.length));
        const sender = applyAll(first);
        const receiver = createReceiver(first, which);
        const missing = createMissingParts(sender, clocksOf(receiver), maxBytes);
        const later = [...updates];
        takeAll(missing, (part, turn) => {
          if (part) Y.applyUpdate(receiver, part);
          else live(sender, later, seed + turn);
          expect(isSettled(receiver)).toBe(true);
        });
        expect(stateOf(receiver)).toBe(stateOf(sender));
      }),
      LIMITS,
    );
  });

  it('[N25] leaves out what came from the other phone meanwhile', () => {
    const sender = new Y.Doc();
    for (let i = 0; i < 20; i++) sender.getArray('entries').push([new Uint8Array(50).fill(i)]);
    const receiver = new Y.Doc();
    const missing = createMissingParts(sender, new Map(), 200);
    for (const part of missing.next().parts) Y.applyUpdate(receiver, part);
    receiver.getArray('entries').push([new Uint8Array(90).fill(99)]);
    const back = Y.encodeStateAsUpdate(receiver, Y.encodeStateVector(sender));
    Y.applyUpdate(sender, back);
    missing.exclude(back);
    let sentBack = 0;
    takeAll(missing, (part) => {
      if (!part) return;
      Y.applyUpdate(receiver, part);
      const { structs } = Y.decodeUpdate(part);
      sentBack += structs.filter(({ id }) => id.client === receiver.clientID).length;
    });
    expect(sentBack).toBe(0);
    expect(stateOf(receiver)).toBe(stateOf(sender));
  });

  it('[N100] a chain through thousands of clients costs no more than its length', () => {
    const sender = new Y.Doc();
    for (let i = 0; i < 3_000; i++) {
      // Each opening of the app is a client of its own.
      sender.clientID = ((i * 7_919) % 3_001) + 1;
      sender.getArray('entries').push([Uint8Array.of(i % 256)]);
    }
    const stored = applyAll([Y.encodeStateAsUpdate(sender)]);
    const missing = createMissingParts(stored, new Map(), 10_000);
    const receiver = new Y.Doc();
    takeAll(missing, (part) => {
      if (part) Y.applyUpdate(receiver, part);
      expect(isSettled(receiver)).toBe(true);
    });
    expect(stateOf(receiver)).toBe(stateOf(stored));
  });

  it('[N118] nobody who types waits for the whole: the longest part of 50 MB is a small share of it', () => {
    const sender = new Y.Doc();
    for (let i = 0; i < 6_000; i++)
      sender.getArray('entries').push([new Uint8Array(8_400).fill(i)]);
    const maxBytes = 256 * 1024;
    const time = (work: () => void): number => {
      const since = performance.now();
      work();
      return performance.now() - since;
    };
    const atOnce = Math.min(
      ...[0, 1].map(() => time(() => splitUpdate(Y.encodeStateAsUpdate(sender), maxBytes))),
    );
    const longest = Math.min(
      ...[0, 1, 2, 3, 4].map(() => {
        const missing = createMissingParts(sender, new Map(), maxBytes);
        const turns: number[] = [time(() => missing.bytesAhead())];
        for (let isOver = false; !isOver; ) {
          turns.push(
            time(() => {
              isOver = missing.next().isLast;
            }),
          );
        }
        expect(turns.length).toBeGreaterThan(150);
        return Math.max(...turns);
      }),
    );
    expect(longest).toBeLessThan(atOnce / 3);
  });
});
