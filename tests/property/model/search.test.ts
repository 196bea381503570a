import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldWithOrigins } from '../../../src/model/fold-text.js';
import { cutPassage, findMarks, foldText, holdsAll, readQuery } from '../../../src/model/index.js';

/** With accents, letters that fold to two, marks that stand alone, and whatever else there is. */
const texts = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc
    .array(fc.constantFrom('ß', 'é', 'e\u0301', 'İ', 'a', 'B', ' ', '👍', '\u0301', 'ﬁ', 'Σ'))
    .map((parts) => parts.join('')),
);

describe('finding words', () => {
  it('where each folded letter came from agrees with the text folded as a whole', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { folded, origins } = foldWithOrigins(text);
        expect(folded).toBe(foldText(text));
        expect(origins).toHaveLength(folded.length + 1);
        expect([...origins].sort((a, b) => a - b)).toEqual(origins);
      }),
    );
  });

  it('whatever stands in a text is found there, and what is marked holds it', () => {
    fc.assert(
      fc.property(texts, fc.nat(40), fc.nat(10), fc.nat(30), (text, from, length, room) => {
        const words = readQuery([...text].slice(from, from + length).join(''));
        fc.pre(words.length > 0);
        expect(holdsAll([foldText(text)], words)).toBe(true);
        const marks = findMarks(text, words);
        const marked = marks.map(({ start, end }) => foldText(text.slice(start, end)));
        for (const word of words) expect(marked.some((each) => each.includes(word))).toBe(true);
        const passage = cutPassage(text, marks, room);
        expect(text).toContain(passage.text);
        for (const { start, end } of passage.marks) {
          expect(passage.text.slice(start, end)).not.toBe('');
        }
        expect(passage.marks.length).toBeGreaterThan(0);
      }),
    );
  });
});
