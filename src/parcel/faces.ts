/** The shapes that cross this room's door. */
import type { DocState } from '../ledger/index.js';
import type { DeviceId, ParcelKeys } from '../vault/index.js';

/** Who exchanges parcels. */
export type ParcelContext = {
  readonly keys: ParcelKeys;
  readonly me: DeviceId;
  readonly partner: DeviceId;
};

export type ParcelContent = {
  /** What its sender durably had when it was made; absent where there was no room for it. */
  readonly have: DocState | undefined;
  /** Its sender lacks something that it once said it had. */
  readonly startOver: boolean;
  /** An update of the ledger's outer document (format 1). */
  readonly update: Uint8Array;
};

/** Why a parcel was not taken in. In each case nothing has changed. */
export type ParcelError =
  | { readonly type: 'NotAParcel' }
  /** A newer Vesper made it. */
  | { readonly type: 'Newer'; readonly version: number }
  | { readonly type: 'CutOff'; readonly bytes: number; readonly of: number }
  | { readonly type: 'TooLarge'; readonly bytes: number }
  /** For another couple, or altered where it says for whom it is. */
  | { readonly type: 'ForOthers' }
  /** Made on this phone. */
  | { readonly type: 'Own' }
  | { readonly type: 'Damaged' };
