/**
 * What waits to be sent on one connection. Holds back by two measures: the channel's own buffer (a
 * data channel that is overfilled throws, or in effect swallows), and what the other side has not yet
 * acknowledged (on a slow link a full buffer below us ran at a third of the possible speed).
 */
import { MAX_PIECE_BYTES, type Piece, STREAM, type Stream } from './frames.js';
import type { RawChannel } from './raw-channel.js';

/** Stop filling the channel's buffer here ... */
export const HIGH_WATER_BYTES = 1024 * 1024;
/** ... and go on when it has run down to here. */
export const LOW_WATER_BYTES = 256 * 1024;
/** Most that may be under way unacknowledged. */
export const WINDOW_BYTES = 256 * 1024;
/** The receiver acknowledges after this many bytes: a quarter of the window keeps it from running dry. */
export const CREDIT_EVERY_BYTES = 64 * 1024;
/** More than one largest message and the edits made meanwhile: beyond it the other side is not reading. */
export const MAX_WAITING_BYTES = 96 * 1024 * 1024;

/** What a message costs while it waits, however short it is. */
const WAITING_BYTES = 64;

type Waiting = { readonly stream: Stream; readonly bytes: Uint8Array; offset: number };

export type Outbox = {
  /** False when more is waiting than will ever be taken in; the connection has to go. */
  readonly send: (stream: Stream, bytes: Uint8Array) => boolean;
  /** The other side has taken in `total` bytes since the beginning. */
  readonly credit: (total: number) => void;
  /** What it has taken in, as far as it said. */
  readonly credited: () => number;
  /** The channel's buffer has run low. */
  readonly drained: () => void;
  readonly bytesSent: () => number;
  readonly bytesWaiting: () => number;
};

export function createOutbox(
  channel: Pick<RawChannel, 'send' | 'bufferedAmount'>,
  seal: (piece: Piece) => Uint8Array<ArrayBuffer>,
): Outbox {
  /** Small things that must not wait behind an exchange of megabytes. */
  const control: Waiting[] = [];
  const words: Waiting[] = [];
  let bytesSent = 0;
  let bytesWaiting = 0;
  let credited = 0;
  let held = false;

  const next = (): Waiting[] | undefined => {
    if (control.length > 0) return control;
    const mayGo = bytesSent - credited < WINDOW_BYTES;
    return words.length > 0 && mayGo ? words : undefined;
  };

  const sendPiece = (queue: Waiting[], message: Waiting): void => {
    const { stream, bytes, offset } = message;
    const end = Math.min(offset + MAX_PIECE_BYTES, bytes.length);
    const last = end === bytes.length;
    const total = offset === 0 ? bytes.length : undefined;
    const frame = seal({ stream, total, last, bytes: bytes.subarray(offset, end) });
    message.offset = end;
    bytesWaiting -= end - offset;
    bytesSent += frame.length;
    if (last) {
      queue.shift();
      bytesWaiting -= WAITING_BYTES;
    }
    channel.send(frame);
  };

  const pump = (): void => {
    while (!held) {
      const queue = next();
      const message = queue?.[0];
      if (queue === undefined || message === undefined) return;
      sendPiece(queue, message);
      held = channel.bufferedAmount() >= HIGH_WATER_BYTES;
    }
  };

  return {
    send: (stream, bytes) => {
      if (bytesWaiting + bytes.length > MAX_WAITING_BYTES) return false;
      (stream === STREAM.words ? words : control).push({ stream, bytes, offset: 0 });
      bytesWaiting += bytes.length + WAITING_BYTES;
      pump();
      return true;
    },
    credit: (total) => {
      // A count that runs ahead of what was sent, or back, is a lie that only harms the liar's own speed.
      credited = Math.min(Math.max(credited, total), bytesSent);
      pump();
    },
    drained: () => {
      held = channel.bufferedAmount() > LOW_WATER_BYTES;
      pump();
    },
    credited: () => credited,
    bytesSent: () => bytesSent,
    bytesWaiting: () => bytesWaiting,
  };
}
