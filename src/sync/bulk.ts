/**
 * Blobs between the two phones, whichever connection is in use: one pull after the other, each whole and
 * checked, or with what came of it, to go on from.
 */
import { type Clock, concatBytes, equalBytes, err, ok, type Result } from '../kernel/index.js';
import { createDigest } from '../vault/index.js';
import { type BulkChannel, openBulkChannel } from './bulk-channel.js';
import type { Bulk, BulkError, BulkSource, LinkEnd, PullOptions } from './faces.js';
import type { ConnectionKeys } from './proof.js';
import type { RawChannel } from './raw-channel.js';

/** Some milliseconds of work; then whatever waits gets its turn. */
const DIGEST_TURN_BYTES = 512 * 1024;

/** What a connection in use brings; undefined where it has no second channel, or its other side knows none. */
export type BulkWay = {
  readonly channel: RawChannel;
  readonly keys: ConnectionKeys;
  readonly end: (end: LinkEnd) => void;
};

export type BulkRunner = Bulk & {
  /** Another connection is in use, or none any more. */
  readonly use: (way: BulkWay | 'none' | 'not spoken') => void;
  /** The other side has said something on it: it listens. */
  readonly heard: () => void;
};

export function createBulk(clock: Clock): BulkRunner {
  let source: BulkSource | undefined;
  let channel: BulkChannel | undefined;
  let missing: BulkError = { type: 'NotConnected' };
  let turn: Promise<unknown> = Promise.resolve();

  async function pullNow(
    digest: Uint8Array,
    options: PullOptions,
  ): Promise<Result<Uint8Array, BulkError>> {
    const way = channel;
    if (way === undefined) return err(missing);
    await way.whenReady;
    if (way !== channel) return err({ type: 'Cut', received: options.from });
    const { pieces, done } = way.pull(digest, options);
    const result = await done;
    const all = options.from ? [options.from, ...pieces] : pieces;
    if (!result.ok) {
      const isCut = result.error.type === 'Cut';
      return err(isCut ? { type: 'Cut', received: concatBytes(...all) } : result.error);
    }
    const bytes = concatBytes(...all);
    const isWhole = equalBytes(await digestInTurns(bytes, clock), digest);
    return isWhole ? ok(bytes) : err({ type: 'Damaged' });
  }

  return {
    serve: (next) => {
      source = next;
      return () => {
        if (source === next) source = undefined;
      };
    },
    pull: (digest, options = {}) => {
      const pulled = turn.then(() => pullNow(digest, options));
      turn = pulled;
      return pulled;
    },
    use: (way) => {
      channel?.close();
      channel = undefined;
      missing = { type: way === 'not spoken' ? 'NotSpoken' : 'NotConnected' };
      if (typeof way === 'object') {
        channel = openBulkChannel({ ...way, source: () => source, clock });
      }
    },
    heard: () => channel?.begin(),
  };
}

async function digestInTurns(bytes: Uint8Array, clock: Clock): Promise<Uint8Array> {
  const digest = createDigest();
  for (let at = 0; at < bytes.length; at += DIGEST_TURN_BYTES) {
    if (at > 0) await new Promise<void>((resolve) => clock.after(0, resolve));
    digest.add(bytes.subarray(at, at + DIGEST_TURN_BYTES));
  }
  return digest.finish();
}
