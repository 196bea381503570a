/** Blobs of random bytes in a page's memory, to be pulled from there. Runs in a browser. */
import { systemRandom } from '../../src/kernel/index.js';
import type { BulkSource } from '../../src/sync/index.js';

export async function createBlob(
  length: number,
): Promise<{ digest: number[]; source: BulkSource; reads: number[] }> {
  const blob = systemRandom.bytes(length);
  const digest = [...new Uint8Array(await crypto.subtle.digest('SHA-256', blob))];
  const reads: number[] = [];
  const read = async (offset: number, most: number): Promise<Uint8Array> => {
    reads.push(offset);
    return blob.subarray(offset, offset + most);
  };
  const find: BulkSource['find'] = async (asked) =>
    asked.every((byte, i) => byte === digest[i]) ? { bytes: blob.length, read } : undefined;
  return { digest, source: { find }, reads };
}
