import { describe, expect, it } from 'vitest';
import {
  entryOf,
  groupWords,
  isListed,
  matches,
  type WordEntry,
} from '../../../../src/features/checkin/word-list.js';
import { loadVocabulary } from '../../../../src/telling/index.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();
const vocabulary = await loadVocabulary();
const groups = groupWords(vocabulary, (listed) => entryOf(listed, text), 'en');
const all = groups.flatMap(({ words }) => words);
const angry: WordEntry = { feeling: 'Fâché', name: 'Fâché', meaning: undefined };

describe('the list of words', () => {
  it('has every word once, in four fields, each in the order of the alphabet', () => {
    expect(groups).toHaveLength(4);
    expect(new Set(all.map(({ feeling }) => feeling)).size).toBe(vocabulary.length);
    for (const { words } of groups) {
      const names = words.map(({ name }) => name);
      expect(names).toEqual([...names].sort());
    }
  });

  it('finds by name and by meaning, whatever the accents and the size of letters', () => {
    expect(matches(angry, 'fache')).toBe(true);
    expect(matches(angry, ' FÂ')).toBe(true);
    expect(matches(angry, 'calm')).toBe(false);
    const found = all.filter((entry) => matches(entry, 'still water')).map(({ name }) => name);
    expect(found).toEqual(['calm']);
  });

  it('shows everything while nothing is typed', () => {
    expect(all.every((entry) => matches(entry, '  '))).toBe(true);
  });

  it('knows a word that is there from one that only resembles it', () => {
    expect(isListed(all, 'Calm ')).toBe(true);
    expect(isListed(all, 'cal')).toBe(false);
    expect(isListed([angry], 'fâche')).toBe(true);
  });
});
