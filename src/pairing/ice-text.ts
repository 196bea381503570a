/**
 * ICE credentials packed to six bits a character: RFC 8839 allows exactly 64 characters (`ice-char`),
 * so a 24-character password takes 18 bytes.
 */

import type { ByteReader } from './byte-reader.js';

const ICE_CHARACTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** One byte of length in characters, then the characters, filled up with zero bits. */
export function packIceText(text: string): Uint8Array<ArrayBuffer> {
  const packed = new Uint8Array(1 + packedLength(text.length));
  packed[0] = text.length;
  for (let i = 0; i < text.length; i++) {
    const digit = ICE_CHARACTERS.indexOf(text.charAt(i));
    const bit = i * 6;
    const at = 1 + (bit >> 3);
    const shifted = digit << (10 - (bit & 7));
    packed[at] = (packed[at] ?? 0) | (shifted >> 8);
    if ((shifted & 255) !== 0) packed[at + 1] = shifted & 255;
  }
  return packed;
}

/** Undefined outside the given lengths, and for filling bits that are not zero: one text has one packing. */
export function takeIceText(
  reader: ByteReader,
  shortest: number,
  longest: number,
): string | undefined {
  const length = reader.takeByte();
  if (length === undefined || length < shortest || length > longest) return undefined;
  const packed = reader.take(packedLength(length));
  if (packed === undefined) return undefined;
  let text = '';
  for (let i = 0; i < length; i++) {
    const bit = i * 6;
    const pair = ((packed[bit >> 3] ?? 0) << 8) | (packed[(bit >> 3) + 1] ?? 0);
    text += ICE_CHARACTERS.charAt((pair >> (10 - (bit & 7))) & 63);
  }
  const filling = packed.length * 8 - length * 6;
  return ((packed.at(-1) ?? 0) & ((1 << filling) - 1)) === 0 ? text : undefined;
}

export function isIceText(text: string, shortest: number, longest: number): boolean {
  return (
    text.length >= shortest &&
    text.length <= longest &&
    [...text].every((character) => ICE_CHARACTERS.includes(character))
  );
}

function packedLength(characters: number): number {
  return Math.ceil((characters * 6) / 8);
}
