/**
 * What a ledger keeps: a piece of writing, compressed when large, signed by the device that wrote it and
 * encrypted for the couple. The signature is inside, so a carrier can't see who wrote, and it covers the
 * header and the nonce, so a partner who holds the key can't move one's words into another place.
 */
import { concatBytes, err, ok, type Random, type Result } from '../kernel/index.js';
import { deflateBytes, inflateBounded } from './compress.js';
import { type DeviceKeys, signBytes, verifySignature } from './device.js';
import { SIGNATURE_BYTES } from './ed25519.js';
import { AUTH_TAG_BYTES, encrypt, NONCE_BYTES, openMessage } from './message.js';
import type { Secret } from './secret.js';

export type OpenEntryError =
  /** The key is another one, or the entry or its header was changed. */
  | { readonly type: 'WrongKey' }
  /** Opened, but not signed by the device that the header names. */
  | { readonly type: 'WrongAuthor' }
  | { readonly type: 'Malformed' }
  | { readonly type: 'TooLarge' };

const SIGNING_CONTEXT = 'vesper/1/entry';
/** Smaller bodies rarely shrink enough to be worth the time. */
const DEFLATE_ABOVE_BYTES = 512;
/** The largest piece of writing that fits one entry, before compression. */
export const MAX_ENTRY_BODY_BYTES = 8 * 1024 * 1024;

const AS_IS = 0;
const DEFLATED = 1;
/** What sealing adds to a body that is not compressed. */
export const ENTRY_OVERHEAD_BYTES = NONCE_BYTES + SIGNATURE_BYTES + 1 + AUTH_TAG_BYTES;

/**
 * `nonce (24) || encrypted(signature (64) || flag (1) || body) || tag (16)`, the header as associated
 * data (it is not part of what is returned). Throws above 8 MiB: callers keep their pieces small.
 *
 * Nonce: 24 random bytes for each entry, for the reasons given at `sealMessage`. It is signed as well,
 * so that a partner can't seal one's signed words a second time as if they had been written twice.
 */
export function sealEntry(
  key: Secret,
  device: DeviceKeys,
  header: Uint8Array,
  body: Uint8Array,
  random: Random,
): Uint8Array<ArrayBuffer> {
  if (body.length > MAX_ENTRY_BODY_BYTES) throw new RangeError('an entry has at most 8 MiB');
  const nonce = random.bytes(NONCE_BYTES);
  const content = packBody(body);
  const signature = signBytes(device, SIGNING_CONTEXT, concatBytes(header, nonce, content));
  return concatBytes(nonce, encrypt(key, nonce, header, concatBytes(signature, content)));
}

/** The body again, once key, header and author (`publicKey`, of the device named in the header) all fit. */
export function openEntry(
  key: Secret,
  publicKey: Uint8Array,
  header: Uint8Array,
  sealed: Uint8Array,
): Result<Uint8Array<ArrayBuffer>, OpenEntryError> {
  if (sealed.length < ENTRY_OVERHEAD_BYTES) return err({ type: 'Malformed' });
  const opened = openMessage(key, header, sealed);
  if (!opened.ok) return opened;
  const signature = opened.value.subarray(0, SIGNATURE_BYTES);
  const content = opened.value.subarray(SIGNATURE_BYTES);
  const signed = concatBytes(header, sealed.subarray(0, NONCE_BYTES), content);
  // Nothing of the content is read, let alone inflated, before its author is known.
  if (!verifySignature(publicKey, SIGNING_CONTEXT, signed, signature)) {
    return err({ type: 'WrongAuthor' });
  }
  return unpackBody(content);
}

/** `flag (1) || body`, deflated where that is asked for and helps. */
function packBody(body: Uint8Array): Uint8Array {
  if (body.length > DEFLATE_ABOVE_BYTES) {
    const deflated = deflateBytes(body);
    if (deflated.length < body.length) return concatBytes(Uint8Array.of(DEFLATED), deflated);
  }
  return concatBytes(Uint8Array.of(AS_IS), body);
}

function unpackBody(content: Uint8Array): Result<Uint8Array<ArrayBuffer>, OpenEntryError> {
  const body = content.slice(1);
  if (content[0] === DEFLATED) return inflateBounded(body, MAX_ENTRY_BODY_BYTES);
  if (content[0] !== AS_IS) return err({ type: 'Malformed' });
  return body.length > MAX_ENTRY_BODY_BYTES ? err({ type: 'TooLarge' }) : ok(body);
}
