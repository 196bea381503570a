import { describe, expect, it } from 'vitest';
import { FIRST_WORDS } from '../../../src/features/checkin/words.js';
import { idOfFeeling, WORD_LIMIT } from '../../../src/model/index.js';
import {
  FEELING_FIELDS,
  fieldOf,
  loadVocabulary,
  nameFeeling,
  nearestFeelings,
} from '../../../src/telling/index.js';
import { createTestText } from '../messages/test-text.js';

const text = createTestText();
const vocabulary = await loadVocabulary();

describe('the vocabulary', () => {
  it('has at least eighty words, each once, in four fields of at least twenty', () => {
    expect(vocabulary.length).toBeGreaterThanOrEqual(80);
    expect(new Set(vocabulary.map(({ id }) => id)).size).toBe(vocabulary.length);
    for (const field of FEELING_FIELDS) {
      expect(vocabulary.filter((each) => fieldOf(each) === field).length).toBeGreaterThan(19);
    }
  });

  it('[F5] has ids that read as the English word', () => {
    for (const { id, name } of vocabulary) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(text(name)).toBe(nameFeeling(`~${id}`));
      expect(text(name).length).toBeLessThanOrEqual(WORD_LIMIT);
    }
  });

  it('says of each word what it means, in one line of its own', () => {
    const meanings = vocabulary.map(({ meaning }) => text(meaning));
    expect(new Set(meanings).size).toBe(vocabulary.length);
    for (const meaning of meanings) {
      expect(meaning).toMatch(/^\p{Lu}.*\.$/u);
      expect(meaning.length).toBeLessThan(90);
    }
  });

  it('gives each word a place of its own on the pad', () => {
    const places = vocabulary.map(({ energy, pleasantness }) => `${energy}/${pleasantness}`);
    expect(new Set(places).size).toBe(vocabulary.length);
    for (const { energy, pleasantness } of vocabulary) {
      expect(Math.min(energy, pleasantness)).toBeGreaterThanOrEqual(0);
      expect(Math.max(energy, pleasantness)).toBeLessThanOrEqual(100);
    }
  });

  it('knows the words that are offered first', () => {
    const ids = new Set(vocabulary.map(({ id }) => id));
    expect(FIRST_WORDS.filter((word) => !ids.has(idOfFeeling(word) ?? ''))).toEqual([]);
  });
});

describe('what is near a place on the pad', () => {
  it('is what lies there, and then its neighbours', () => {
    const calm = vocabulary.find(({ id }) => id === 'calm')!;
    const near = nearestFeelings(vocabulary, calm, 4);
    expect(near[0]).toBe(calm);
    expect(near).toHaveLength(4);
    expect(near.every((each) => fieldOf(each) === 'calm')).toBe(true);
  });

  it('changes from corner to corner', () => {
    const corners = [0, 100].flatMap((energy) =>
      [0, 100].map((pleasantness) => nearestFeelings(vocabulary, { energy, pleasantness }, 3)),
    );
    expect(new Set(corners.flat()).size).toBe(12);
  });
});
