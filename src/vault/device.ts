/**
 * One Ed25519 signing key per device (RFC 8032, see `ed25519.ts`). What a device signs is attributed to
 * its owner even against the partner, who holds all the symmetric keys.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, type Random, utf8ToBytes } from '../kernel/index.js';
import { publicKeyOf, sign, verify } from './ed25519.js';
import { borrowSecret, createSecret, type Secret } from './secret.js';

/** 32 hexadecimal digits: the first 16 bytes of SHA-256 of the public key. */
export type DeviceId = string;

export type DeviceKeys = {
  readonly id: DeviceId;
  /** 32 bytes. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** 32 bytes, the Ed25519 private key as RFC 8032 defines it. */
  readonly seed: Secret;
};

export const DEVICE_ID_BYTES = 16;
const SEED_BYTES = 32;
const LONGEST_CONTEXT = 255;

export function createDeviceKeys(random: Random): DeviceKeys {
  return restoreDeviceKeys(createSecret(random.bytes(SEED_BYTES)));
}

/** The same device again from its stored seed. */
export function restoreDeviceKeys(seed: Secret): DeviceKeys {
  const publicKey = publicKeyOf(borrowSecret(seed));
  return { id: deviceIdOf(publicKey), publicKey, seed };
}

export function deviceIdOf(publicKey: Uint8Array): DeviceId {
  return bytesToHex(sha256(publicKey).subarray(0, DEVICE_ID_BYTES));
}

/** 64 bytes over `context` and `bytes`. The context says what is signed, so a signature fits one purpose only. */
export function signBytes(
  device: DeviceKeys,
  context: string,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return sign(labelMessage(context, bytes), borrowSecret(device.seed));
}

/** False for anything that is not exactly this device's signature, including a malformed key or signature. */
export function verifySignature(
  publicKey: Uint8Array,
  context: string,
  bytes: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    // Strict RFC 8032 rules: no low-order keys, no second encoding of one signature.
    return verify(signature, labelMessage(context, bytes), publicKey);
  } catch {
    return false;
  }
}

/** The length in front keeps ("a", "bc") and ("ab", "c") apart. */
function labelMessage(context: string, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const label = utf8ToBytes(context);
  if (label.length > LONGEST_CONTEXT)
    throw new RangeError('a signing context has at most 255 bytes');
  return concatBytes(Uint8Array.of(label.length), label, bytes);
}
