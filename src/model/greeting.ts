/** What a phone says of its owner while two phones pair. */
import { bytesToUtf8, concatBytes, utf8ToBytes } from '../kernel/index.js';
import { type Profile, readName, SHAPES } from './profile.js';

const GREETING_VERSION = 1;

/** Version byte, shape byte (0 circle, 1 arch), the name in UTF-8: at most 162 bytes. */
export function encodeGreeting({ name, shape }: Profile): Uint8Array<ArrayBuffer> {
  return concatBytes(Uint8Array.of(GREETING_VERSION, SHAPES.indexOf(shape)), utf8ToBytes(name));
}

/** Undefined for bytes of another version or without a readable name. Later fields may follow a NUL. */
export function decodeGreeting(bytes: Uint8Array): Profile | undefined {
  if (bytes[0] !== GREETING_VERSION) return undefined;
  const name = readName(bytesToUtf8(bytes.subarray(2))?.split('\0')[0]);
  if (name === undefined) return undefined;
  return { name, shape: SHAPES[bytes[1] ?? 0] ?? 'circle' };
}
