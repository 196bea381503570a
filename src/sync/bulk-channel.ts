/** The second channel of one connection: asks, answers, and what ends the connection. */
import { type Clock, err, type Result } from '../kernel/index.js';
import { type BulkFrame, createBulkOpener, createBulkSealer } from './bulk-frames.js';
import { createBulkPuller, type Pieces } from './bulk-puller.js';
import { BULK_WINDOW_BYTES, createBulkServer } from './bulk-server.js';
import type { BulkError, BulkSource, LinkEnd, PullOptions } from './faces.js';
import type { ConnectionKeys } from './proof.js';
import type { RawChannel } from './raw-channel.js';

/** Answers that the other side does not read pile up in the channel; an honest one leaves it below this. */
const MOST_UNREAD_BYTES = 4 * BULK_WINDOW_BYTES;

export type BulkChannel = {
  /** The other side listens from now on. */
  readonly begin: () => void;
  readonly whenReady: Promise<void>;
  readonly pull: (
    digest: Uint8Array,
    options: PullOptions,
  ) => { readonly pieces: Pieces; readonly done: Promise<Result<void, BulkError>> };
  readonly close: () => void;
};

export function openBulkChannel(options: {
  readonly channel: RawChannel;
  readonly keys: ConnectionKeys;
  readonly source: () => BulkSource | undefined;
  readonly clock: Clock;
  /** The other side broke the rules. */
  readonly end: (end: LinkEnd) => void;
}): BulkChannel {
  const { channel, keys, source, clock, end } = options;
  const open = createBulkOpener(keys.receive);
  const seal = createBulkSealer(keys.send);
  const send = (frame: BulkFrame): void => channel.send(seal(frame));
  const server = createBulkServer({ source, send, bufferedAmount: channel.bufferedAmount });
  const puller = createBulkPuller({ send, clock });
  let isOpen = false;
  let isHeard = false;
  let closed = false;
  let ready: () => void = () => {};
  const whenReady = new Promise<void>((resolve) => {
    ready = resolve;
  });
  const look = (): void => {
    if (isOpen && isHeard) ready();
  };

  const take = (frame: BulkFrame): LinkEnd | undefined => {
    if (channel.bufferedAmount() > MOST_UNREAD_BYTES) return { type: 'Flood' };
    if (frame.type === 'ask' || frame.type === 'taken' || frame.type === 'stop') {
      return server.take(frame);
    }
    return puller.take(frame);
  };

  const close = (): void => {
    closed = true;
    server.close();
    puller.close();
    ready();
  };

  channel.listen({
    opened: () => {
      isOpen = true;
      look();
    },
    closed: close,
    drained: server.pump,
    received: (bytes) => {
      if (closed) return;
      const frame = open(bytes);
      const reason = frame.ok ? take(frame.value) : frame.error;
      if (reason) end(reason);
    },
  });

  return {
    whenReady,
    begin: () => {
      isHeard = true;
      look();
    },
    pull: (digest, pullOptions) => {
      if (!closed) return puller.pull(digest, pullOptions);
      return { pieces: [], done: Promise.resolve(err({ type: 'Cut' })) };
    },
    close,
  };
}
