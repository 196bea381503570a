/** One picture of a moving code, as text for a QR code. The byte table is in SPEC.md (M1). */

import { concatBytes, equalBytes, err, ok, type Result, utf8ToBytes } from '../../kernel/index.js';
import { digest } from '../../vault/index.js';
import { base45ToBytes, bytesToBase45 } from './base45.js';
import { cutOf, MAX_MOVING_BYTES } from './blocks.js';

export type MovingFrame = {
  /** The first 8 bytes of the whole parcel's digest. */
  readonly parcel: Uint8Array;
  /** Bytes in the whole parcel. */
  readonly length: number;
  /** Says which blocks are added up. */
  readonly index: number;
  readonly sum: Uint8Array;
};

export type FrameError = { readonly type: 'NotAFrame' } | { readonly type: 'NewerVersion' };

const KIND = 0x4d;
const VERSION = 1;
export const PARCEL_ID_BYTES = 8;
/** Frames are told apart by this many indexes; the one after the last is the first again. */
export const INDEXES = 65_536;
const HEADER_BYTES = 2 + PARCEL_ID_BYTES + 4;
const CHECK_BYTES = 4;
/** More than a frame of any version has; what else a camera sees isn't worth reading. */
const LONGEST_TEXT = 2_000;
const CHECK_LABEL = utf8ToBytes('vesper/1/moving-check');
const PARCEL_LABEL = utf8ToBytes('vesper/1/moving-parcel');

export function parcelIdOf(parcel: Uint8Array): Uint8Array<ArrayBuffer> {
  return digest(PARCEL_LABEL, parcel).slice(0, PARCEL_ID_BYTES);
}

export function frameToText({ parcel, length, index, sum }: MovingFrame): string {
  const header = new Uint8Array(HEADER_BYTES);
  header.set([KIND, VERSION]);
  header.set(parcel, 2);
  const numbers = new DataView(header.buffer, 2 + PARCEL_ID_BYTES);
  numbers.setUint16(0, length);
  numbers.setUint16(2, index);
  const body = concatBytes(header, sum);
  return bytesToBase45(concatBytes(body, checkOf(body)));
}

/** Accepts exactly what `frameToText` writes. Damage is not told apart from what was never a frame. */
export function textToFrame(text: string): Result<MovingFrame, FrameError> {
  const bytes = text.length <= LONGEST_TEXT ? base45ToBytes(text) : undefined;
  if (!bytes || !isChecked(bytes) || bytes[0] !== KIND) return err({ type: 'NotAFrame' });
  if ((bytes[1] ?? 0) > VERSION) return err({ type: 'NewerVersion' });
  const frame = bytes[1] === VERSION ? readFrame(bytes.subarray(0, -CHECK_BYTES)) : undefined;
  return frame ? ok(frame) : err({ type: 'NotAFrame' });
}

/** The length is believed only within bounds, before anything is made room for. */
function readFrame(body: Uint8Array<ArrayBuffer>): MovingFrame | undefined {
  if (body.length < HEADER_BYTES) return undefined;
  const numbers = new DataView(body.buffer, body.byteOffset + 2 + PARCEL_ID_BYTES);
  const length = numbers.getUint16(0);
  if (length < 1 || length > MAX_MOVING_BYTES) return undefined;
  const sum = body.subarray(HEADER_BYTES);
  if (sum.length !== cutOf(length).blockLength) return undefined;
  return {
    parcel: body.subarray(2, 2 + PARCEL_ID_BYTES),
    length,
    index: numbers.getUint16(2),
    sum,
  };
}

function isChecked(bytes: Uint8Array): boolean {
  if (bytes.length <= CHECK_BYTES) return false;
  const body = bytes.subarray(0, -CHECK_BYTES);
  return equalBytes(bytes.subarray(-CHECK_BYTES), checkOf(body));
}

/** Against misreading only; what a parcel says is sealed. */
function checkOf(body: Uint8Array): Uint8Array {
  return digest(CHECK_LABEL, body).subarray(0, CHECK_BYTES);
}
