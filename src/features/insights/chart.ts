/** Where the lines of a chart run, in percent of its width and, from above, of its height. */
import type { LocalDate } from '../../kernel/index.js';
import type { Measure, Slice, TrendPoint } from '../../model/index.js';

export type Place = { readonly x: number; readonly y: number };

const DAY_MS = 86_400_000;
const SCALES: Readonly<Record<Measure, { readonly least: number; readonly most: number }>> = {
  light: { least: 1, most: 5 },
  energy: { least: 0, most: 100 },
};

function dayOf(date: LocalDate): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** A slice stands in its middle; the highest value lies at the upper edge. */
export function placePoints(
  points: readonly TrendPoint[],
  slices: readonly Slice[],
  measure: Measure,
): readonly Place[] {
  const { least, most } = SCALES[measure];
  const start = dayOf(slices[0]?.from ?? '');
  const days = dayOf(slices.at(-1)?.to ?? '') + 1 - start;
  return points.map(({ from, to, value }) => ({
    x: (((dayOf(from) + dayOf(to) + 1) / 2 - start) / days) * 100,
    y: 100 - ((value - least) / (most - least)) * 100,
  }));
}

/** For `d` of an SVG path; straight from place to place, also over evenings of which nothing is known. */
export function drawLine(places: readonly Place[]): string {
  return places.map(({ x, y }, at) => `${at === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/** The area under both lines, where both are; empty where they have no time in common. */
export function drawOverlap(one: readonly Place[], other: readonly Place[]): string {
  const start = Math.max(one[0]?.x ?? Infinity, other[0]?.x ?? Infinity);
  const end = Math.min(one.at(-1)?.x ?? -Infinity, other.at(-1)?.x ?? -Infinity);
  if (!(start < end)) return '';
  const edge = listTurns(one, other, start, end).map((x) => ({
    x,
    y: Math.max(heightAt(one, x), heightAt(other, x)),
  }));
  return `${drawLine([{ x: start, y: 100 }, ...edge, { x: end, y: 100 }])}Z`;
}

/** Wherever one of the lines turns or the two cross. */
function listTurns(
  one: readonly Place[],
  other: readonly Place[],
  start: number,
  end: number,
): readonly number[] {
  const own = [...one, ...other].map(({ x }) => x).filter((x) => x > start && x < end);
  const turns = [...new Set([start, ...own, end])].sort((a, b) => a - b);
  const crossings = turns.slice(1).flatMap((to, at) => {
    const from = turns[at] ?? to;
    const before = heightAt(one, from) - heightAt(other, from);
    const after = heightAt(one, to) - heightAt(other, to);
    return before * after < 0 ? [from + ((to - from) * before) / (before - after)] : [];
  });
  return [...turns, ...crossings].sort((a, b) => a - b);
}

function heightAt(line: readonly Place[], x: number): number {
  const next = line.findIndex((place) => place.x >= x);
  const to = line[next] ?? line.at(-1) ?? { x, y: 100 };
  const from = line[next - 1] ?? to;
  return to.x === from.x ? to.y : from.y + ((to.y - from.y) * (x - from.x)) / (to.x - from.x);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
