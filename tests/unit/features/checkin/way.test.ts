import { describe, expect, it } from 'vitest';
import { askedEvening, leaveTo } from '../../../../src/features/checkin/way.js';

const TONIGHT = '2026-11-27';

describe('the way to the sheet, and from it', () => {
  it.each([
    ['/checkin?evening=2026-11-20', '2026-11-20'],
    ['/checkin?evening=2026-11-27', TONIGHT],
    ['/checkin?evening=2026-11-28', undefined],
    ['/checkin?evening=2026-11-31', undefined],
    ['/checkin?evening=soon', undefined],
    ['/checkin', undefined],
  ])('%s asks for %s', (location, evening) => {
    expect(askedEvening(location, TONIGHT)).toBe(evening);
  });

  it.each([
    ['/checkin', '#/', '#/'],
    ['/checkin?from=welcome', '#/welcome?step=meet', '#/welcome?step=checkin'],
    ['/checkin?evening=2026-10-20', '#/evenings?month=2026-10', '#/evenings?month=2026-10'],
  ])('%s leads to %s once saved, else to %s', (location, saved, left) => {
    expect(leaveTo(location, true)).toBe(saved);
    expect(leaveTo(location, false)).toBe(left);
  });
});
