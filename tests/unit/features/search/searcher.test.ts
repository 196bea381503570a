import { describe, expect, it } from 'vitest';
import { createSearcher, type Search } from '../../../../src/features/search/searcher.js';
import { type Month, monthOf } from '../../../../src/kernel/index.js';
import { type EveningOfTwo, NO_ANSWERS } from '../../../../src/model/index.js';

type Words = { readonly evening: string; readonly mine?: string; readonly theirs?: string };

function eveningWith({ evening, mine, theirs }: Words): EveningOfTwo {
  const checkin = (line: string) =>
    ({ ...NO_ANSWERS, evening, line, timeZone: 'UTC', share: true, savedAt: 1 }) as const;
  return {
    evening,
    mine:
      mine === undefined
        ? undefined
        : { checkin: checkin(mine), place: 'shared', sharedBefore: undefined },
    theirs: theirs === undefined ? undefined : checkin(theirs),
  };
}

/** A clock on which each month takes as long as is wanted, and pauses that last until the event loop has turned. */
function createTime(msOfMonth: number) {
  let now = 0;
  let pauses = 0;
  return {
    now: () => now,
    pass: () => {
      now += msOfMonth;
    },
    pause: () => {
      pauses++;
      return new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
    },
    pauses: () => pauses,
  };
}

function setUp(list: readonly Words[], msOfMonth = 0) {
  const time = createTime(msOfMonth);
  const months = [...new Set(list.map(({ evening }) => monthOf(evening)))].sort().reverse();
  const stamps = new Map<Month, string>();
  const read: Month[] = [];
  const lookBack = {
    months: () => months,
    stampOf: (month: Month) => stamps.get(month) ?? 'as it was',
    read: async (month: Month) => {
      read.push(month);
      time.pass();
      return list.filter(({ evening }) => monthOf(evening) === month).map(eveningWith);
    },
  };
  const searcher = createSearcher(lookBack, time, time.pause);
  async function search(query: string, signal = new AbortController().signal) {
    const told: Search[] = [];
    await searcher.search(query, (each) => told.push(each), signal);
    return told;
  }
  return { search, read, stamps, time };
}

const LIST: readonly Words[] = [
  { evening: '2026-11-03', mine: 'In the Café', theirs: 'soup in the cafe' },
  { evening: '2026-10-20', mine: 'rain' },
  { evening: '2026-09-01', theirs: 'The café again' },
];

/** Forty months. */
const LONG = Array.from({ length: 40 }, (_, n) => ({
  evening: `${2020 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-05`,
  mine: 'soup',
}));

describe('a search', () => {
  it('finds whatever accents and case, by month, the newest first', async () => {
    const [all] = await setUp(LIST).search('CAFE');
    expect(all).toMatchObject({ count: 3, isDone: true });
    expect(all?.months).toEqual([
      {
        month: '2026-11',
        found: [
          { evening: '2026-11-03', by: 'mine', texts: ['In the Café'] },
          { evening: '2026-11-03', by: 'theirs', texts: ['soup in the cafe'] },
        ],
      },
      {
        month: '2026-09',
        found: [{ evening: '2026-09-01', by: 'theirs', texts: ['The café again'] }],
      },
    ]);
  });

  it('says also that there is nothing', async () => {
    expect(await setUp(LIST).search('snow')).toEqual([{ months: [], count: 0, isDone: true }]);
  });

  it('reads a month once, and again only when it has changed', async () => {
    const { search, read, stamps } = setUp(LIST);
    await search('soup');
    await search('rain');
    expect(read).toHaveLength(3);
    stamps.set('2026-10', 'changed');
    await search('rain');
    expect(read.slice(3)).toEqual(['2026-10']);
  });

  it('gives way after a few milliseconds, and tells what it has so far', async () => {
    const { search, time } = setUp(LONG, 40);
    const told = await search('soup');
    expect(time.pauses()).toBeGreaterThan(5);
    expect(told.length).toBeGreaterThan(3);
    expect(told.map(({ isDone }) => isDone).indexOf(true)).toBe(told.length - 1);
    expect(told.at(-1)?.count).toBe(40);
  });

  it('ends in the middle when another letter comes', async () => {
    const { search, read } = setUp(LONG, 10);
    const controller = new AbortController();
    const searching = search('soup', controller.signal);
    while (read.length === 0) await new Promise(setImmediate);
    controller.abort();
    const told = await searching;
    expect(told.some(({ isDone }) => isDone)).toBe(false);
    expect(read.length).toBeLessThan(LONG.length / 2);
  });

  it('ends when it is given up, and tells nothing any more', async () => {
    const { search, read } = setUp(LIST, 10);
    const controller = new AbortController();
    const searching = search('cafe', controller.signal);
    controller.abort();
    expect(await searching).toEqual([]);
    expect(read.length).toBe(0);
  });
});
