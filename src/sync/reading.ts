/** A reader for small binary messages from outside: never reads past the end, never throws. */

export type Reader = {
  /** A variable-length unsigned number as lib0 writes it, up to 2^53 - 1; undefined at the end or when it is too large. */
  readonly number: () => number | undefined;
  /** A length, then that many bytes; a view, not a copy. */
  readonly block: () => Uint8Array | undefined;
  readonly bytes: (length: number) => Uint8Array | undefined;
  readonly atEnd: () => boolean;
};

const MAX_NUMBER_BYTES = 8;

export function createReader(source: Uint8Array): Reader {
  let offset = 0;

  const number = (): number | undefined => {
    let value = 0;
    let scale = 1;
    for (let i = 0; i < MAX_NUMBER_BYTES; i++) {
      const byte = source[offset];
      if (byte === undefined) return undefined;
      offset++;
      value += (byte & 127) * scale;
      if (byte < 128) return value <= Number.MAX_SAFE_INTEGER ? value : undefined;
      scale *= 128;
    }
    return undefined;
  };

  const bytes = (length: number): Uint8Array | undefined => {
    if (length > source.length - offset) return undefined;
    offset += length;
    return source.subarray(offset - length, offset);
  };

  return {
    number,
    bytes,
    block: () => {
      const length = number();
      return length === undefined ? undefined : bytes(length);
    },
    atEnd: () => offset === source.length,
  };
}
