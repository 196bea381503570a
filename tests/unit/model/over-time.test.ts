import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/kernel/index.js';
import {
  type Answer,
  findTrend,
  ownAnswers,
  pairEvenings,
  readMonth,
  sharedAnswers,
  sliceTime,
} from '../../../src/model/index.js';
import { carry, createTwo } from './answer-cast.js';

const TONIGHT = '2026-11-27';

function answersBack(values: readonly number[]): readonly Answer[] {
  return values.map((value, back) => ({ evening: addDays(TONIGHT, -back), value }));
}

describe('slices of time', () => {
  it('are the last fourteen evenings', () => {
    const slices = sliceTime('fortnight', TONIGHT);
    expect(slices).toHaveLength(14);
    expect(slices[0]).toEqual({ from: '2026-11-14', to: '2026-11-14' });
    expect(slices.at(-1)).toEqual({ from: TONIGHT, to: TONIGHT });
  });

  it('are the last thirteen weeks', () => {
    const slices = sliceTime('quarter', TONIGHT);
    expect(slices).toHaveLength(13);
    expect(slices.at(-1)).toEqual({ from: '2026-11-21', to: TONIGHT });
  });

  it('are twelve calendar months, the last one up to tonight', () => {
    const slices = sliceTime('year', '2024-02-29');
    expect(slices).toHaveLength(12);
    expect(slices[0]).toEqual({ from: '2023-03-01', to: '2023-03-31' });
    expect(slices.at(-1)).toEqual({ from: '2024-02-01', to: '2024-02-29' });
  });
});

describe('how it was over time', () => {
  const slices = sliceTime('fortnight', TONIGHT);

  it('is said from seven check-ins on, and not from six', () => {
    expect(findTrend(answersBack([3, 3, 3, 3, 3, 3]), slices, 'light')).toBeUndefined();
    expect(findTrend(answersBack([3, 3, 3, 3, 3, 3, 3]), slices, 'light')?.checkins).toBe(7);
  });

  it('names the answer in the middle, and whether the later half had more', () => {
    const trend = findTrend(answersBack([5, 5, 4, 4, 3, 2, 2, 2, 1, 1]), slices, 'light');
    expect(trend).toMatchObject({ usual: 2, drift: 'more' });
    const even = findTrend(answersBack([3, 3, 3, 3, 3, 3, 3, 3, 3, 3]), slices, 'light');
    expect(even?.drift).toBe('even');
  });

  it('counts an evening as it was written, and leaves out what is still sealed', () => {
    const { ana, ben } = createTwo();
    ana.save({ evening: '2026-11-01', light: 2, seal: false });
    ben.save({ evening: '2026-11-01', light: 4, energy: 10, seal: true });
    ben.save({ evening: '2026-11-02', light: 5, seal: false });
    ben.save({ evening: '2026-11-03', light: 1, share: false });
    carry(ben, ana);
    const evenings = pairEvenings({
      own: readMonth(ana.docs.private, ana.me),
      shared: readMonth(ana.docs.shared, ana.me),
      partners: readMonth(ana.theirs, ana.them),
    });
    expect(ownAnswers(evenings, 'light')).toEqual([{ evening: '2026-11-01', value: 2 }]);
    expect(sharedAnswers(evenings, 'light')).toEqual([{ evening: '2026-11-02', value: 5 }]);
    expect(sharedAnswers(evenings, 'energy')).toEqual([]);
  });
});
