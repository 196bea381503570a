/**
 * Ed25519 (RFC 8032) by @noble/ed25519, told which SHA-512 to use so that it answers synchronously.
 * See decision 004 for why this library, and why nothing of it is done by hand.
 */
import { getPublicKey, hashes, sign as signWith, verify as verifyWith } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';

hashes.sha512 = sha512;

export const SIGNATURE_BYTES = 64;

/** RFC 8032's own rules: no second encoding, no key of low order. The library's default takes more in. */
const STRICT = { zip215: false };

/** 32 bytes. */
export function publicKeyOf(seed: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(getPublicKey(seed));
}

export function sign(message: Uint8Array, seed: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(signWith(message, seed));
}

/** May throw on a malformed key or signature. */
export function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  return verifyWith(signature, message, publicKey, STRICT);
}
