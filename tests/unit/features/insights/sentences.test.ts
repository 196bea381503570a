import { describe, expect, it } from 'vitest';
import { nameValue, sayOwn, sayTheirs } from '../../../../src/features/insights/sentences.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();
const trend = { checkins: 11, points: [], usual: 3, drift: 'more' } as const;

describe('what the lines say', () => {
  it('is a plain sentence and what it rests on', () => {
    expect(sayOwn(text, 'light', trend)).toBe(
      'Around Cloud, with more light lately. From 11 check-ins.',
    );
    expect(sayOwn(text, 'energy', { ...trend, usual: 70, drift: 'even' })).toBe(
      'Mostly around lively. From 11 check-ins.',
    );
    expect(sayTheirs(text, 'light', { ...trend, usual: 1 }, 'Ben')).toBe(
      'What Ben shared: around Night. From 11 check-ins.',
    );
  });

  it('names a mean by the word that is nearest', () => {
    expect(nameValue(text, 'light', 4.4)).toBe('Sun');
    expect(nameValue(text, 'light', 4.5)).toBe('Dawn');
    expect(nameValue(text, 'energy', 0)).toBe('low');
  });
});
