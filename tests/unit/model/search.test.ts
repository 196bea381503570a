import { describe, expect, it } from 'vitest';
import {
  cutPassage,
  findMarks,
  foldText,
  holdsAll,
  type Passage,
  readQuery,
} from '../../../src/model/index.js';

/** Marks as brackets. */
function show({ text, marks, isCutBefore, isCutAfter }: Passage): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of marks) {
    shown += `${text.slice(at, start)}[${text.slice(start, end)}]`;
    at = end;
  }
  shown += text.slice(at);
  return `${isCutBefore ? '… ' : ''}${shown}${isCutAfter ? ' …' : ''}`;
}

function find(text: string, query: string, room = 1_000): string {
  return show(cutPassage(text, findMarks(text, readQuery(query)), room));
}

describe('a query', () => {
  it('is its words, each once, however they are written', () => {
    expect(readQuery('  Café  CAFE\u0301 soup ')).toEqual(['cafe', 'soup']);
    expect(readQuery(' \n ')).toEqual([]);
  });

  it('asks for all of its words, wherever in a check-in they stand', () => {
    const texts = ['heavy', 'The soup was warm'].map(foldText);
    expect(holdsAll(texts, readQuery('HEAVY soup'))).toBe(true);
    expect(holdsAll(texts, readQuery('heavy rain'))).toBe(false);
  });
});

describe('a passage', () => {
  it.each([
    ['We sat in the Café', 'cafe', 'We sat in the [Café]'],
    ['We sat in the Cafe\u0301 again', 'cafe', 'We sat in the [Cafe\u0301] again'],
    ['Straße und Strasse', 'strass', '[Straß]e und [Strass]e'],
    ['Straße', 'stras', '[Straß]e'],
    ['aaaa', 'aa', '[aaaa]'],
    ['soup and rain', 'rain soup', '[soup] and [rain]'],
    ['👩‍👩‍👧 soup 👍🏽', 'soup', '👩‍👩‍👧 [soup] 👍🏽'],
    ['nothing of it', 'soup', 'nothing of it'],
  ])('of “%s” for “%s”', (text, query, shown) => {
    expect(find(text, query)).toBe(shown);
  });

  it('is cut between words, around what was found first', () => {
    const text =
      'A long evening with much to say before the soup was there, and much more after it';
    expect(find(text, 'soup', 16)).toBe('… say before the [soup] was there, and …');
  });

  it('is never cut inside a character', () => {
    expect(find(`${'👍'.repeat(20)}soup${'👍'.repeat(20)}`, 'soup', 3)).toBe('… 👍[soup]👍👍 …');
  });
});
