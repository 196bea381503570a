/** Frames as a broken or hostile phone might show them. */
import { utf8ToBytes } from '../../../src/kernel/index.js';
import { base45ToBytes, bytesToBase45 } from '../../../src/parcel/moving/base45.js';
import { digest } from '../../../src/vault/index.js';

/** The frame after `change`, with a check that is right again. */
export function resealed(text: string, change: (bytes: Uint8Array) => unknown): string {
  const bytes = base45ToBytes(text);
  if (!bytes) throw new Error('Not a frame to begin with.');
  const body = bytes.subarray(0, -4);
  change(body);
  const check = digest(utf8ToBytes('vesper/1/moving-check'), body).subarray(0, 4);
  bytes.set(check, body.length);
  return bytesToBase45(bytes);
}
