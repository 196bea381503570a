import { describe, expect, it } from 'vitest';
import {
  checkinChapter,
  gratitudeChapter,
  listMonths,
  listOwnChapters,
  monthBefore,
  profileChapter,
} from '../../../src/model/index.js';

describe('names of chapters', () => {
  it('marks what only one partner writes, and nothing in the private ledger', () => {
    expect(checkinChapter('2026-11', 'a')).toBe('checkins/2026-11@a');
    expect(checkinChapter('2026-11')).toBe('checkins/2026-11');
    expect(profileChapter('b')).toBe('profile@b');
    expect(profileChapter()).toBe('profile');
    expect(gratitudeChapter('2026-11')).toBe('gratitude/2026-11');
  });

  it('lists the chapters that are one side’s alone, next month’s too where clocks differ', () => {
    const names = listOwnChapters('b', '2026-12-31');
    expect(names.slice(0, 4)).toEqual([
      'profile@b',
      'checkins/2027-01@b',
      'replies/2027-01@b',
      'checkins/2026-12@b',
    ]);
    expect(names.at(-1)).toBe('replies/2010-01@b');
  });

  it('lists months newest first, over the turn of a year', () => {
    expect(listMonths('2025-11-30', '2026-02-01')).toEqual([
      '2026-02',
      '2026-01',
      '2025-12',
      '2025-11',
    ]);
    expect(listMonths('2026-02-01', '2026-01-31')).toEqual([]);
    expect(monthBefore('2026-01')).toBe('2025-12');
  });
});
