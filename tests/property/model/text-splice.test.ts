import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  applySplices,
  carrySplice,
  findSplice,
  type Splice,
  shiftOffset,
  type TextDelta,
} from '../../../src/model/index.js';
import { boardOf } from '../../unit/model/gratitude-cast.js';

/** Few letters, so that equal neighbours are common; and some of two units. */
const someText = fc
  .array(fc.constantFrom('a', 'b', '\n', '😀', '😁'), { maxLength: 20 })
  .map((letters) => letters.join(''));

function spliceText(text: string, { at, remove, insert }: Splice): string {
  return text.slice(0, at) + insert + text.slice(at + remove);
}

describe('a splice', () => {
  it('leads from what was to what is, and halves no character', () => {
    fc.assert(
      fc.property(someText, someText, fc.nat(25), (before, after, caret) => {
        const splice = findSplice(before, after, Math.min(caret, after.length));
        expect(splice ? spliceText(before, splice) : before).toBe(after);
        if (!splice) return;
        for (const part of [splice.insert, before.slice(0, splice.at)]) {
          expect(part.isWellFormed()).toBe(true);
        }
        expect(before.slice(splice.at + splice.remove).isWellFormed()).toBe(true);
      }),
    );
  });
});

/** Applies the far changes to a text and returns the deltas Yjs reports for them. */
function farDeltas(start: string, far: readonly string[]): { deltas: TextDelta[]; text: Y.Text } {
  const doc = boardOf(1);
  const text = doc.getText('note');
  text.insert(0, start);
  const deltas: TextDelta[] = [];
  text.observe((event) => deltas.push(event.delta));
  for (const next of far) {
    const splice = findSplice(text.toString(), next, next.length);
    if (splice) doc.transact(() => applySplices(text, [splice]));
  }
  return { deltas, text };
}

const letters = (text: string): string => [...text].sort().join('');

describe('a splice carried over what the other wrote meanwhile', () => {
  it('keeps the letters of both, as Yjs does when the two are merged', () => {
    fc.assert(
      fc.property(someText, someText, fc.array(someText, { maxLength: 3 }), (start, mine, far) => {
        const splice = findSplice(start, mine, mine.length);
        if (!splice) return;
        const { deltas, text } = farDeltas(start, far);
        applySplices(text, carrySplice(splice, deltas));
        expect(letters(text.toString())).toBe(letters(mergeInYjs(start, splice, far)));
      }),
      { numRuns: 500 },
    );
  });

  it('sends an offset where the letter before it went', () => {
    const start = '0123456789';
    fc.assert(
      fc.property(fc.nat(10), fc.nat(5), fc.nat(5), fc.nat(10), (at, drop, add, caret) => {
        const delta: TextDelta = [{ retain: at }, { insert: 'x'.repeat(add) }, { delete: drop }];
        const far = start.slice(0, at) + 'x'.repeat(add) + start.slice(at + drop);
        const shifted = shiftOffset(caret, delta);
        const kept = caret <= at || caret > at + drop;
        if (caret > 0 && kept) expect(far[shifted - 1]).toBe(start[caret - 1]);
        expect(shifted).toBeLessThanOrEqual(Math.max(far.length, caret));
      }),
    );
  });
});

function mergeInYjs(start: string, splice: Splice, far: readonly string[]): string {
  const { text } = farDeltas(start, []);
  const mine = boardOf(2);
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(text.doc!));
  applySplices(mine.getText('note'), [splice]);
  for (const next of far) {
    const step = findSplice(text.toString(), next, next.length);
    if (step) text.doc!.transact(() => applySplices(text, [step]));
  }
  Y.applyUpdate(mine, Y.encodeStateAsUpdate(text.doc!));
  return mine.getText('note').toString();
}
