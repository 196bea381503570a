/**
 * The frames of the second channel, where blobs go so that words never wait for them: at most 16 KiB each,
 * authenticated under keys of their own. SPEC N108 to N113.
 */
import { concatBytes, equalBytes, err, ok, type Result } from '../kernel/index.js';
import { DIGEST_BYTES, type Secret } from '../vault/index.js';
import type { LinkEnd } from './faces.js';
import { badFrame, createTagger, MAX_FRAME_BYTES, TAG_BYTES } from './frames.js';

/** One pull is named by a number, from 1, each higher than the one before. */
export type BulkFrame =
  | {
      readonly type: 'ask';
      readonly pull: number;
      readonly from: number;
      readonly digest: Uint8Array;
    }
  /** It is here, and so long. */
  | { readonly type: 'found'; readonly pull: number; readonly bytes: number }
  | { readonly type: 'none'; readonly pull: number }
  | { readonly type: 'piece'; readonly pull: number; readonly piece: Uint8Array }
  /** So many bytes of the pieces of this pull have been taken in. */
  | { readonly type: 'taken'; readonly pull: number; readonly bytes: number }
  | { readonly type: 'stop'; readonly pull: number };

const KINDS = ['ask', 'found', 'none', 'piece', 'taken', 'stop'] as const;
/** Other than the first byte of any frame of words. */
const FIRST_KIND = 16;
const HEAD_BYTES = 5;
const NUMBER_BYTES = 8;
export const BULK_PIECE_BYTES = MAX_FRAME_BYTES - HEAD_BYTES - TAG_BYTES;

export function createBulkSealer(key: Secret): (frame: BulkFrame) => Uint8Array<ArrayBuffer> {
  const tag = createTagger(key);
  return (frame) => {
    const head = new Uint8Array(HEAD_BYTES);
    head[0] = FIRST_KIND + KINDS.indexOf(frame.type);
    new DataView(head.buffer).setUint32(1, frame.pull);
    const body = concatBytes(head, ...encodeBody(frame));
    return concatBytes(body, tag(body));
  };
}

function encodeBody(frame: BulkFrame): readonly Uint8Array[] {
  switch (frame.type) {
    case 'ask':
      return [encodeNumber(frame.from), frame.digest];
    case 'found':
    case 'taken':
      return [encodeNumber(frame.bytes)];
    case 'piece':
      return [frame.piece];
    case 'none':
    case 'stop':
      return [];
  }
}

function encodeNumber(value: number): Uint8Array {
  const bytes = new Uint8Array(NUMBER_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

export function createBulkOpener(key: Secret): (frame: Uint8Array) => Result<BulkFrame, LinkEnd> {
  const tag = createTagger(key);
  return (frame) => {
    if (frame.length > MAX_FRAME_BYTES) return badFrame('longer than 16 KiB');
    if (frame.length < HEAD_BYTES + TAG_BYTES) return badFrame('shorter than its header');
    const body = frame.subarray(0, frame.length - TAG_BYTES);
    if (!equalBytes(tag(body), frame.subarray(body.length))) return badFrame('not authentic');
    const parsed = parseBody(body);
    return parsed
      ? ok(parsed)
      : err({ type: 'BadMessage', detail: 'no frame of the bulk channel' });
  };
}

function parseBody(body: Uint8Array): BulkFrame | undefined {
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  const type = KINDS[(body[0] ?? 0) - FIRST_KIND];
  const pull = view.getUint32(1);
  const rest = body.subarray(HEAD_BYTES);
  if (type === 'none' || type === 'stop') return rest.length === 0 ? { type, pull } : undefined;
  if (type === 'piece') return rest.length > 0 ? { type, pull, piece: rest } : undefined;
  const number = rest.length < NUMBER_BYTES ? undefined : readNumber(view);
  if (number === undefined || type === undefined) return undefined;
  if (type !== 'ask')
    return rest.length === NUMBER_BYTES ? { type, pull, bytes: number } : undefined;
  const digest = rest.subarray(NUMBER_BYTES);
  return digest.length === DIGEST_BYTES ? { type, pull, from: number, digest } : undefined;
}

/** Undefined for what is larger than numbers are exact. */
function readNumber(view: DataView): number | undefined {
  const value = Number(view.getBigUint64(HEAD_BYTES));
  return Number.isSafeInteger(value) ? value : undefined;
}
