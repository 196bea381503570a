/**
 * How light and energy were over a time: from at least seven answers, or not at all. Nothing is said of two
 * people together, and nothing is a score.
 */
import { addDays, type LocalDate, monthOf } from '../kernel/index.js';
import type { Checkin } from './checkin-record.js';
import type { EveningOfTwo } from './evenings.js';
import { listMonths, monthAfter } from './names.js';
import type { TheirCheckin } from './own-checkin.js';

export type Span = 'fortnight' | 'quarter' | 'year';
/** `light` is 1 to 5, `energy` 0 to 100. */
export type Measure = 'light' | 'energy';

/** Both days belong to it. */
export type Slice = { readonly from: LocalDate; readonly to: LocalDate };

export type Answer = { readonly evening: LocalDate; readonly value: number };

export type TrendPoint = Slice & {
  /** The mean of the answers that fall into it. */
  readonly value: number;
};

/** From the earlier half of the time to the later one. */
export type Drift = 'more' | 'less' | 'even';

export type Trend = {
  /** How many check-ins it rests on. */
  readonly checkins: number;
  /** Oldest first; slices without an answer are not there. */
  readonly points: readonly TrendPoint[];
  /** The one in the middle: somebody's own answer, not a mean. */
  readonly usual: number;
  readonly drift: Drift;
};

export const SPANS: readonly Span[] = ['fortnight', 'quarter', 'year'];
export const FEWEST_CHECKINS = 7;

const DAYS_OF_FORTNIGHT = 14;
const WEEKS_OF_QUARTER = 13;
const DAYS_OF_WEEK = 7;
const MONTHS_BACK = 11;
/** Differences of the means of the two halves that are worth a word. */
const WORTH_A_WORD: Readonly<Record<Measure, number>> = { light: 0.5, energy: 10 };
/** Each half has to have this many answers. */
const FEWEST_OF_HALF = 3;

/** The slices of a time that ends tonight: evenings, weeks counted back from tonight, or calendar months. */
export function sliceTime(span: Span, tonight: LocalDate): readonly Slice[] {
  if (span === 'year') return sliceMonths(tonight);
  const days = span === 'fortnight' ? 1 : DAYS_OF_WEEK;
  const count = span === 'fortnight' ? DAYS_OF_FORTNIGHT : WEEKS_OF_QUARTER;
  return Array.from({ length: count }, (_, n) => {
    const to = addDays(tonight, -(count - 1 - n) * days);
    return { from: addDays(to, 1 - days), to };
  });
}

function sliceMonths(tonight: LocalDate): readonly Slice[] {
  let oldest = `${monthOf(tonight)}-01`;
  for (let back = 0; back < MONTHS_BACK; back++) oldest = `${monthOf(addDays(oldest, -1))}-01`;
  return [...listMonths(oldest, tonight)].reverse().map((month) => {
    const last = addDays(`${monthAfter(month)}-01`, -1);
    return { from: `${month}-01`, to: last < tonight ? last : tonight };
  });
}

export function ownAnswers(evenings: readonly EveningOfTwo[], measure: Measure): readonly Answer[] {
  return evenings.flatMap(({ evening, mine }) => answerOf(evening, mine?.checkin, measure));
}

/** Only what may be read and believed: sealed ones are left out until they are open. */
export function sharedAnswers(
  evenings: readonly EveningOfTwo[],
  measure: Measure,
): readonly Answer[] {
  return evenings.flatMap(({ evening, theirs }) =>
    isReadable(theirs) ? answerOf(evening, theirs, measure) : [],
  );
}

function isReadable(theirs: TheirCheckin | undefined): boolean {
  return theirs !== undefined && (theirs.seal === undefined || theirs.seal === 'opened');
}

function answerOf(
  evening: LocalDate,
  checkin: Checkin | undefined,
  measure: Measure,
): readonly Answer[] {
  const value = checkin?.[measure];
  return value === undefined ? [] : [{ evening, value }];
}

/** Undefined where fewer than seven answers fall into the time. */
export function findTrend(
  answers: readonly Answer[],
  slices: readonly Slice[],
  measure: Measure,
): Trend | undefined {
  const inside = answers
    .filter(({ evening }) => slices.some((slice) => isInside(slice, evening)))
    .sort((a, b) => (a.evening < b.evening ? -1 : 1));
  if (inside.length < FEWEST_CHECKINS) return undefined;
  return {
    checkins: inside.length,
    points: slices.flatMap((slice) => pointOf(slice, inside)),
    usual: middleOf(inside.map(({ value }) => value)),
    drift: driftOf(inside, slices, WORTH_A_WORD[measure]),
  };
}

function isInside({ from, to }: Slice, evening: LocalDate): boolean {
  return from <= evening && evening <= to;
}

function pointOf(slice: Slice, answers: readonly Answer[]): readonly TrendPoint[] {
  const values = answers.filter(({ evening }) => isInside(slice, evening));
  return values.length === 0 ? [] : [{ ...slice, value: meanOf(values) }];
}

function meanOf(answers: readonly Answer[]): number {
  return answers.reduce((sum, { value }) => sum + value, 0) / answers.length;
}

function middleOf(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}

function driftOf(answers: readonly Answer[], slices: readonly Slice[], least: number): Drift {
  const middle = slices[Math.floor(slices.length / 2)]?.from ?? '';
  const earlier = answers.filter(({ evening }) => evening < middle);
  const later = answers.filter(({ evening }) => evening >= middle);
  if (earlier.length < FEWEST_OF_HALF || later.length < FEWEST_OF_HALF) return 'even';
  const difference = meanOf(later) - meanOf(earlier);
  if (Math.abs(difference) < least) return 'even';
  return difference > 0 ? 'more' : 'less';
}
