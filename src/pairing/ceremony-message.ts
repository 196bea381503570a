/** What the two phones say to each other over the channel while they pair. The byte table is in SPEC.md (P11). */

import { concatBytes } from '../kernel/index.js';
import { createByteReader } from './byte-reader.js';

/** Why the other side ends the ceremony, as far as it is told. */
export type CancelCause = 'stopped' | 'words-differ' | 'broken';

export type CeremonyMessage =
  | { readonly type: 'commit'; readonly commitment: Uint8Array }
  | { readonly type: 'reveal'; readonly random: Uint8Array }
  | { readonly type: 'proof'; readonly signature: Uint8Array; readonly greeting: Uint8Array }
  | { readonly type: 'confirm' }
  | { readonly type: 'share'; readonly share: Uint8Array }
  | { readonly type: 'kept' }
  | { readonly type: 'cancel'; readonly cause: CancelCause };

export const MAX_GREETING_BYTES = 256;
const HASH_BYTES = 32;
const SIGNATURE_BYTES = 64;
/** The longest message is a proof with a full greeting. */
const MAX_MESSAGE_BYTES = 1 + SIGNATURE_BYTES + MAX_GREETING_BYTES;

const COMMIT = 1;
const REVEAL = 2;
const PROOF = 3;
const CONFIRM = 4;
const SHARE = 5;
const KEPT = 6;
const CANCEL = 7;
const CAUSES: readonly CancelCause[] = ['stopped', 'words-differ', 'broken'];

export function encodeMessage(message: CeremonyMessage): Uint8Array<ArrayBuffer> {
  switch (message.type) {
    case 'commit':
      return concatBytes(Uint8Array.of(COMMIT), message.commitment);
    case 'reveal':
      return concatBytes(Uint8Array.of(REVEAL), message.random);
    case 'proof':
      return concatBytes(Uint8Array.of(PROOF), message.signature, message.greeting);
    case 'confirm':
      return Uint8Array.of(CONFIRM);
    case 'share':
      return concatBytes(Uint8Array.of(SHARE), message.share);
    case 'kept':
      return Uint8Array.of(KEPT);
    case 'cancel':
      return Uint8Array.of(CANCEL, CAUSES.indexOf(message.cause));
  }
}

/** Undefined for anything that `encodeMessage` doesn't write. */
export function decodeMessage(bytes: Uint8Array): CeremonyMessage | undefined {
  if (bytes.length > MAX_MESSAGE_BYTES) return undefined;
  const type = bytes[0] ?? 0;
  const body = Uint8Array.from(bytes.subarray(1));
  if (type === PROOF) return decodeProof(body);
  if (type === CANCEL) return decodeCancel(body);
  if (type === CONFIRM && body.length === 0) return { type: 'confirm' };
  if (type === KEPT && body.length === 0) return { type: 'kept' };
  if (body.length !== HASH_BYTES) return undefined;
  if (type === COMMIT) return { type: 'commit', commitment: body };
  if (type === REVEAL) return { type: 'reveal', random: body };
  return type === SHARE ? { type: 'share', share: body } : undefined;
}

function decodeProof(body: Uint8Array): CeremonyMessage | undefined {
  const reader = createByteReader(body);
  const signature = reader.take(SIGNATURE_BYTES);
  const greeting = reader.take(body.length - SIGNATURE_BYTES);
  return signature && greeting && { type: 'proof', signature, greeting };
}

function decodeCancel(body: Uint8Array): CeremonyMessage | undefined {
  const cause = body.length === 1 ? CAUSES[body[0] ?? 0] : undefined;
  return cause && { type: 'cancel', cause };
}
