/** Where feelings lie on the pad of energy by pleasantness, and which are near a place on it. Pure. */
import type { ListedFeeling } from './vocabulary.js';

/** Each 0 to 100. */
export type PadPlace = { readonly energy: number; readonly pleasantness: number };

export type FeelingField = 'bright' | 'calm' | 'stormy' | 'heavy';

export const FEELING_FIELDS: readonly FeelingField[] = ['bright', 'calm', 'stormy', 'heavy'];

const MIDDLE = 50;

export function fieldOf({ energy, pleasantness }: PadPlace): FeelingField {
  if (pleasantness >= MIDDLE) return energy >= MIDDLE ? 'bright' : 'calm';
  return energy >= MIDDLE ? 'stormy' : 'heavy';
}

function distance(a: PadPlace, b: PadPlace): number {
  return Math.hypot(a.energy - b.energy, a.pleasantness - b.pleasantness);
}

/** The nearest first; among equally near ones in the order of the vocabulary. */
export function nearestFeelings(
  vocabulary: readonly ListedFeeling[],
  place: PadPlace,
  count: number,
): readonly ListedFeeling[] {
  return [...vocabulary].sort((a, b) => distance(a, place) - distance(b, place)).slice(0, count);
}
