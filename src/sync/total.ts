/** A number of bytes since the beginning of a connection, as both sides tell each other. */

export function encodeTotal(total: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, total);
  return bytes;
}

/** Anything that is no such number counts as nothing. */
export function decodeTotal(bytes: Uint8Array<ArrayBuffer>): number {
  if (bytes.length !== 8) return 0;
  const total = new DataView(bytes.buffer, bytes.byteOffset).getFloat64(0);
  return Number.isFinite(total) ? total : 0;
}
