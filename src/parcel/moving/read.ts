/** The phone that reads: whatever the camera sees, in any order, until the parcel is whole. */

import { equalBytes } from '../../kernel/index.js';
import { cutOf } from './blocks.js';
import { combinationOf } from './combination.js';
import { createEquations, type Equations } from './equations.js';
import { type MovingFrame, parcelIdOf, textToFrame } from './frame.js';

export type MovingReading =
  /** Not a frame, a damaged one, or one of another parcel: nothing has changed. */
  | { readonly type: 'Nothing' }
  | { readonly type: 'NewerVersion' }
  /** `have` of `needed` independent frames. */
  | { readonly type: 'Part'; readonly have: number; readonly needed: number }
  | { readonly type: 'Whole'; readonly parcel: Uint8Array<ArrayBuffer> };

export type MovingReader = {
  readonly take: (text: string) => MovingReading;
};

/** What is being read: its frames agree in this. */
type Parcel = { readonly parcel: Uint8Array; readonly length: number };

type Collection = Parcel & { readonly needed: number; readonly equations: Equations };

/** Another parcel, that might take the present one's place. Nothing of it is kept but how often it came. */
type Rival = Parcel & { readonly lastIndex: number; readonly seen: number };

/** Different frames of another parcel, one after the other, until it is believed that this is what is shown now. */
export const FRAMES_TO_SWITCH = 4;

export function createMovingReader(): MovingReader {
  let collection: Collection | undefined;
  let rival: Rival | undefined;

  const collect = (frame: MovingFrame): MovingReading => {
    collection ??= startCollection(frame);
    const { needed, equations } = collection;
    equations.add(combinationOf(frame.index, needed), frame.sum);
    const blocks = equations.solve();
    if (!blocks) return { type: 'Part', have: equations.rank(), needed };
    const parcel = blocks.slice(0, frame.length);
    const isTrue = equalBytes(parcelIdOf(parcel), frame.parcel);
    // A damaged frame that passed for a good one has spoilt all others: read them once more.
    collection = undefined;
    return isTrue ? { type: 'Whole', parcel } : { type: 'Nothing' };
  };

  const take = (text: string): MovingReading => {
    const read = textToFrame(text);
    if (!read.ok) return { type: read.error.type === 'NewerVersion' ? 'NewerVersion' : 'Nothing' };
    const frame = read.value;
    if (collection && !isSameParcel(collection, frame)) {
      rival = seeRival(rival, frame);
      if (rival.seen < FRAMES_TO_SWITCH) return { type: 'Nothing' };
      collection = undefined;
    }
    rival = undefined;
    return collect(frame);
  };

  return { take };
}

function startCollection({ parcel, length }: MovingFrame): Collection {
  const cut = cutOf(length);
  return { parcel, length, needed: cut.count, equations: createEquations(cut) };
}

/** A frame that stays in view counts once. */
function seeRival(rival: Rival | undefined, { parcel, length, index }: MovingFrame): Rival {
  if (!rival || !isSameParcel(rival, { parcel, length })) {
    return { parcel, length, lastIndex: index, seen: 1 };
  }
  return rival.lastIndex === index ? rival : { ...rival, lastIndex: index, seen: rival.seen + 1 };
}

function isSameParcel(a: Parcel, b: Parcel): boolean {
  return a.length === b.length && equalBytes(a.parcel, b.parcel);
}
