/**
 * An answer sealed by itself, inside what the couple shares: the partner's phone holds it and can't read it
 * until its author hands over the key, and the author can't swap it for another one meanwhile.
 *
 * XChaCha20-Poly1305 alone doesn't bind: whoever makes a ciphertext can make two keys that open it to two
 * texts (Len, Grubbs, Ristenpart: Partitioning Oracle Attacks, 2021). So a hash over key and ciphertext is
 * given along with it: a commitment, for which there is only one key.
 */
import { concatBytes, equalBytes, type Random, utf8ToBytes } from '../kernel/index.js';
import { deriveKey } from './keys.js';
import { digest } from './mac.js';
import { openMessage, sealMessage } from './message.js';
import { createSecret, revealSecret, type Secret } from './secret.js';

const SALT_BYTES = 32;
const KEY_BYTES = 32;
const LENGTH_BYTES = 4;
/** Lengths tell how much somebody wrote; in steps of this many bytes, hardly. */
const PADDED_TO_BYTES = 1024;

export type ClosedAnswer = {
  /** 32 bytes: what the author's own phone needs to find the key again. */
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
  /** SHA-256, 32 bytes. */
  readonly commitment: Uint8Array;
};

export type AnswerSealer = {
  /** `place` says which answer of whom it is: it opens nowhere else. */
  readonly close: (place: string, plain: Uint8Array) => ClosedAnswer;
  /** The key of an answer that was closed on this phone: 32 bytes. To hand it over is to open the answer. */
  readonly keyOf: (place: string, salt: Uint8Array) => Uint8Array<ArrayBuffer>;
  /** Undefined where key, place, text and commitment don't belong together. */
  readonly open: (
    place: string,
    closed: ClosedAnswer,
    key: Uint8Array,
  ) => Uint8Array<ArrayBuffer> | undefined;
};

/** `root` never leaves this phone. Each answer has a key of its own, so that handing one over tells nothing of the others. */
export function createAnswerSealer(root: Secret, random: Random): AnswerSealer {
  const keyOf = (place: string, salt: Uint8Array): Uint8Array<ArrayBuffer> =>
    revealSecret(deriveKey(root, 'vesper/1/answer', digest(utf8ToBytes(place), salt)));
  return {
    keyOf,
    close: (place, plain) => {
      const salt = random.bytes(SALT_BYTES);
      const key = keyOf(place, salt);
      const sealed = sealMessage(createSecret(key), utf8ToBytes(place), pad(plain), random);
      return { salt, sealed, commitment: commitTo(place, key, sealed) };
    },
    open: (place, { sealed, commitment }, key) => {
      if (key.length !== KEY_BYTES) return undefined;
      if (!equalBytes(commitTo(place, key, sealed), commitment)) return undefined;
      const opened = openMessage(createSecret(key), utf8ToBytes(place), sealed);
      return opened.ok ? unpad(opened.value) : undefined;
    },
  };
}

function commitTo(place: string, key: Uint8Array, sealed: Uint8Array): Uint8Array {
  return digest(utf8ToBytes('vesper/1/answer/commitment'), utf8ToBytes(place), key, sealed);
}

/** `length (4) || plain || zeros`. */
function pad(plain: Uint8Array): Uint8Array {
  const head = new Uint8Array(LENGTH_BYTES);
  new DataView(head.buffer).setUint32(0, plain.length);
  const used = LENGTH_BYTES + plain.length;
  return concatBytes(head, plain, new Uint8Array(-used & (PADDED_TO_BYTES - 1)));
}

function unpad(padded: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | undefined {
  if (padded.length < LENGTH_BYTES) return undefined;
  const view = new DataView(padded.buffer, padded.byteOffset, padded.length);
  const end = LENGTH_BYTES + view.getUint32(0);
  return end > padded.length ? undefined : padded.slice(LENGTH_BYTES, end);
}
