/** Bytes that look as sealed as a parcel's, the same every time. */
export function makeParcel(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => Math.imul(i + 1, 2_654_435_761) >>> 24);
}
