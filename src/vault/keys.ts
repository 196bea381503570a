/**
 * Every symmetric key of a couple, derived from one root secret by HKDF-SHA256 (RFC 5869).
 * Each purpose has its own label, so a key that leaks or is misused in one place opens nothing elsewhere.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToBase64Url, concatBytes, type Random, utf8ToBytes } from '../kernel/index.js';
import { digest } from './mac.js';
import { borrowSecret, createSecret, type Secret } from './secret.js';

/** Listed in SPEC.md; a new purpose takes a new label. */
export type KeyLabel = `vesper/1/${string}`;

export type LedgerKeys = {
  /** Which generation of the bond secret these come from; 0 is the first. */
  readonly epoch: number;
  readonly sealKey: Secret;
  readonly tagKey: Secret;
};

export type MeetingKeys = {
  /** 43 characters of base64url: tells whoever carries it nothing about the couple. */
  readonly roomName: string;
  /** The same for a server of the couple's own choice: nobody who sees both names can tell that they belong together. */
  readonly rendezvousTopic: string;
  readonly proofKey: Secret;
  readonly introductionKey: Secret;
};

const KEY_BYTES = 32;
const NO_SALT = undefined;
const NO_INFO = new Uint8Array();

/** 32 fresh bytes: a bond's secret, one side's share of it, or the private ledger's own. */
export function createRootSecret(random: Random): Secret {
  return createSecret(random.bytes(KEY_BYTES));
}

/**
 * HKDF-SHA256 without salt (the roots are uniformly random, RFC 5869 section 3.1).
 * The zero byte ends the label, which holds none: no label with info can equal another.
 */
export function deriveKey(root: Secret, label: KeyLabel, info: Uint8Array = NO_INFO): Secret {
  const context = concatBytes(utf8ToBytes(label), Uint8Array.of(0), info);
  return createSecret(hkdf(sha256, borrowSecret(root), NO_SALT, context, KEY_BYTES));
}

/** The shared and the private ledger never have a key in common, even from one and the same root. */
export function deriveLedgerKeys(
  root: Secret,
  epoch: number,
  ledger: 'shared' | 'private',
): LedgerKeys {
  const info = new Uint8Array(4);
  new DataView(info.buffer).setUint32(0, epoch);
  return {
    epoch,
    sealKey: deriveKey(root, `vesper/1/ledger/${ledger}/seal`, info),
    tagKey: deriveKey(root, `vesper/1/ledger/${ledger}/tag`, info),
  };
}

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
