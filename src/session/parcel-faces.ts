/** The shapes of parcels as the screens see them: importing them loads nothing. */
import type { Result } from '../kernel/index.js';
import type { Arrivals } from '../model/index.js';
import type { ParcelError } from '../parcel/index.js';
import type { StoreError } from '../storage/index.js';

export type PreparedParcel = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The same without a word on what is here: smaller, where only little room is. */
  readonly withoutHave: () => Uint8Array<ArrayBuffer>;
  /** Whether there is anything in it beside the word on what is here. */
  readonly hasWords: boolean;
  /** For the file. */
  readonly name: string;
  /** To be called once it has been given to whoever carries it. */
  readonly handedOver: () => void;
};

export type Arrival = Arrivals & {
  /** Something came that was not here: also where none of it is counted. */
  readonly isNew: boolean;
};

/** In each case nothing has changed, and the parcel can be opened again. */
export type ParcelTrouble =
  | ParcelError
  /** It hangs on something that this phone does not have: an answer to it asks for that. */
  | { readonly type: 'Missing' }
  | { readonly type: 'NotSaved'; readonly cause: StoreError };

export type Parcels = {
  readonly prepare: () => Promise<Result<PreparedParcel, ParcelTrouble>>;
  readonly open: (bytes: Uint8Array) => Promise<Result<Arrival, ParcelTrouble>>;
};

export type ParcelRefusal =
  | { readonly type: 'NotPaired' }
  /** Another tab of this browser knows what the other phone has. */
  | { readonly type: 'OtherTab' };
