import { describe, expect, it } from 'vitest';
import { eveningOf } from '../../../src/kernel/index.js';
import { listMonths, listSameDates } from '../../../src/model/index.js';

const MONTHS = listMonths('2019-01-01', '2026-12-31');

function datesOf(tonight: string, months = MONTHS): readonly string[] {
  return listSameDates(tonight, months).map(({ evening }) => evening);
}

describe('the same date', () => {
  it('is that of every earlier year, the nearest first, then of the last year’s months', () => {
    expect(datesOf('2026-11-27').slice(0, 9)).toEqual([
      '2025-11-27',
      '2024-11-27',
      '2023-11-27',
      '2022-11-27',
      '2021-11-27',
      '2020-11-27',
      '2019-11-27',
      '2026-10-27',
      '2026-09-27',
    ]);
    expect(datesOf('2026-11-27').at(-1)).toBe('2025-12-27');
  });

  it('is looked for only where there is something', () => {
    expect(datesOf('2026-11-27', ['2026-11', '2026-08', '2024-11'])).toEqual([
      '2024-11-27',
      '2026-08-27',
    ]);
  });

  it('stays out of months that don’t have it', () => {
    expect(datesOf('2026-03-31')).not.toContain('2026-02-28');
    expect(datesOf('2026-03-31').filter((date) => date.startsWith('2026'))).toEqual(['2026-01-31']);
  });

  it('of a leap day comes back in leap years, and in the others on the day before it would be', () => {
    expect(datesOf('2024-02-29').slice(0, 2)).toEqual(['2020-02-29', '2024-01-29']);
    expect(datesOf('2026-02-28').slice(0, 3)).toEqual(['2025-02-28', '2024-02-29', '2024-02-28']);
    expect(datesOf('2024-02-28')).not.toContain('2020-02-29');
    expect(datesOf('2026-03-01')).not.toContain('2024-02-29');
  });

  it('is that of the evening, not of the clock: in any zone, and in the nights when clocks change', () => {
    const tonight = (iso: string, zone: string) => eveningOf(Date.parse(iso), zone);
    // 03:30 in Auckland is still the evening before.
    expect(datesOf(tonight('2026-11-26T14:30:00Z', 'Pacific/Auckland'))[0]).toBe('2025-11-26');
    // The night in which Berlin has 02:30 twice, and the one in which it has none.
    expect(datesOf(tonight('2026-10-25T01:30:00Z', 'Europe/Berlin'))[0]).toBe('2025-10-24');
    expect(datesOf(tonight('2026-03-29T01:30:00Z', 'Europe/Berlin'))[0]).toBe('2025-03-28');
    // Samoa never had the 30th of December 2011.
    expect(datesOf(tonight('2011-12-31T10:00:00Z', 'Pacific/Apia'), ['2010-12'])).toEqual([
      '2010-12-31',
    ]);
  });
});
