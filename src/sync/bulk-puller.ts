/** Takes in one blob at a time that this phone asked for. SPEC N109 to N113. */
import { type Cancel, type Clock, err, ok, type Result } from '../kernel/index.js';
import { BULK_PIECE_BYTES, type BulkFrame } from './bulk-frames.js';
import { BULK_WINDOW_BYTES } from './bulk-server.js';
import type { BulkError, LinkEnd, PullOptions } from './faces.js';

/** The server's window never runs dry: a quarter of it. */
const TAKEN_EVERY_BYTES = 64 * 1024;
/** Without a piece for so long the other phone has forgotten us, whatever its heart says. */
export const PULL_PATIENCE_MS = 30_000;
export const MAX_BLOB_BYTES = 64 * 1024 * 1024;

/** The pieces that came, in order, behind what was there before. */
export type Pieces = readonly Uint8Array[];

type Pull = {
  readonly number: number;
  readonly from: number;
  readonly limit: number;
  readonly options: PullOptions;
  readonly pieces: Uint8Array[];
  readonly settle: (result: Result<void, BulkError>) => void;
  total: number | undefined;
  taken: number;
  said: number;
};

export type BulkPuller = {
  /** One at a time; what came is in `pieces`, also where it ended early. */
  readonly pull: (
    digest: Uint8Array,
    options: PullOptions,
  ) => { readonly pieces: Pieces; readonly done: Promise<Result<void, BulkError>> };
  readonly take: (frame: BulkFrame & { type: 'found' | 'none' | 'piece' }) => LinkEnd | undefined;
  readonly close: () => void;
};

export function createBulkPuller(options: {
  readonly send: (frame: BulkFrame) => void;
  readonly clock: Clock;
}): BulkPuller {
  const { send, clock } = options;
  let current: Pull | undefined;
  let lastNumber = 0;
  /** What may still come of pulls that were stopped. */
  let late = 0;
  let cancelPatience: Cancel = () => {};

  const finish = (result: Result<void, BulkError>): void => {
    cancelPatience();
    const ended = current;
    current = undefined;
    ended?.settle(result);
  };

  const breakOff = (pull: Pull, error: BulkError): void => {
    send({ type: 'stop', pull: pull.number });
    late = BULK_WINDOW_BYTES;
    finish(err(error));
  };

  const wait = (pull: Pull): void => {
    cancelPatience();
    cancelPatience = clock.after(PULL_PATIENCE_MS, () => breakOff(pull, { type: 'Cut' }));
  };

  const takeFound = (pull: Pull, bytes: number): LinkEnd | undefined => {
    if (pull.total !== undefined) return { type: 'BadMessage', detail: 'found twice' };
    if (bytes > pull.limit) return void breakOff(pull, { type: 'TooLarge', bytes });
    if (bytes < pull.from) return void breakOff(pull, { type: 'Damaged' });
    pull.total = bytes;
    report(pull);
    if (bytes === pull.from) finish(ok());
    else wait(pull);
    return undefined;
  };

  /** Only the last piece may be short: a flood of tiny ones would cost many times their size. */
  const takePiece = (pull: Pull, piece: Uint8Array): LinkEnd | undefined => {
    const { total, from, taken } = pull;
    if (total === undefined) return { type: 'BadMessage', detail: 'a piece before its length' };
    const left = total - from - taken;
    if (piece.length !== Math.min(BULK_PIECE_BYTES, left)) {
      return { type: 'BadMessage', detail: 'a piece of a wrong length' };
    }
    pull.pieces.push(piece);
    pull.taken += piece.length;
    report(pull);
    if (piece.length === left) finish(ok());
    else acknowledge(pull);
    return undefined;
  };

  const acknowledge = (pull: Pull): void => {
    wait(pull);
    if (pull.taken - pull.said < TAKEN_EVERY_BYTES) return;
    pull.said = pull.taken;
    send({ type: 'taken', pull: pull.number, bytes: pull.taken });
  };

  const takeLate = (frame: BulkFrame): LinkEnd | undefined => {
    if (frame.pull > lastNumber) return { type: 'BadMessage', detail: 'nobody asked for it' };
    late -= frame.type === 'piece' ? frame.piece.length : BULK_PIECE_BYTES;
    return late < 0 ? { type: 'Flood' } : undefined;
  };

  return {
    pull: (digest, pullOptions) => {
      const { from, limit = MAX_BLOB_BYTES } = pullOptions;
      const pieces: Uint8Array[] = [];
      const number = ++lastNumber;
      const done = new Promise<Result<void, BulkError>>((settle) => {
        const start = { total: undefined, taken: 0, said: 0 };
        current = {
          number,
          from: from?.length ?? 0,
          limit,
          options: pullOptions,
          pieces,
          settle,
          ...start,
        };
        wait(current);
        send({ type: 'ask', pull: number, from: current.from, digest });
      });
      return { pieces, done };
    },
    take: (frame) => {
      if (current === undefined || frame.pull !== current.number) return takeLate(frame);
      if (frame.type === 'found') return takeFound(current, frame.bytes);
      if (frame.type === 'piece') return takePiece(current, frame.piece);
      return void finish(err({ type: 'NotThere' }));
    },
    close: () => finish(err({ type: 'Cut' })),
  };
}

function report({ options, from, taken, total = 0 }: Pull): void {
  options.onProgress?.({ bytes: from + taken, of: total });
}
