/**
 * Raw deflate (RFC 1951, by fflate), bounded when inflating: a few kilobytes can claim gigabytes, and an
 * authenticated partner's broken app must not take this phone down.
 *
 * Compressing before encrypting lets lengths speak about contents when an attacker can mix own text with
 * secrets and watch (CRIME). Only the two partners write here, and each entry is compressed by itself.
 */
import { deflateSync, Inflate } from 'fflate';
import { err, ok, type Result } from '../kernel/index.js';

export type InflateError = { readonly type: 'Malformed' } | { readonly type: 'TooLarge' };

/** Deflate makes at most 1032 bytes of one, so a slice of this size adds at most about 4 MiB before the count is checked. */
const SLICE_BYTES = 4096;

export function deflateBytes(bytes: Uint8Array): Uint8Array {
  return deflateSync(bytes, { level: 6 });
}

/** Stops as soon as more than `limit` bytes have come out. */
export function inflateBounded(
  deflated: Uint8Array,
  limit: number,
): Result<Uint8Array<ArrayBuffer>, InflateError> {
  if (deflated.length === 0) return err({ type: 'Malformed' });
  const chunks: Uint8Array[] = [];
  let length = 0;
  const stream = new Inflate((chunk) => {
    length += chunk.length;
    if (length <= limit) chunks.push(chunk.slice());
  });
  try {
    for (let start = 0; start < deflated.length && length <= limit; start += SLICE_BYTES) {
      const end = start + SLICE_BYTES;
      stream.push(deflated.slice(start, end), end >= deflated.length);
    }
  } catch {
    return err({ type: 'Malformed' });
  }
  return length > limit ? err({ type: 'TooLarge' }) : ok(joinChunks(chunks, length));
}

function joinChunks(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}
