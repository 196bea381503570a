import { describe, expect, it } from 'vitest';
import { NO_ANSWERS } from '../../../src/model/index.js';
import { nameFeeling, tellCheckin } from '../../../src/telling/index.js';
import { createTestText } from '../messages/test-text.js';

const text = createTestText();

describe('a check-in told', () => {
  it('holds every answer, in the order of the sheet, and nothing else', () => {
    expect(
      tellCheckin(text, {
        light: 2,
        energy: 90,
        pleasantness: 10,
        feelings: ['~let-down', 'rainy'],
        line: ' The soup. ',
        high: 'Your voice.',
        low: 'The bus.',
        news: 'I got the flat.',
        wish: 'listening',
      }),
    ).toEqual([
      'Dusk',
      'High energy',
      'Hard',
      'let down, rainy',
      'The soup.',
      'High: Your voice.',
      'Low: The bus.',
      'Good news: I got the flat.',
      'Tonight I’d like: listening',
    ]);
  });

  it('leaves out what was not answered, and keeps an energy of none', () => {
    expect(tellCheckin(text, { ...NO_ANSWERS, line: '  ', high: ' ' })).toEqual([]);
    expect(tellCheckin(text, { ...NO_ANSWERS, energy: 0 })).toEqual(['Low energy']);
  });

  it('reads a word of the vocabulary before it is loaded, and one of the couple’s own as it is', () => {
    expect(nameFeeling('~at-ease')).toBe('at ease');
    expect(nameFeeling('at-ease')).toBe('at-ease');
  });
});
