/** Chance, passed in: the only place that asks the platform for randomness. */

export type Random = {
  /** `length` bytes fit for keys and nonces. */
  readonly bytes: (length: number) => Uint8Array<ArrayBuffer>;
};

/** The platform refuses more than this many bytes in one request. */
const LARGEST_REQUEST = 65_536;

export const systemRandom: Random = {
  bytes: (length) => {
    const bytes = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += LARGEST_REQUEST) {
      crypto.getRandomValues(bytes.subarray(offset, offset + LARGEST_REQUEST));
    }
    return bytes;
  },
};
