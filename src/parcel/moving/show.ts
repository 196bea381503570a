/** The phone that shows: a parcel as pictures without an end. */

import { err, ok, type Result } from '../../kernel/index.js';
import { cutOf, MAX_MOVING_BYTES } from './blocks.js';
import { combinationOf } from './combination.js';
import { combine, toWords } from './equations.js';
import { frameToText, INDEXES, parcelIdOf } from './frame.js';

export type MovingCode = {
  /** Pictures in one round: what a camera needs that misses none. */
  readonly round: number;
  /** The text of the picture at a step, from 0 on. The first round shows the parcel as it is, later ones sums. */
  readonly frameAt: (step: number) => string;
};

export type MovingCodeError = { readonly type: 'TooLarge' };

export function createMovingCode(parcel: Uint8Array): Result<MovingCode, MovingCodeError> {
  if (parcel.length === 0) throw new RangeError('an empty parcel has nothing to show');
  if (parcel.length > MAX_MOVING_BYTES) return err({ type: 'TooLarge' });
  const { count, blockLength } = cutOf(parcel.length);
  const filledUp = new Uint8Array(count * blockLength);
  filledUp.set(parcel);
  const blocks = Array.from({ length: count }, (_, at) =>
    toWords(filledUp.subarray(at * blockLength, (at + 1) * blockLength)),
  );
  const common = { parcel: parcelIdOf(parcel), length: parcel.length };
  const frameAt = (step: number): string => {
    const index = step % INDEXES;
    const sum = combine(combinationOf(index, count), blocks, blockLength);
    return frameToText({ ...common, index, sum });
  };
  return ok({ round: count, frameAt });
}
