/**
 * Ed25519 (RFC 8032) over the curve arithmetic of @noble/ed25519, byte for byte the same answers as its own
 * `sign` and its strict `verify`. Those start from nothing at every call; here what depends on a key alone
 * is worked out once and kept: a signature takes half the time, and checking one of the two devices that
 * ever sign a third of it. Each edit waits for one of either.
 */
import { hashes, Point, utils } from '@noble/ed25519';
import { sha512 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes } from '../kernel/index.js';

hashes.sha512 = sha512;

export const SIGNATURE_BYTES = 64;
const HALF = 32;
const { n: ORDER } = Point.CURVE();

type SigningKey = {
  readonly scalar: bigint;
  readonly prefix: Uint8Array;
  readonly publicKey: Uint8Array;
};

/** By the seed's own array: what is kept goes with it. */
const signingKeys = new WeakMap<Uint8Array, SigningKey>();

function toSigningKey(seed: Uint8Array): SigningKey {
  const kept = signingKeys.get(seed);
  if (kept !== undefined) return kept;
  const { scalar, prefix, pointBytes } = utils.getExtendedPublicKey(seed);
  const made = { scalar, prefix, publicKey: pointBytes };
  signingKeys.set(seed, made);
  return made;
}

/** 32 bytes. */
export function publicKeyOf(seed: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(toSigningKey(seed).publicKey);
}

function readNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(bytes.slice().reverse())}`);
}

function writeNumber(value: bigint): Uint8Array {
  const bytes = new Uint8Array(HALF);
  let rest = value;
  for (let i = 0; i < HALF; i++) {
    bytes[i] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return bytes;
}

function hashToScalar(...parts: Uint8Array[]): bigint {
  return readNumber(sha512(concatBytes(...parts))) % ORDER;
}

/** RFC 8032, 5.1.6. `seed` must stay as it is: what follows from it is remembered. */
export function sign(message: Uint8Array, seed: Uint8Array): Uint8Array<ArrayBuffer> {
  const { scalar, prefix, publicKey } = toSigningKey(seed);
  const nonce = hashToScalar(prefix, message);
  const commitment = Point.BASE.multiply(nonce).toBytes();
  const challenge = hashToScalar(commitment, publicKey, message);
  return concatBytes(commitment, writeNumber((nonce + challenge * scalar) % ORDER));
}

/** Four bits of a scalar at a time: 64 rows of 15 multiples, made in the time of two plain checks. */
const ROWS = 64;
const ROW_BITS = 4n;
const IN_ROW = 0xfn;

type Multiples = readonly (readonly Point[])[];

function listMultiples(point: Point): Multiples {
  let base = point;
  return Array.from({ length: ROWS }, () => {
    const row = [Point.ZERO];
    for (let times = 0n; times < IN_ROW; times++) row.push((row.at(-1) ?? Point.ZERO).add(base));
    base = (row.at(-1) ?? Point.ZERO).add(base);
    return row;
  });
}

/** Takes a time that tells of the scalar, which here is made of public things only. */
function multiplyPublic(multiples: Multiples, scalar: bigint): Point {
  let rest = scalar;
  let sum: Point = Point.ZERO;
  for (const row of multiples) {
    const digit = Number(rest & IN_ROW);
    if (digit > 0) sum = sum.add(row[digit] ?? Point.ZERO);
    rest >>= ROW_BITS;
  }
  return sum;
}

/** A couple's devices, and a few more while pairing. */
const MOST_KNOWN_KEYS = 4;
const knownKeys = new Map<string, Multiples>();

/** Throws on anything but a point's one canonical encoding, and on keys of low order. */
function toVerifyingKey(publicKey: Uint8Array): Multiples {
  const name = bytesToHex(publicKey);
  const known = knownKeys.get(name);
  if (known !== undefined) return known;
  const point = Point.fromBytes(publicKey);
  if (point.isSmallOrder()) throw new Error('a key of low order fits many messages');
  const multiples = listMultiples(point);
  const [oldest] = knownKeys.keys();
  if (knownKeys.size >= MOST_KNOWN_KEYS && oldest !== undefined) knownKeys.delete(oldest);
  knownKeys.set(name, multiples);
  return multiples;
}

/**
 * RFC 8032, 5.1.7, with the group equation `[8][S]B = [8]R + [8][k]A`. May throw on a malformed key or
 * commitment.
 */
export function verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== SIGNATURE_BYTES) return false;
  const commitment = signature.subarray(0, HALF);
  const scalar = readNumber(signature.subarray(HALF));
  const key = toVerifyingKey(publicKey);
  const point = Point.fromBytes(commitment);
  const challenge = hashToScalar(commitment, publicKey, message);
  // Multiplying refuses a scalar that is not below the order: no signature has a second encoding.
  const difference = point
    .add(multiplyPublic(key, challenge))
    .subtract(Point.BASE.multiply(scalar, false));
  return difference.clearCofactor().is0();
}
