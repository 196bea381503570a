/**
 * How every symmetric key of a couple is derived from one root secret by HKDF-SHA256 (RFC 5869).
 * Each purpose has its own label, so a key that leaks or is misused in one place opens nothing elsewhere.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { concatBytes, type Random, utf8ToBytes } from '../kernel/index.js';
import { borrowSecret, createSecret, type Secret } from './secret.js';

/** Listed in SPEC.md; a new purpose takes a new label. */
export type KeyLabel = `vesper/1/${string}`;

export type LedgerKeys = {
  /** Which generation of the bond secret these come from; 0 is the first. */
  readonly epoch: number;
  readonly sealKey: Secret;
  readonly tagKey: Secret;
};

export const KEY_BYTES = 32;
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
