/**
 * Hashes and message authentication over lists of byte strings. Every part goes in behind its length,
 * so that no two lists feed the same bytes: ("ab", "c") and ("a", "bc") differ.
 * HMAC: RFC 2104, SHA-256: FIPS 180-4, by @noble/hashes.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { borrowSecret, type Secret } from './secret.js';

type Absorbing = { update(bytes: Uint8Array): unknown };

function absorb(hash: Absorbing, parts: readonly Uint8Array[]): void {
  const length = new Uint8Array(4);
  for (const part of parts) {
    new DataView(length.buffer).setUint32(0, part.length);
    hash.update(length);
    hash.update(part);
  }
}

/** HMAC-SHA256 over the length-prefixed parts: 32 bytes. Compare with `equalBytes`, never with a loop that stops early. */
export function authenticate(
  key: Secret,
  ...parts: readonly Uint8Array[]
): Uint8Array<ArrayBuffer> {
  const hash = hmac.create(sha256, borrowSecret(key));
  absorb(hash, parts);
  return Uint8Array.from(hash.digest());
}

export const DIGEST_BYTES = 32;

/** SHA-256 of bytes that come bit by bit, with nothing added: the same however they were cut. */
export function createDigest(): {
  readonly add: (bytes: Uint8Array) => void;
  readonly finish: () => Uint8Array<ArrayBuffer>;
} {
  const hash = sha256.create();
  return {
    add: (bytes) => void hash.update(bytes),
    finish: () => Uint8Array.from(hash.digest()),
  };
}

/** SHA-256 over the length-prefixed parts: 32 bytes. */
export function digest(...parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const hash = sha256.create();
  absorb(hash, parts);
  return Uint8Array.from(hash.digest());
}
