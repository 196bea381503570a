/**
 * The frames of a proved connection: at most 16 KiB each, every one authenticated under a key of this
 * connection and this direction, with a counter that is never sent. See SPEC.md, N10 to N15.
 */
import { equalBytes, err, ok, type Result } from '../kernel/index.js';
import { authenticate, type Secret } from '../vault/index.js';
import type { LinkEnd } from './faces.js';

export const MAX_FRAME_BYTES = 16_384;
export const FRAME_KIND = 3;
export const TAG_BYTES = 16;
const HEADER_BYTES = 2;
const LENGTH_BYTES = 4;
const FIRST = 0x80;
const LAST = 0x40;
const STREAM_MASK = 0x3f;
/** Room for the longest header, so that every piece of a message has the same size. */
export const MAX_PIECE_BYTES = MAX_FRAME_BYTES - HEADER_BYTES - LENGTH_BYTES - TAG_BYTES;

/** What a message is for. Pieces of different streams may alternate; within one stream they may not. */
export const STREAM = {
  /** Messages of y-webrtc. */
  words: 0,
  /** What the sender durably has. */
  have: 1,
  ping: 2,
  pong: 3,
  /** How many bytes the sender has taken in so far. */
  credit: 4,
  /** "This connection, no other": said by the side with the lower device id. */
  use: 5,
  /** What a second connection needs, prepared while the first still works. */
  standby: 6,
  /** Where in what the two share the sender is right now. */
  presence: 7,
  /** By which certificate the sender will come to the next glance, and which one it will know. */
  certificate: 8,
  /** How much there is to come of an exchange. */
  progress: 9,
} as const;

export type Stream = (typeof STREAM)[keyof typeof STREAM];

const STREAMS: ReadonlySet<number> = new Set(Object.values(STREAM));

export type Piece = {
  readonly stream: Stream;
  /** The length of the whole message, on its first piece only. */
  readonly total: number | undefined;
  readonly last: boolean;
  readonly bytes: Uint8Array;
};

/** Version 1 knew the streams up to this one, and a standby of another form. */
const LAST_OF_VERSION_1 = STREAM.use;

export function isSpoken(stream: Stream, version: number): boolean {
  if (stream === STREAM.certificate) return version > 2;
  return version > 1 || stream <= LAST_OF_VERSION_1;
}

function isStream(value: number): value is Stream {
  return STREAMS.has(value);
}

/** The counter is the frame's place in its direction: a frame that is dropped, repeated or moved fails. */
export function createTagger(key: Secret): (frame: Uint8Array) => Uint8Array {
  let counter = 0;
  const place = new Uint8Array(8);
  return (frame) => {
    new DataView(place.buffer).setBigUint64(0, BigInt(counter++));
    return authenticate(key, place, frame).subarray(0, TAG_BYTES);
  };
}

export function createFrameSealer(key: Secret): (piece: Piece) => Uint8Array<ArrayBuffer> {
  const tag = createTagger(key);
  return ({ stream, total, last, bytes }) => {
    const head = HEADER_BYTES + (total === undefined ? 0 : LENGTH_BYTES);
    const frame = new Uint8Array(head + bytes.length + TAG_BYTES);
    frame[0] = FRAME_KIND;
    frame[1] = stream | (total === undefined ? 0 : FIRST) | (last ? LAST : 0);
    if (total !== undefined) new DataView(frame.buffer).setUint32(HEADER_BYTES, total);
    frame.set(bytes, head);
    frame.set(tag(frame.subarray(0, head + bytes.length)), head + bytes.length);
    return frame;
  };
}

export function createFrameOpener(key: Secret): (frame: Uint8Array) => Result<Piece, LinkEnd> {
  const tag = createTagger(key);
  return (frame) => {
    if (frame.length > MAX_FRAME_BYTES) return badFrame('longer than 16 KiB');
    if (frame.length < HEADER_BYTES + TAG_BYTES) return badFrame('shorter than its header');
    const body = frame.subarray(0, frame.length - TAG_BYTES);
    if (!equalBytes(tag(body), frame.subarray(body.length))) return badFrame('not authentic');
    return parseBody(body);
  };
}

function parseBody(body: Uint8Array): Result<Piece, LinkEnd> {
  const [kind = 0, flags = 0] = body;
  const stream = flags & STREAM_MASK;
  if (kind !== FRAME_KIND || !isStream(stream)) return badFrame('of an unknown kind');
  const first = (flags & FIRST) !== 0;
  const head = HEADER_BYTES + (first ? LENGTH_BYTES : 0);
  if (body.length < head) return badFrame('shorter than its header');
  const view = new DataView(body.buffer, body.byteOffset, body.length);
  return ok({
    stream,
    total: first ? view.getUint32(HEADER_BYTES) : undefined,
    last: (flags & LAST) !== 0,
    bytes: body.subarray(head),
  });
}

export function badFrame(detail: string): Result<never, LinkEnd> {
  return err({ type: 'BadFrame', detail });
}
