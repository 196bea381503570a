import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type CheckinDraft,
  fieldsOf,
  hasKnownFields,
  LIGHTS,
  MOST_FEELINGS,
  NO_ANSWERS,
  openOwnAnswer,
  SHORT_LIMIT,
  WISHES,
  WORD_LIMIT,
} from '../../../src/model/index.js';
import { carry, createTwo, EVENING } from '../../unit/model/answer-cast.js';

/** Letters alone, so that what is found in bytes is what was written. */
const letters = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'abcdefghijklmnop'), minLength: 6, maxLength });
const maybe = <T>(values: fc.Arbitrary<T>) => fc.option(values, { nil: undefined });

const drafts: fc.Arbitrary<CheckinDraft> = fc
  .record({
    light: maybe(fc.constantFrom(...LIGHTS)),
    energy: maybe(fc.integer({ min: 0, max: 100 })),
    pleasantness: maybe(fc.integer({ min: 0, max: 100 })),
    feelings: maybe(
      fc.uniqueArray(letters(WORD_LIMIT), { minLength: 1, maxLength: MOST_FEELINGS }),
    ),
    line: maybe(letters(500)),
    high: maybe(letters(SHORT_LIMIT)),
    low: maybe(letters(SHORT_LIMIT)),
    news: maybe(letters(SHORT_LIMIT)),
    wish: maybe(fc.constantFrom(...WISHES)),
  })
  .map((fields) => ({ ...NO_ANSWERS, ...fields, evening: EVENING, share: true }))
  .filter(hasKnownFields);

function textsOf({ feelings = [], line, high, low, news }: CheckinDraft): readonly string[] {
  return [...feelings, line, high, low, news].filter((text) => text !== undefined);
}

function holds(doc: Y.Doc, words: string): boolean {
  return Buffer.from(Y.encodeStateAsUpdate(doc)).includes(words);
}

describe('all answers of a check-in', () => {
  it('[F1] are read as they were given, by both', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { ana, ben } = createTwo();
        expect(ana.save({ ...draft, seal: false }).ok).toBe(true);
        carry(ana, ben);
        expect(fieldsOf(ana.own()!.checkin)).toEqual(fieldsOf(draft));
        expect(fieldsOf(ben.partner()!)).toEqual(fieldsOf(draft));
      }),
    );
  });

  it('[A1] [F1] are sealed together: none lies open before, all are there after', () => {
    fc.assert(
      fc.property(drafts, (draft) => {
        const { ana, ben } = createTwo();
        ana.save({ ...draft, seal: true });
        carry(ana, ben);
        expect(fieldsOf(ben.partner()!)).toEqual(NO_ANSWERS);
        const found = textsOf(draft).filter((text) => holds(ben.theirs, text));
        expect(found).toEqual([]);
        openOwnAnswer(ana.docs.shared, EVENING, ana.me);
        carry(ana, ben);
        expect(fieldsOf(ben.partner()!)).toEqual(fieldsOf(draft));
      }),
      { numRuns: 40 },
    );
  });
});
