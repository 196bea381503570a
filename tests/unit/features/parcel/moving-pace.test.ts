import { describe, expect, it } from 'vitest';
import { quartersOf, roundOf, usualSeconds } from '../../../../src/features/parcel/moving-pace.js';

describe('what is said about a moving code', () => {
  it.each([
    [0, 70, { number: 1, shown: 1 }],
    [69, 70, { number: 1, shown: 70 }],
    [70, 70, { number: 2, shown: 1 }],
    [3, 1, { number: 4, shown: 1 }],
  ])('step %i of rounds of %i', (step, round, said) => {
    expect(roundOf(step, round)).toEqual(said);
  });

  it('the largest takes about ten seconds where three of ten pictures go unread', () => {
    expect(usualSeconds(70)).toBe(10);
    expect(usualSeconds(1)).toBe(1);
  });

  it('a quarter is said when it is there, and the whole is for the parcel itself to say', () => {
    expect([0, 17, 18, 34, 35, 53, 69].map((have) => quartersOf(have, 70))).toEqual([
      0, 0, 1, 1, 2, 3, 3,
    ]);
  });
});
