/** How a parcel is cut, which both phones work out from its length alone. See SPEC.md, M2. */

/** Above this it takes too long to hold two phones still: the file is better. */
export const MAX_MOVING_BYTES = 20_480;
/** With the frame's other 18 bytes this fills a QR code of version 11, see M3. */
export const MAX_BLOCK_BYTES = 294;

export type Cut = {
  /** Blocks that hold something of the parcel: as many frames as these are needed at least. */
  readonly count: number;
  /** Bytes in each block; the last one is filled up with zeros. */
  readonly blockLength: number;
};

/** As few blocks as can be, and those as small as can be: a short parcel gives a code with larger modules. */
export function cutOf(length: number): Cut {
  const count = Math.ceil(length / MAX_BLOCK_BYTES);
  return { count, blockLength: Math.ceil(length / count) };
}
