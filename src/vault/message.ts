/**
 * Authenticated encryption with associated data: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03, by
 * @noble/ciphers). Chosen over AES-GCM for its 24-byte nonce, and because it is fast without hardware
 * and synchronous: a killed tab must find every edit already sealed.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { concatBytes, err, ok, type Random, type Result } from '../kernel/index.js';
import { borrowSecret, type Secret } from './secret.js';

export const NONCE_BYTES = 24;
export const AUTH_TAG_BYTES = 16;

export type OpenError = { readonly type: 'WrongKey' } | { readonly type: 'Malformed' };

/**
 * `nonce (24) || ciphertext || tag (16)`.
 *
 * Nonce: 24 random bytes for each message. One key is used by several devices and tabs that cannot
 * share a counter; with 192 random bits even 2^64 messages under one key collide with a chance below
 * 2^-64, and a clock set back or a restored backup cannot repeat one.
 */
export function sealMessage(
  key: Secret,
  associated: Uint8Array,
  plain: Uint8Array,
  random: Random,
): Uint8Array<ArrayBuffer> {
  const nonce = random.bytes(NONCE_BYTES);
  return concatBytes(nonce, encrypt(key, nonce, associated, plain));
}

/** `WrongKey` also stands for damaged bytes and for other associated data: the cipher cannot tell these apart. */
export function openMessage(
  key: Secret,
  associated: Uint8Array,
  sealed: Uint8Array,
): Result<Uint8Array<ArrayBuffer>, OpenError> {
  if (sealed.length < NONCE_BYTES + AUTH_TAG_BYTES) return err({ type: 'Malformed' });
  const nonce = sealed.subarray(0, NONCE_BYTES);
  const plain = decrypt(key, nonce, associated, sealed.subarray(NONCE_BYTES));
  return plain === undefined ? err({ type: 'WrongKey' }) : ok(plain);
}

/** For this room only: whoever calls it answers for the nonce being fresh under this key. */
export function encrypt(
  key: Secret,
  nonce: Uint8Array,
  associated: Uint8Array,
  plain: Uint8Array,
): Uint8Array {
  return xchacha20poly1305(borrowSecret(key), nonce, associated).encrypt(plain);
}

function decrypt(
  key: Secret,
  nonce: Uint8Array,
  associated: Uint8Array,
  ciphertext: Uint8Array,
): Uint8Array<ArrayBuffer> | undefined {
  try {
    const plain = xchacha20poly1305(borrowSecret(key), nonce, associated).decrypt(ciphertext);
    return new Uint8Array(plain.buffer as ArrayBuffer, plain.byteOffset, plain.length);
  } catch {
    return undefined;
  }
}
