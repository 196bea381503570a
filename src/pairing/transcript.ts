/**
 * What both phones must have seen alike, and what follows from it: sides, commitments, the four words, the
 * signed proof. A man in the middle who replaced the codes shares no transcript with either (SPEC.md, P12-P15).
 */

import { compareBytes, utf8ToBytes } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import { type DeviceKeys, digest, signBytes, verifySignature } from '../vault/index.js';
import { CODE_VERSION, type PairingCode } from './code.js';
import { bytesToWords, type FourWords } from './words.js';

const PROOF_CONTEXT = 'vesper/1/pairing/proof';
const TRANSCRIPT = utf8ToBytes('vesper/1/pairing/transcript');
const COMMITMENT = utf8ToBytes('vesper/1/pairing/commitment');
const AGREEMENT = utf8ToBytes('vesper/1/pairing/agreement');
const WORDS = utf8ToBytes('vesper/1/pairing/words');
const GREETING = utf8ToBytes('vesper/1/pairing/greeting');

/** The device with the lower signing key is side a. */
export function chooseSide(mine: PairingCode, theirs: PairingCode): Side {
  return compareBytes(mine.publicKey, theirs.publicKey) < 0 ? 'a' : 'b';
}

/**
 * 32 bytes over both codes, side a's first. Addresses, the time and what a code replies to stay out: they may
 * change while a code is shown, and a wrong one can only keep the phones apart.
 */
export function digestCodes(mine: PairingCode, theirs: PairingCode): Uint8Array {
  const [a, b] = chooseSide(mine, theirs) === 'a' ? [mine, theirs] : [theirs, mine];
  return digest(TRANSCRIPT, Uint8Array.of(CODE_VERSION), ...identify(a), ...identify(b));
}

/** Names its author, so that Eve can't send a commitment back to the one who made it. */
export function commitTo(codes: Uint8Array, publicKey: Uint8Array, random: Uint8Array): Uint8Array {
  return digest(COMMITMENT, codes, publicKey, random);
}

/** 32 bytes over the codes and both sides' revealed random bytes: from here on, what the ceremony is bound to. */
export function digestAgreement(
  codes: Uint8Array,
  randomA: Uint8Array,
  randomB: Uint8Array,
): Uint8Array {
  return digest(AGREEMENT, codes, randomA, randomB);
}

export function agreementToWords(agreement: Uint8Array): FourWords {
  return bytesToWords(digest(WORDS, agreement));
}

export function proveDevice(
  device: DeviceKeys,
  agreement: Uint8Array,
  greeting: Uint8Array,
): Uint8Array {
  return signBytes(device, PROOF_CONTEXT, digest(GREETING, agreement, device.publicKey, greeting));
}

export function isDeviceProven(
  publicKey: Uint8Array,
  agreement: Uint8Array,
  greeting: Uint8Array,
  signature: Uint8Array,
): boolean {
  const signed = digest(GREETING, agreement, publicKey, greeting);
  return verifySignature(publicKey, PROOF_CONTEXT, signed, signature);
}

function identify({ endpoint, publicKey, nonce }: PairingCode): readonly Uint8Array[] {
  const { fingerprint, ufrag, password } = endpoint;
  return [publicKey, fingerprint, nonce, utf8ToBytes(ufrag), utf8ToBytes(password)];
}
