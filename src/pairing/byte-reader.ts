/** Walks over bytes from outside: every read is checked, and running out is a value, not an exception. */

export type ByteReader = {
  /** The next `length` bytes, or undefined where there are not so many. Never reads partly. */
  readonly take: (length: number) => Uint8Array<ArrayBuffer> | undefined;
  /** The next byte, left where it is. */
  readonly peekByte: () => number | undefined;
  /** The next byte. */
  readonly takeByte: () => number | undefined;
  /** Big-endian, two bytes. */
  readonly takeUint16: () => number | undefined;
  /** Big-endian, four bytes. */
  readonly takeUint32: () => number | undefined;
  readonly isAtEnd: () => boolean;
};

export function createByteReader(bytes: Uint8Array): ByteReader {
  let offset = 0;
  const take = (length: number) => {
    if (length > bytes.length - offset) return undefined;
    offset += length;
    return Uint8Array.from(bytes.subarray(offset - length, offset));
  };
  const takeNumber = (length: number) => take(length)?.reduce((sum, byte) => sum * 256 + byte, 0);
  return {
    take,
    peekByte: () => bytes[offset],
    takeByte: () => takeNumber(1),
    takeUint16: () => takeNumber(2),
    takeUint32: () => takeNumber(4),
    isAtEnd: () => offset === bytes.length,
  };
}

export function uint16ToBytes(value: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.of(value >> 8, value & 255);
}

export function uint32ToBytes(value: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
}
