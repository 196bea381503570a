import { describe, expect, it } from 'vitest';
import { sightOf } from '../../../../src/features/arrivals/page-sight.js';
import { describeNews } from '../../../../src/features/arrivals/sentences.js';
import { createFormats } from '../../../../src/messages/formats.js';
import type { ArrivedItem } from '../../../../src/model/index.js';
import { createTestText } from '../../messages/test-text.js';

const formats = createFormats({ locales: ['en-GB'], clockHabit: 'de', timeZone: 'UTC' });
const words = { text: createTestText(), formats, tonight: '2026-11-27', partner: 'Ana' };

function checkin(evening: string): ArrivedItem {
  return { kind: 'checkin', id: evening, evening };
}

function note(id: string): ArrivedItem {
  return { kind: 'note', id, month: '2026-11' };
}

describe('since last time', () => {
  it('says nothing when nothing came', () => {
    expect(describeNews([], words)).toEqual([]);
  });

  it('says what came, and leads to it', () => {
    const items = [checkin('2026-11-27'), checkin('2026-11-26'), note('1')];
    expect(describeNews(items, words)).toEqual([
      { id: 'tonight', label: 'Ana checked in this evening.', href: undefined },
      {
        id: 'evenings',
        label: 'Ana’s check-in of last evening',
        href: '#/evenings?month=2026-11',
      },
      { id: 'notes', label: 'A note from Ana on the board', href: '#/board' },
    ]);
  });

  it('says which evening was answered, and counts answers apart', () => {
    const answer = (id: string, evening: string): ArrivedItem => ({ kind: 'answer', id, evening });
    const tonights = [answer('reply 1', '2026-11-27'), answer('mark 1', '2026-11-27')];
    const labels = (items: readonly ArrivedItem[]) =>
      describeNews(items, words).map(({ label, href }) => [label, href]);
    expect(labels(tonights)).toEqual([['Ana answered your check-in.', undefined]]);
    expect(labels([answer('1', '2026-11-02'), checkin('2026-11-26')])).toEqual([
      ['Ana’s check-in of last evening', '#/evenings?month=2026-11'],
      ['Ana’s answer to your check-in of Mon 2 Nov', '#/evenings?month=2026-11'],
    ]);
    expect(labels([answer('1', '2026-11-02'), answer('2', '2026-10-30')])).toEqual([
      ['2 answers from Ana', '#/evenings?month=2026-11'],
    ]);
  });

  it('counts what is several, and opens the newest month of it', () => {
    const items = [checkin('2026-10-02'), checkin('2026-09-30'), note('1'), note('2')];
    expect(describeNews(items, words).map(({ label, href }) => [label, href])).toEqual([
      ['2 check-ins from Ana', '#/evenings?month=2026-10'],
      ['2 notes from Ana on the board', '#/board'],
    ]);
    expect(describeNews([checkin('2026-10-02')], words)[0]?.label).toBe(
      'Ana’s check-in of Fri 2 Oct',
    );
  });
});

it('knows what is in sight from the address, and nothing while the page is hidden', () => {
  expect(['', '#/', '#/board?new', '#/us'].map((hash) => sightOf(hash, true))).toEqual([
    ...['today', 'today', 'board', 'elsewhere'],
  ]);
  expect(sightOf('#/', false)).toBe('away');
});
