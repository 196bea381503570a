/** Answers what the other phone pulls: one blob at a time, read as it goes, within a window. SPEC N109 to N112. */
import { BULK_PIECE_BYTES, type BulkFrame } from './bulk-frames.js';
import type { BulkItem, BulkSource, LinkEnd } from './faces.js';

/** Most that may be under way and not acknowledged: on a slow link more only fills queues. */
export const BULK_WINDOW_BYTES = 256 * 1024;
/** Words share the way: little of the bulk waits below us, where nothing can overtake it. */
export const BULK_HIGH_WATER_BYTES = 128 * 1024;
export const BULK_LOW_WATER_BYTES = 64 * 1024;
/** One reading of the source. */
const READ_BYTES = 4 * BULK_PIECE_BYTES;

type Answer = {
  readonly pull: number;
  readonly from: number;
  item: BulkItem | undefined;
  sent: number;
  taken: number;
  reading: boolean;
};

export type BulkServer = {
  /** Undefined, or why the connection has to go. */
  readonly take: (frame: BulkFrame & { type: 'ask' | 'taken' | 'stop' }) => LinkEnd | undefined;
  /** The channel's buffer has run low. */
  readonly pump: () => void;
  readonly close: () => void;
};

export function createBulkServer(options: {
  readonly source: () => BulkSource | undefined;
  readonly send: (frame: BulkFrame) => void;
  readonly bufferedAmount: () => number;
}): BulkServer {
  const { source, send, bufferedAmount } = options;
  let answer: Answer | undefined;
  let lastPull = 0;
  /** Looking for blobs is done one after the other, and of those asked for meanwhile only the last counts. */
  let looking: Promise<void> = Promise.resolve();

  const ask = ({ pull, from, digest }: BulkFrame & { type: 'ask' }): LinkEnd | undefined => {
    if (answer !== undefined || pull <= lastPull) return { type: 'Flood' };
    lastPull = pull;
    const asked: Answer = { pull, from, item: undefined, sent: 0, taken: 0, reading: false };
    answer = asked;
    looking = looking.then(() => find(asked, digest));
    return undefined;
  };

  const find = async (asked: Answer, digest: Uint8Array): Promise<void> => {
    if (answer !== asked) return;
    const item = await source()
      ?.find(digest)
      .catch(() => undefined);
    if (answer !== asked) return;
    if (item === undefined || asked.from > item.bytes) return giveUp(asked);
    asked.item = item;
    send({ type: 'found', pull: asked.pull, bytes: item.bytes });
    pump();
  };

  const giveUp = ({ pull }: Answer): void => {
    answer = undefined;
    send({ type: 'none', pull });
  };

  /** What can't be read any more is not there: the other phone hears so instead of waiting. */
  const readOn = async (open: Answer, item: BulkItem): Promise<void> => {
    const at = open.from + open.sent;
    const length = Math.min(READ_BYTES, item.bytes - at);
    open.reading = true;
    const bytes = await item.read(at, length).catch(() => undefined);
    open.reading = false;
    if (answer !== open) return;
    if (bytes?.length !== length) return giveUp(open);
    for (let i = 0; i < length; i += BULK_PIECE_BYTES) {
      send({ type: 'piece', pull: open.pull, piece: bytes.subarray(i, i + BULK_PIECE_BYTES) });
    }
    open.sent += length;
    pump();
  };

  const pump = (): void => {
    const open = answer;
    if (open?.item === undefined || open.reading) return;
    if (open.from + open.sent === open.item.bytes) {
      answer = undefined;
      return;
    }
    const isHeld =
      open.sent - open.taken + READ_BYTES > BULK_WINDOW_BYTES ||
      bufferedAmount() >= BULK_HIGH_WATER_BYTES;
    if (!isHeld) void readOn(open, open.item);
  };

  return {
    pump,
    take: (frame) => {
      if (frame.type === 'ask') return ask(frame);
      if (frame.pull > lastPull) return { type: 'BadMessage', detail: 'of a pull nobody began' };
      if (frame.pull !== answer?.pull) return undefined;
      if (frame.type === 'stop') answer = undefined;
      // A count that runs ahead of what was sent, or back, only harms the one who says it.
      else answer.taken = Math.min(Math.max(answer.taken, frame.bytes), answer.sent);
      pump();
      return undefined;
    },
    close: () => {
      answer = undefined;
    },
  };
}
