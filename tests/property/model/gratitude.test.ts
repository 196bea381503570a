import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addNote,
  finishRemoval,
  moveNote,
  noteText,
  placeNote,
  readNotes,
  removeNote,
  restoreNote,
  writeNote,
} from '../../../src/model/index.js';
import { boardOf, countingRandom, fixedClock, TONIGHT } from '../../unit/model/gratitude-cast.js';

type Side = 'a' | 'b';
type Step =
  | {
      type: 'add' | 'append' | 'cut' | 'move' | 'place' | 'remove';
      side: Side;
      pick: number;
      to: number;
    }
  | { type: 'undo' | 'finish'; side: Side; pick: number; to: number }
  | { type: 'deliver'; side: Side; pick: number; to: number };

const kinds = [
  'add',
  'append',
  'cut',
  'move',
  'place',
  'remove',
  'undo',
  'finish',
  'deliver',
] as const;
const aStep: fc.Arbitrary<Step> = fc.record({
  type: fc.constantFrom(...kinds),
  side: fc.constantFrom<Side>('a', 'b'),
  pick: fc.nat(30),
  to: fc.nat(30),
});

/** Two phones whose updates reach the other in any order, each possibly twice. */
class Couple {
  readonly docs = { a: boardOf(1), b: boardOf(2) };
  readonly #outbox: Record<Side, Uint8Array[]> = { a: [], b: [] };
  readonly #random = { a: countingRandom(1), b: countingRandom(2) };
  readonly #removed: Record<Side, string[]> = { a: [], b: [] };
  #words = 0;

  constructor() {
    for (const side of ['a', 'b'] as const) {
      this.docs[side].on('update', (update: Uint8Array, origin: unknown) => {
        if (origin !== 'carried') this.#outbox[side].push(update);
      });
    }
  }

  take(step: Step): void {
    const { side } = step;
    const doc = this.docs[side];
    const notes = readNotes(doc);
    const note = notes[step.pick % Math.max(1, notes.length)];
    if (step.type === 'add') this.#add(side);
    if (step.type === 'deliver') this.#deliver(side, step.pick, step.to % 2 === 0);
    const last = this.#removed[side].at(-1);
    if (step.type === 'undo' && last) restoreNote(doc, last, side);
    if (step.type === 'finish' && last) finishRemoval(doc, last, side);
    if (note) this.#change(step, note.id, note.text);
  }

  #add(side: Side): void {
    const random = this.#random[side];
    addNote(
      this.docs[side],
      { author: side, text: `<${this.#words++}>` },
      { clock: fixedClock(TONIGHT), random },
    );
  }

  #change(step: Step, id: string, text: string): void {
    const { side, type, to } = step;
    const doc = this.docs[side];
    const others = readNotes(doc).filter((other) => other.id !== id);
    const write = { hand: side, origin: undefined };
    if (type === 'append') {
      const insert = `<${this.#words++}>`;
      writeNote(doc, id, [{ at: to % (text.length + 1), remove: 0, insert }], write);
    }
    if (type === 'cut' && text !== '') {
      writeNote(doc, id, [{ at: to % text.length, remove: 1, insert: '' }], write);
    }
    const other = others[to % Math.max(1, others.length)];
    if (type === 'move' && other) {
      moveNote(doc, id, to % 2 ? { before: other.id } : { after: other.id }, this.#random[side]);
    }
    if (type === 'place') placeNote(doc, id, { x: to / 30, y: 1 - to / 30 });
    if (type === 'remove') {
      removeNote(doc, id, { by: side, now: TONIGHT });
      this.#removed[side].push(id);
    }
  }

  #deliver(from: Side, pick: number, again: boolean): void {
    const box = this.#outbox[from];
    if (box.length === 0) return;
    const index = pick % box.length;
    const update = box[index]!;
    if (!again) box.splice(index, 1);
    Y.applyUpdate(this.docs[from === 'a' ? 'b' : 'a'], update, 'carried');
  }

  settle(pick: number): void {
    for (const side of ['a', 'b'] as const) {
      while (this.#outbox[side].length > 0) this.#deliver(side, pick, false);
    }
  }
}

describe('a board on two phones', () => {
  it('reads the same on both once all is delivered, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 80 }), fc.nat(100), (steps, pick) => {
        const couple = new Couple();
        for (const step of steps) couple.take(step);
        couple.settle(pick);
        expect(readNotes(couple.docs.a)).toEqual(readNotes(couple.docs.b));
      }),
      { numRuns: 200 },
    );
  });

  it('loses no note and no word that nobody removed', () => {
    const gentle = fc.array(
      aStep.filter(({ type }) => ['add', 'append', 'move', 'place', 'deliver'].includes(type)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(gentle, fc.nat(100), (steps, pick) => {
        const couple = new Couple();
        const written = { notes: 0, letters: 0 };
        for (const step of steps) {
          const before = readNotes(couple.docs[step.side]);
          couple.take(step);
          if (step.type === 'deliver') continue;
          const after = readNotes(couple.docs[step.side]);
          written.notes += after.length - before.length;
          written.letters += lettersOf(after) - lettersOf(before);
        }
        couple.settle(pick);
        const notes = readNotes(couple.docs.a);
        expect({ notes: notes.length, letters: lettersOf(notes) }).toEqual(written);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps what one wrote apart while the other removed the note for good', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.nat(20), (words, at) => {
        const couple = new Couple();
        couple.take({ type: 'add', side: 'a', pick: 0, to: 0 });
        couple.settle(0);
        const { a, b } = couple.docs;
        const note = readNotes(b)[0]!;
        removeNote(a, note.id, { by: 'a', now: TONIGHT });
        finishRemoval(a, note.id, 'a');
        const place = at % (note.text.length + 1);
        writeNote(b, note.id, [{ at: place, remove: 0, insert: words }], {
          hand: 'b',
          origin: undefined,
        });
        couple.settle(at);
        expect(noteText(a, note.id).toString()).toBe(noteText(b, note.id).toString());
        expect(readNotes(a).map(({ text, author }) => ({ text, author }))).toEqual([
          { text: words, author: 'b' },
        ]);
      }),
    );
  });
});

function lettersOf(notes: readonly { text: string }[]): number {
  return notes.reduce((sum, note) => sum + note.text.length, 0);
}
