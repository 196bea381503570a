/**
 * What one of two paired phones shows so that a single look is enough: where it waits, and nothing that the
 * other knows already. The byte table is in SPEC.md (P20 to P24).
 */

import {
  bytesToHex,
  concatBytes,
  equalBytes,
  err,
  hexToBytes,
  ok,
  type Result,
} from '../kernel/index.js';
import type { HostCandidate } from './address.js';
import { type ByteReader, createByteReader } from './byte-reader.js';
import { chooseCandidates } from './choose-candidates.js';
import {
  CHECK_BYTES,
  CODE_VERSION,
  type CodeBytesError,
  checkOf,
  encodeCandidate,
  PASSWORD_LENGTHS,
  takeCandidates,
  UFRAG_LENGTHS,
} from './code.js';
import { packIceText, takeIceText } from './ice-text.js';

export type GlanceCode = {
  /** `one`: the waiting phone has prepared for the other. `two`: each takes the other's for an answer. */
  readonly kind: 'one' | 'two';
  /** 8 random bytes. */
  readonly nonce: Uint8Array;
  /** 4 bytes, by which the couple's other phone knows its own. */
  readonly tag: Uint8Array;
  readonly ufrag: string;
  readonly password: string;
  /** 32 bytes, with `two` only: there it may be another than the remembered one. */
  readonly fingerprint: Uint8Array | undefined;
  readonly candidates: readonly HostCandidate[];
};

export const GLANCE_NONCE_BYTES = 8;
export const GLANCE_TAG_BYTES = 4;
/** A small code is read fast, from a cheap camera, in the evening. */
export const MAX_GLANCE_BYTES = 64;
const FINGERPRINT_BYTES = 32;
const KINDS = { one: 3, two: 4 } as const;
const HEX_FLAG = 0x80;

/** Undefined where not one of the addresses fits: there were none. */
export function encodeGlance(code: GlanceCode): Uint8Array<ArrayBuffer> | undefined {
  const fixed = concatBytes(
    Uint8Array.of(CODE_VERSION, KINDS[code.kind]),
    code.nonce,
    code.tag,
    packText(code.ufrag),
    packText(code.password),
    code.fingerprint ?? new Uint8Array(),
  );
  const most = MAX_GLANCE_BYTES + (code.fingerprint?.length ?? 0);
  const candidates = chooseCandidates(code.candidates, most - fixed.length - 1 - CHECK_BYTES);
  if (candidates.length === 0) return undefined;
  const body = concatBytes(
    fixed,
    Uint8Array.of(candidates.length),
    ...candidates.map(encodeCandidate),
  );
  return concatBytes(body, checkOf(body));
}

/** Accepts exactly what `encodeGlance` writes. */
export function decodeGlance(bytes: Uint8Array): Result<GlanceCode, CodeBytesError> {
  if (bytes.length <= CHECK_BYTES) return err({ type: 'Damaged' });
  const body = bytes.subarray(0, -CHECK_BYTES);
  if (!equalBytes(bytes.subarray(-CHECK_BYTES), checkOf(body))) return err({ type: 'Damaged' });
  const reader = createByteReader(body);
  const version = reader.takeByte() ?? 0;
  if (version > CODE_VERSION) return err({ type: 'NewerVersion' });
  const number = reader.takeByte();
  const kind = (['one', 'two'] as const).find((name) => KINDS[name] === number);
  if (version === CODE_VERSION && !kind) return err({ type: 'WrongKind' });
  const code = version === CODE_VERSION && kind ? takeGlance(reader, kind) : undefined;
  return code && reader.isAtEnd() ? ok(code) : err({ type: 'Damaged' });
}

function takeGlance(reader: ByteReader, kind: GlanceCode['kind']): GlanceCode | undefined {
  const nonce = reader.take(GLANCE_NONCE_BYTES);
  const tag = reader.take(GLANCE_TAG_BYTES);
  const ufrag = takeText(reader, ...UFRAG_LENGTHS);
  const password = ufrag && takeText(reader, ...PASSWORD_LENGTHS);
  const fingerprint = kind === 'two' ? reader.take(FINGERPRINT_BYTES) : undefined;
  const candidates = takeCandidates(reader);
  if (!nonce || !tag || !ufrag || !password || !candidates) return undefined;
  if (kind === 'two' && !fingerprint) return undefined;
  return { kind, nonce, tag, ufrag, password, fingerprint, candidates };
}

function isHex(text: string): boolean {
  return text.length % 2 === 0 && /^[0-9a-f]+$/.test(text);
}

/** Firefox draws hexadecimal digits: two to a byte instead of four to three. */
function packText(text: string): Uint8Array {
  const hex = isHex(text) ? hexToBytes(text) : undefined;
  return hex ? concatBytes(Uint8Array.of(HEX_FLAG | text.length), hex) : packIceText(text);
}

function takeText(reader: ByteReader, shortest: number, longest: number): string | undefined {
  const first = reader.peekByte() ?? 0;
  if (!(first & HEX_FLAG)) {
    const text = takeIceText(reader, shortest, longest);
    // One text has one packing.
    return text !== undefined && isHex(text) ? undefined : text;
  }
  const length = (reader.takeByte() ?? 0) & ~HEX_FLAG;
  if (length < shortest || length > longest || length % 2 !== 0) return undefined;
  const bytes = reader.take(length / 2);
  return bytes && bytesToHex(bytes);
}
