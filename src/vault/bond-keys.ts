/** The keys that there are only with a bond, apart from those of its ledger: none of them is needed before there is one. */
import { bytesToBase64Url, concatBytes } from '../kernel/index.js';
import { deriveKey, KEY_BYTES } from './keys.js';
import { digest } from './mac.js';
import { borrowSecret, createSecret, type Secret } from './secret.js';

export type MeetingKeys = {
  /** 43 characters of base64url: tells whoever carries it nothing about the couple. */
  readonly roomName: string;
  /** The same for a server of the couple's own choice: nobody who sees both names can tell that they belong together. */
  readonly rendezvousTopic: string;
  readonly proofKey: Secret;
  readonly introductionKey: Secret;
};

export function deriveMeetingKeys(bond: Secret): MeetingKeys {
  return {
    roomName: bytesToBase64Url(borrowSecret(deriveKey(bond, 'vesper/1/meeting/room'))),
    rendezvousTopic: bytesToBase64Url(borrowSecret(deriveKey(bond, 'vesper/1/meeting/rendezvous'))),
    proofKey: deriveKey(bond, 'vesper/1/meeting/proof'),
    introductionKey: deriveKey(bond, 'vesper/1/meeting/introduction'),
  };
}

export type ParcelKeys = { readonly sealKey: Secret; readonly tagKey: Secret };

export function deriveParcelKeys(bond: Secret): ParcelKeys {
  return {
    sealKey: deriveKey(bond, 'vesper/1/parcel/seal'),
    tagKey: deriveKey(bond, 'vesper/1/parcel/tag'),
  };
}

/**
 * The bond secret out of one 32-byte share from each side, bound to everything both saw (`transcript`):
 * it is random as long as one of the two phones has a sound source of randomness.
 */
export function joinShares(shareA: Secret, shareB: Secret, transcript: Uint8Array): Secret {
  const shares = concatBytes(borrowSecret(shareA), borrowSecret(shareB));
  if (shares.length !== 2 * KEY_BYTES) throw new RangeError('a share has 32 bytes');
  return deriveKey(createSecret(shares), 'vesper/1/bond', digest(transcript));
}
