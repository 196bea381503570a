import { describe, expect, it } from 'vitest';
import { describeRefusal, describeTrouble } from '../../../../src/features/checkin/problem.js';
import { leaveTo } from '../../../../src/features/checkin/way.js';
import { FIRST_WORDS } from '../../../../src/features/checkin/words.js';
import { WORD_LIMIT } from '../../../../src/model/index.js';
import { nameFeeling } from '../../../../src/telling/index.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();

describe('what is said when a check-in is not saved', () => {
  it('points to the text that is too long', () => {
    const error = { type: 'TooLong', limit: 40, length: 41 } as const;
    expect(describeRefusal(text, { ...error, field: 'feelings' })).toEqual({
      at: 'feelings',
      sentence: 'A word has room for 40 characters. This one has 41.',
    });
    expect(describeRefusal(text, { ...error, field: 'line' }).at).toBe('line');
    expect(describeRefusal(text, { type: 'TooMany', limit: 8 })).toEqual({
      at: 'feelings',
      sentence: 'There is room for 8 words. Take one out to add another.',
    });
  });

  it('asks for one answer, not for all', () => {
    expect(describeRefusal(text, { type: 'Empty' })).toEqual({
      at: 'form',
      sentence: 'One answer is enough. A light, a word, or a line.',
    });
  });

  it('says that the words are still here, whatever storage reports', () => {
    for (const type of ['QuotaExceeded', 'Aborted', 'Closed', 'Blocked', 'Unavailable'] as const) {
      const { sentence } = describeTrouble(text, { type, detail: 'secret detail' });
      expect(sentence).toContain('Your words are still here');
      expect(sentence).not.toContain('secret detail');
    }
    expect(describeTrouble(text, { type: 'QuotaExceeded', detail: '' }).sentence).toContain('full');
  });
});

describe('the words offered', () => {
  it('are different, and fit', () => {
    const words = FIRST_WORDS.map(nameFeeling);
    expect(new Set(words).size).toBe(words.length);
    expect(words.every((word) => word.length <= WORD_LIMIT)).toBe(true);
  });
});

describe('the way out of the sheet', () => {
  it('leads to Today, or on through Welcome where it came from there', () => {
    expect(leaveTo('/checkin', true)).toBe('#/');
    expect(leaveTo('/checkin?from=welcome', true)).toBe('#/welcome?step=meet');
    expect(leaveTo('/checkin?from=welcome', false)).toBe('#/welcome?step=checkin');
    expect(leaveTo('/checkin?from=elsewhere', false)).toBe('#/');
  });
});
