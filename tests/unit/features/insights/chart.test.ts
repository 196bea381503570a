import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  drawLine,
  drawOverlap,
  type Place,
  placePoints,
} from '../../../../src/features/insights/chart.js';
import { sliceTime } from '../../../../src/model/index.js';

const TONIGHT = '2026-11-27';

/** The places of a path, as numbers. */
function readPath(path: string): readonly Place[] {
  return [...path.matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => ({
    x: Number(x),
    y: Number(y),
  }));
}

describe('a line', () => {
  it('goes from the beginning of the time to its end, the most light at the top', () => {
    const slices = sliceTime('fortnight', TONIGHT);
    const points = [
      { ...slices[0]!, value: 1 },
      { ...slices[13]!, value: 5 },
    ];
    const [first, last] = placePoints(points, slices, 'light');
    expect(first).toEqual({ x: expect.closeTo(100 / 28), y: 100 });
    expect(last).toEqual({ x: expect.closeTo(100 - 100 / 28), y: 0 });
    expect(drawLine([])).toBe('');
  });

  it('lets a week and a month stand in their middle', () => {
    const weeks = sliceTime('quarter', TONIGHT);
    const [week] = placePoints([{ ...weeks[6]!, value: 50 }], weeks, 'energy');
    expect(week).toEqual({ x: expect.closeTo(50), y: 50 });
  });
});

describe('what lies under both lines', () => {
  it('is cut where they cross', () => {
    const rising = [
      { x: 0, y: 100 },
      { x: 100, y: 0 },
    ];
    const falling = [
      { x: 0, y: 0 },
      { x: 100, y: 100 },
    ];
    expect(drawOverlap(rising, falling)).toBe('M0 100L0 100L50 50L100 100L100 100Z');
  });

  it('is nothing where they share no time', () => {
    expect(drawOverlap([{ x: 0, y: 5 }], [{ x: 9, y: 5 }])).toBe('');
    expect(drawOverlap([], [{ x: 9, y: 5 }])).toBe('');
  });

  it('never reaches above either line, nor beyond where both are', () => {
    const line = fc
      .uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 2, maxLength: 8 })
      .chain((xs) =>
        fc.tuple(
          ...[...xs]
            .sort((a, b) => a - b)
            .map((x) => fc.record({ x: fc.constant(x), y: fc.integer({ min: 0, max: 100 }) })),
        ),
      );
    const heightAt = (places: readonly Place[], x: number): number => {
      const next = places.findIndex((place) => place.x >= x);
      const to = places[next]!;
      const from = places[next - 1] ?? to;
      return to.x === from.x ? to.y : from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x);
    };
    fc.assert(
      fc.property(line, line, (one, other) => {
        const overlap = readPath(drawOverlap(one, other));
        const [start, end] = [
          Math.max(one[0]!.x, other[0]!.x),
          Math.min(one.at(-1)!.x, other.at(-1)!.x),
        ];
        expect(overlap.length > 0).toBe(start < end);
        for (const { x, y } of overlap) {
          expect(x >= start - 0.01 && x <= end + 0.01).toBe(true);
          const inside = Math.min(Math.max(x, start), end);
          // Paths are rounded to hundredths, and a steep line turns that into more.
          const steep = 0.01 * 101;
          expect(y).toBeGreaterThanOrEqual(
            Math.max(heightAt(one, inside), heightAt(other, inside)) - steep,
          );
        }
      }),
    );
  });
});
