import { describe, expect, it } from 'vitest';
import {
  askedEvening,
  askedMonth,
  checkinPath,
  eveningPath,
  eveningsPath,
} from '../../../../../src/features/today/evenings/paths.js';

const TONIGHT = '2026-11-27';

describe('the month of evenings that an address asks for', () => {
  it.each([
    ['/evenings', '2026-11'],
    ['/evenings?month=2026-10', '2026-10'],
    ['/evenings?month=2026-12', '2026-11'],
    ['/evenings?month=2026-13', '2026-11'],
    ['/evenings?month=x', '2026-11'],
  ])('%s: %s', (location, month) => {
    expect(askedMonth(location, TONIGHT)).toBe(month);
  });

  it('is the one it was made for', () => {
    expect(askedMonth(eveningsPath('2025-02'), TONIGHT)).toBe('2025-02');
    expect(askedMonth(eveningPath('2025-02-03'), TONIGHT)).toBe('2025-02');
    expect(askedEvening(eveningPath('2025-02-03'))).toBe('2025-02-03');
    expect(askedEvening('/evenings?evening=2025-02-30')).toBeUndefined();
    expect(checkinPath('2025-02-03')).toBe('/checkin?evening=2025-02-03');
  });
});
