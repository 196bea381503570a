/**
 * What a phone shows at first pairing, as bytes: where it can be reached, who it is, and when that was made.
 * The byte table is in SPEC.md (P1 to P6).
 */

import { concatBytes, equalBytes, err, ok, type Result, utf8ToBytes } from '../kernel/index.js';
import { digest } from '../vault/index.js';
import { ADDRESS_BYTES, type AddressFamily, type HostCandidate } from './address.js';
import { type ByteReader, createByteReader, uint16ToBytes, uint32ToBytes } from './byte-reader.js';
import { chooseCandidates, MAX_CANDIDATES } from './choose-candidates.js';
import { isIceText, packIceText, takeIceText } from './ice-text.js';
import type { Endpoint } from './sdp.js';

/** One phone's half of a first pairing. */
export type PairingCode = {
  readonly endpoint: Endpoint;
  /** The device's Ed25519 signing key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** 16 random bytes: tells this code from every other of the same device. */
  readonly nonce: Uint8Array;
  /** Whole minutes since the epoch. */
  readonly madeAt: number;
  /** The first four bytes of the nonce this code answers; undefined in an invitation. */
  readonly replyTo: Uint8Array | undefined;
};

export type CodeBytesError =
  | { readonly type: 'Damaged' }
  | { readonly type: 'NewerVersion' }
  | { readonly type: 'WrongKind' };

export const CODE_VERSION = 1;
const MAX_CODE_BYTES = 200;
export const NONCE_BYTES = 16;
export const REPLY_TO_BYTES = 4;

const KIND_INVITATION = 1;
const KIND_REPLY = 2;
const KEY_BYTES = 32;
export const CHECK_BYTES = 4;
const CHECK_LABEL = utf8ToBytes('vesper/1/code-check');
export const UFRAG_LENGTHS = [4, 32] as const;
export const PASSWORD_LENGTHS = [22, 40] as const;
const FAMILY_CODES: Readonly<Record<AddressFamily, number>> = { ipv4: 4, ipv6: 6, mdns: 7 };

/** At most 200 bytes whatever the browser gathered: of its candidates only the most useful that fit are kept. */
export function encodeCode(code: PairingCode): Uint8Array<ArrayBuffer> {
  const fixed = concatBytes(
    Uint8Array.of(CODE_VERSION, code.replyTo ? KIND_REPLY : KIND_INVITATION),
    code.endpoint.fingerprint,
    code.publicKey,
    code.nonce,
    uint32ToBytes(code.madeAt),
    packIceText(code.endpoint.ufrag),
    packIceText(code.endpoint.password),
    code.replyTo ?? new Uint8Array(),
  );
  const candidates = chooseCandidates(code.endpoint.candidates, roomAfter(fixed.length));
  const body = concatBytes(
    fixed,
    Uint8Array.of(candidates.length),
    ...candidates.map(encodeCandidate),
  );
  return concatBytes(body, checkOf(body));
}

/** Whether a browser's credentials can go into a code; those of every known browser can. */
export function fitsCode(endpoint: Endpoint): boolean {
  return (
    isIceText(endpoint.ufrag, ...UFRAG_LENGTHS) && isIceText(endpoint.password, ...PASSWORD_LENGTHS)
  );
}

/** Accepts exactly what `encodeCode` writes: every code has one encoding. */
export function decodeCode(bytes: Uint8Array): Result<PairingCode, CodeBytesError> {
  if (bytes.length <= CHECK_BYTES) return err({ type: 'Damaged' });
  const body = bytes.subarray(0, -CHECK_BYTES);
  if (!equalBytes(bytes.subarray(-CHECK_BYTES), checkOf(body))) return err({ type: 'Damaged' });
  const reader = createByteReader(body);
  const version = reader.takeByte() ?? 0;
  if (version > CODE_VERSION) return err({ type: 'NewerVersion' });
  const kind = reader.takeByte() ?? 0;
  if (version === CODE_VERSION && kind !== KIND_INVITATION && kind !== KIND_REPLY) {
    return err({ type: 'WrongKind' });
  }
  const code = version === CODE_VERSION ? takeCode(reader, kind) : undefined;
  if (!code || !reader.isAtEnd() || bytes.length > MAX_CODE_BYTES) return err({ type: 'Damaged' });
  return ok(code);
}

function takeCode(reader: ByteReader, kind: number): PairingCode | undefined {
  const fingerprint = reader.take(KEY_BYTES);
  const publicKey = reader.take(KEY_BYTES);
  const nonce = reader.take(NONCE_BYTES);
  const madeAt = reader.takeUint32();
  const ufrag = takeIceText(reader, ...UFRAG_LENGTHS);
  const password = ufrag && takeIceText(reader, ...PASSWORD_LENGTHS);
  const replyTo = kind === KIND_REPLY ? reader.take(REPLY_TO_BYTES) : undefined;
  const candidates = takeCandidates(reader);
  if (!fingerprint || !publicKey || !nonce || madeAt === undefined) return undefined;
  if (!ufrag || !password || !candidates) return undefined;
  return {
    endpoint: { ufrag, password, fingerprint, candidates },
    publicKey,
    nonce,
    madeAt,
    replyTo,
  };
}

export function takeCandidates(reader: ByteReader): readonly HostCandidate[] | undefined {
  const count = reader.takeByte() ?? 0;
  if (count < 1 || count > MAX_CANDIDATES) return undefined;
  const candidates: HostCandidate[] = [];
  for (let i = 0; i < count; i++) {
    const candidate = takeCandidate(reader);
    if (!candidate) return undefined;
    candidates.push(candidate);
  }
  return candidates;
}

function takeCandidate(reader: ByteReader): HostCandidate | undefined {
  const code = reader.takeByte();
  const family = (['ipv4', 'ipv6', 'mdns'] as const).find((name) => FAMILY_CODES[name] === code);
  const address = family && reader.take(ADDRESS_BYTES[family]);
  const port = reader.takeUint16();
  return family && address && port ? { family, address, port } : undefined;
}

export function encodeCandidate({ family, address, port }: HostCandidate): Uint8Array {
  return concatBytes(Uint8Array.of(FAMILY_CODES[family]), address, uint16ToBytes(port));
}

/** The candidates' count byte and the check come after the fixed part. */
function roomAfter(fixedLength: number): number {
  return MAX_CODE_BYTES - fixedLength - 1 - CHECK_BYTES;
}

/** Against misreading and cut pastes only; against Eve stand the four words. */
export function checkOf(body: Uint8Array): Uint8Array {
  return digest(CHECK_LABEL, body).subarray(0, CHECK_BYTES);
}
