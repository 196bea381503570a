/**
 * A parcel: what the other phone lacks, sealed as a file that any messenger may carry, lose, repeat, delay or
 * read the length of. SPEC R1 to R9.
 */
import {
  concatBytes,
  equalBytes,
  err,
  ok,
  type Random,
  type Result,
  utf8ToBytes,
} from '../kernel/index.js';
import { checkLedgerUpdate } from '../ledger/index.js';
import { authenticate, type DeviceId, openMessage, sealMessage } from '../vault/index.js';
import type { ParcelContent, ParcelContext, ParcelError } from './faces.js';
import { decodeBody, encodeBody } from './parcel-body.js';

const MAGIC = utf8ToBytes('VSPR');
const VERSION = 1;
const LENGTH_AT = MAGIC.length + 1;
const NONCE_AT = LENGTH_AT + 4;
const NONCE_BYTES = 16;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TAG_BYTES = 8;
const HEADER_BYTES = TAG_AT + TAG_BYTES;
/** Nothing that two people write in years comes near. */
export const MAX_PARCEL_BYTES = 64 * 1024 * 1024;

export function sealParcel(
  content: ParcelContent,
  context: ParcelContext,
  random: Random,
): Uint8Array<ArrayBuffer> {
  const nonce = random.bytes(NONCE_BYTES);
  const header = concatBytes(
    MAGIC,
    Uint8Array.of(VERSION),
    new Uint8Array(4),
    nonce,
    tagFor(context, context.partner, nonce),
  );
  const sealed = sealMessage(context.keys.sealKey, header, encodeBody(content), random);
  const parcel = concatBytes(header, sealed);
  new DataView(parcel.buffer).setUint32(LENGTH_AT, parcel.length);
  return parcel;
}

export function openParcel(
  parcel: Uint8Array,
  context: ParcelContext,
): Result<ParcelContent, ParcelError> {
  const trouble = lookAtOutside(parcel) ?? lookAtReceiver(parcel, context);
  if (trouble) return err(trouble);
  const header = parcel.slice(0, HEADER_BYTES);
  // The length is not known yet when the header is sealed, and is compared with the truth anyway.
  header.fill(0, LENGTH_AT, NONCE_AT);
  const opened = openMessage(context.keys.sealKey, header, parcel.subarray(HEADER_BYTES));
  const content = opened.ok ? decodeBody(opened.value) : undefined;
  if (content === undefined || !checkLedgerUpdate(content.update).ok) {
    return err({ type: 'Damaged' });
  }
  return ok(content);
}

/** What can be told without any key, cheapest first. */
function lookAtOutside(parcel: Uint8Array): ParcelError | undefined {
  const { length } = parcel;
  if (length <= MAGIC.length || !equalBytes(parcel.subarray(0, MAGIC.length), MAGIC)) {
    return { type: 'NotAParcel' };
  }
  const version = parcel[MAGIC.length] ?? 0;
  if (version > VERSION) return { type: 'Newer', version };
  if (version < VERSION) return { type: 'Damaged' };
  if (length < HEADER_BYTES) return { type: 'CutOff', bytes: length, of: HEADER_BYTES };
  const of = new DataView(parcel.buffer, parcel.byteOffset, length).getUint32(LENGTH_AT);
  const bytes = Math.max(of, length);
  if (bytes > MAX_PARCEL_BYTES) return { type: 'TooLarge', bytes };
  if (length < of) return { type: 'CutOff', bytes: length, of };
  return length > of ? { type: 'Damaged' } : undefined;
}

function lookAtReceiver(parcel: Uint8Array, context: ParcelContext): ParcelError | undefined {
  const nonce = parcel.subarray(NONCE_AT, TAG_AT);
  const tag = parcel.subarray(TAG_AT, HEADER_BYTES);
  if (equalBytes(tag, tagFor(context, context.me, nonce))) return undefined;
  const isOwn = equalBytes(tag, tagFor(context, context.partner, nonce));
  return { type: isOwn ? 'Own' : 'ForOthers' };
}

/** Another one each time: parcels don't tell that they belong together, nor whose they are. */
function tagFor({ keys }: ParcelContext, receiver: DeviceId, nonce: Uint8Array): Uint8Array {
  return authenticate(keys.tagKey, utf8ToBytes(receiver), nonce).subarray(0, TAG_BYTES);
}
