/**
 * Words for how somebody is. One of the vocabulary is kept as its id behind a `~`, so that each reads it in
 * their own language; one of the couple's own as it was written.
 */
import { countCharacters, readText } from './values.js';

export type Feeling = string;

/** Characters of a word of one's own. */
export const WORD_LIMIT = 40;
/** More than a few words say less. */
export const MOST_FEELINGS = 8;

const LISTED = '~';

export function feelingOfId(id: string): Feeling {
  return LISTED + id;
}

/** The id of a word of the vocabulary; undefined for one of the couple's own. */
export function idOfFeeling(feeling: Feeling): string | undefined {
  return feeling.startsWith(LISTED) ? feeling.slice(LISTED.length) : undefined;
}

/** A word as it was typed, for keeping: undefined where nothing is left of it. */
export function ownFeeling(typed: string): Feeling | undefined {
  const word = typed
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^~+\s*/, '');
  return word === '' ? undefined : word;
}

/** Takes what it understands of a stored list; undefined where that is nothing. */
export function readFeelings(value: unknown): readonly Feeling[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const read = value.map((each) => readText(each, WORD_LIMIT)).filter((each) => each !== undefined);
  const feelings = [...new Set(read)].slice(0, MOST_FEELINGS);
  return feelings.length === 0 ? undefined : feelings;
}

/** As they are kept: each once, and none empty. */
export function tidyFeelings(
  feelings: readonly Feeling[] | undefined,
): readonly Feeling[] | undefined {
  const kept = (feelings ?? []).map((each) => (idOfFeeling(each) ? each : ownFeeling(each)));
  const tidied = [...new Set(kept.filter((each) => each !== undefined))];
  return tidied.length === 0 ? undefined : tidied;
}

export type FeelingsError =
  | { type: 'TooLong'; field: 'feelings'; limit: number; length: number }
  | { type: 'TooMany'; limit: number };

/** What keeps these from being saved. */
export function findFeelingsError(feelings: readonly Feeling[]): FeelingsError | undefined {
  if (feelings.length > MOST_FEELINGS) return { type: 'TooMany', limit: MOST_FEELINGS };
  const length = feelings.reduce((most, each) => Math.max(most, countCharacters(each)), 0);
  if (length > WORD_LIMIT) return { type: 'TooLong', field: 'feelings', limit: WORD_LIMIT, length };
  return undefined;
}

export function areSameFeelings(
  a: readonly Feeling[] | undefined,
  b: readonly Feeling[] | undefined,
): boolean {
  const [one = [], other = []] = [a, b];
  return one.length === other.length && one.every((feeling, index) => feeling === other[index]);
}
