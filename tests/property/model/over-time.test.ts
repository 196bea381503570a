import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../../../src/kernel/index.js';
import { findTrend, SPANS, sliceTime } from '../../../src/model/index.js';

const tonights = fc.nat(4_000).map((days) => addDays('2020-01-01', days));
const values = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 100 })), { maxLength: 60 });

describe('how it was over time', () => {
  it('slices follow each other without a gap and end tonight', () => {
    fc.assert(
      fc.property(tonights, fc.constantFrom(...SPANS), (tonight, span) => {
        const slices = sliceTime(span, tonight);
        expect(slices.at(-1)?.to).toBe(tonight);
        for (const [at, { from, to }] of slices.entries()) {
          expect(from <= to).toBe(true);
          const before = slices[at - 1];
          if (before) expect(addDays(before.to, 1)).toBe(from);
        }
      }),
    );
  });

  it('rests on every answer of the time and on no other, whatever their order', () => {
    fc.assert(
      fc.property(tonights, fc.constantFrom(...SPANS), values, (tonight, span, list) => {
        const byEvening = new Map(list.map(([back, value]) => [addDays(tonight, -back), value]));
        const answers = [...byEvening].map(([evening, value]) => ({ evening, value }));
        const slices = sliceTime(span, tonight);
        const first = slices[0]!.from;
        const inside = answers.filter(({ evening }) => evening >= first);
        const trend = findTrend(answers, slices, 'energy');
        expect(findTrend([...answers].reverse(), slices, 'energy')).toEqual(trend);
        if (inside.length < 7) {
          expect(trend).toBeUndefined();
          return;
        }
        expect(trend?.checkins).toBe(inside.length);
        expect(inside.map(({ value }) => value)).toContain(trend?.usual);
        const known = inside.map(({ value }) => value);
        for (const { from, to, value } of trend!.points) {
          expect(inside.some(({ evening }) => from <= evening && evening <= to)).toBe(true);
          expect(value).toBeGreaterThanOrEqual(Math.min(...known));
          expect(value).toBeLessThanOrEqual(Math.max(...known));
        }
      }),
    );
  });
});
