import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { addOwnWord, readOwnWords, removeOwnWord, WORD_LIMIT } from '../../../src/model/index.js';

describe('words of the couple’s own', () => {
  it('[W1] are each there once, as they were first written', () => {
    const doc = new Y.Doc();
    expect(addOwnWord(doc, '  Windblown ', 1)).toBe(true);
    expect(addOwnWord(doc, 'windblown', 2)).toBe(true);
    expect(addOwnWord(doc, 'cosy  as  bread', 3)).toBe(true);
    expect(readOwnWords(doc)).toEqual(['Windblown', 'cosy as bread']);
  });

  it('[W1] are words: not nothing, not a page, and none that looks like one of the vocabulary', () => {
    const doc = new Y.Doc();
    expect(addOwnWord(doc, ' ~ ', 1)).toBe(false);
    expect(addOwnWord(doc, 'x'.repeat(WORD_LIMIT + 1), 1)).toBe(false);
    expect(addOwnWord(doc, '~calm', 1)).toBe(true);
    expect(readOwnWords(doc)).toEqual(['calm']);
  });

  it('[W2] are added and taken out by both, and what one takes out is out', () => {
    const [ana, ben] = [new Y.Doc(), new Y.Doc()];
    const meet = (): void => {
      Y.applyUpdate(ana, Y.encodeStateAsUpdate(ben));
      Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));
    };
    addOwnWord(ana, 'windblown', 1);
    addOwnWord(ben, 'sunward', 1);
    meet();
    removeOwnWord(ben, 'Windblown');
    meet();
    expect(readOwnWords(ana)).toEqual(['sunward']);
    expect(readOwnWords(ben)).toEqual(['sunward']);
  });

  it('reads past what is none', () => {
    const doc = new Y.Doc();
    const words = doc.getMap('words');
    words.set('calm', { word: 'loud', addedAt: 1 });
    words.set('x', 'x');
    words.set('y', { word: 'y' });
    words.set('~z', { word: '~z', addedAt: 1 });
    words.set('soft', { word: 'Soft', addedAt: 1 });
    expect(readOwnWords(doc)).toEqual(['Soft']);
  });
});
