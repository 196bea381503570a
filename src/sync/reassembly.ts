/** Puts the pieces of messages together again, within bounds that hold whatever the other side sends. */
import { concatBytes, err, ok, type Result } from '../kernel/index.js';
import type { LinkEnd } from './faces.js';
import { badFrame, MAX_PIECE_BYTES, type Piece, STREAM, type Stream } from './frames.js';

/** The largest message: ten years of two people are about a tenth of it. */
export const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

/** The largest of anything but words: what a phone has, said whole. */
export const MAX_CONTROL_BYTES = 2 * 1024 * 1024;

export type Message = { readonly stream: Stream; readonly bytes: Uint8Array<ArrayBuffer> };

type Partial = { readonly total: number; readonly pieces: Uint8Array[]; bytes: number };

export type Reassembler = {
  /** The message this piece completes, or undefined. After an error the connection has to go. */
  readonly accept: (piece: Piece) => Result<Message | undefined, LinkEnd>;
  /** The message of `stream` that is arriving in pieces. */
  readonly progress: (stream: Stream) => { bytes: number; of: number } | undefined;
};

/**
 * Memory grows with what arrived, never with what a header claims: pieces are kept in a list and joined
 * at the end. Everything unfinished counts together, so that several streams cannot each take the limit.
 */
export function createReassembler(limit = MAX_MESSAGE_BYTES): Reassembler {
  const partials = new Map<Stream, Partial>();

  const claimed = (): number =>
    [...partials.values()].reduce((bytes, partial) => bytes + partial.total, 0);

  const begin = (piece: Piece, total: number): Result<Partial, LinkEnd> => {
    if (partials.has(piece.stream)) return badFrame('a message began inside another');
    const bytes = claimed() + total;
    const most = piece.stream === STREAM.words ? limit : Math.min(limit, MAX_CONTROL_BYTES);
    if (bytes > limit || total > most) return err({ type: 'TooLarge', bytes });
    return ok({ total, pieces: [], bytes: 0 });
  };

  const find = (piece: Piece): Result<Partial, LinkEnd> => {
    if (piece.total !== undefined) return begin(piece, piece.total);
    const partial = partials.get(piece.stream);
    return partial === undefined ? badFrame('a message without a beginning') : ok(partial);
  };

  return {
    accept: (piece) => {
      const found = find(piece);
      if (!found.ok) return found;
      const partial = found.value;
      partial.pieces.push(piece.bytes);
      partial.bytes += piece.bytes.length;
      if (partial.bytes > partial.total) return badFrame('longer than it said');
      if (!piece.last) return keep(partials, piece, partial);
      partials.delete(piece.stream);
      if (partial.bytes !== partial.total) return badFrame('shorter than it said');
      return ok({ stream: piece.stream, bytes: concatBytes(...partial.pieces) });
    },
    progress: (stream) => {
      const partial = partials.get(stream);
      return partial && { bytes: partial.bytes, of: partial.total };
    },
  };
}

/** Only a message's last piece may be short: a flood of tiny ones would cost a hundred times their size. */
function keep(
  partials: Map<Stream, Partial>,
  piece: Piece,
  partial: Partial,
): Result<undefined, LinkEnd> {
  if (piece.bytes.length !== MAX_PIECE_BYTES) return badFrame('a short piece before the last');
  partials.set(piece.stream, partial);
  return ok(undefined);
}
