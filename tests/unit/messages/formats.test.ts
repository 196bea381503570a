import { describe, expect, it } from 'vitest';
import { createFormats } from '../../../src/messages/formats.js';

function formats(clockHabit: string, timeZone = 'Europe/Lisbon') {
  return createFormats({ locales: ['en-GB'], clockHabit, timeZone });
}

const NINE_PM = Date.UTC(2026, 10, 24, 21, 4);

describe('formats', () => {
  it('show a local date as it was written, wherever the phone is now', () => {
    expect(formats('pt', 'Pacific/Kiritimati').evening('2026-11-24')).toBe('Tuesday 24 November');
    expect(formats('pt', 'Pacific/Pago_Pago').shortEvening('2026-11-24')).toBe('Tue 24 Nov');
    expect(formats('pt').month('2026-11')).toBe('November 2026');
    expect(formats('pt', 'Pacific/Apia').date('2024-02-29')).toBe('29 February 2024');
    expect(formats('pt').period('2026-11-03', '2026-11-03')).toBe('3 November 2026');
    expect(formats('pt').period('2025-12-30', '2026-01-02')).toMatch(
      /^30 December 2025\s–\s2 January 2026$/,
    );
  });

  it('show the time alone today, and the day with it on another day', () => {
    expect(formats('pt').moment(NINE_PM, NINE_PM + 60_000)).toBe('21:04');
    expect(formats('pt').moment(NINE_PM, NINE_PM + 24 * 3_600_000)).toBe('24 Nov, 21:04');
  });

  it('keep the hours of the language a person reads elsewhere', () => {
    const midnight = Date.UTC(2026, 10, 24);
    expect(formats('de').moment(NINE_PM, NINE_PM)).toBe('21:04');
    expect(formats('de').moment(midnight, midnight)).toBe('00:00');
    expect(formats('en-US').moment(NINE_PM, NINE_PM)).toBe('9:04 pm');
    expect(formats('en-US').moment(midnight, midnight)).toBe('12:00 am');
  });

  it('do without a language that is none, as some systems name theirs', () => {
    const odd = { locales: ['en_US.UTF-8', 'en-GB'], clockHabit: 'C', timeZone: 'UTC' };
    expect(createFormats(odd).evening('2026-11-24')).toBe('Tuesday 24 November');
  });

  it('show moments in the time zone of this phone', () => {
    expect(formats('de', 'Asia/Tokyo').moment(NINE_PM, NINE_PM)).toBe('06:04');
  });
});
