/** The second channel: between two whole phones, and against a hand-made one that holds the keys. */
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBulkChannel } from '../../../src/sync/bulk-channel.js';
import {
  BULK_PIECE_BYTES,
  type BulkFrame,
  createBulkOpener,
  createBulkSealer,
} from '../../../src/sync/bulk-frames.js';
import { PULL_PATIENCE_MS } from '../../../src/sync/bulk-puller.js';
import { BULK_HIGH_WATER_BYTES, BULK_WINDOW_BYTES } from '../../../src/sync/bulk-server.js';
import type { BulkSource, LinkEnd, PullOptions } from '../../../src/sync/faces.js';
import { MAX_FRAME_BYTES } from '../../../src/sync/frames.js';
import { createSecret } from '../../../src/vault/index.js';
import {
  ANA,
  BEN,
  createCarriers,
  createChannelPair,
  createNetwork,
  createPhone,
  createSeededRandom,
  createVirtualClock,
  type FakeChannel,
  type Network,
  type Phone,
  settlePromises,
  type VirtualClock,
} from './simulation.js';

const digestOf = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(createHash('sha256').update(bytes).digest());
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const photo = (bytes: number, seed = 3): Uint8Array => createSeededRandom(seed).bytes(bytes);

function sourceOf(...blobs: Uint8Array[]): BulkSource & { reads: number[] } {
  const byDigest = new Map(blobs.map((blob) => [hex(digestOf(blob)), blob]));
  const reads: number[] = [];
  return {
    reads,
    find: async (digest) => {
      const blob = byDigest.get(hex(digest));
      if (blob === undefined) return undefined;
      const read = async (offset: number, length: number): Promise<Uint8Array> => {
        reads.push(offset);
        return blob.subarray(offset, offset + length);
      };
      return { bytes: blob.length, read };
    },
  };
}

describe('between two phones', () => {
  let clock: VirtualClock;
  let network: Network;
  let ana: Phone;
  let ben: Phone;

  beforeEach(async () => {
    clock = createVirtualClock();
    network = createNetwork();
    const carriers = createCarriers(2);
    ana = createPhone({ me: ANA, partner: BEN, clock, network, seed: 1 });
    ben = createPhone({ me: BEN, partner: ANA, clock, network, seed: 2 });
    ana.sync.introduceOver(carriers[0]!);
    ben.sync.introduceOver(carriers[1]!);
    await clock.pass(500);
  });

  afterEach(async () => {
    ana.sync.stop();
    ben.sync.stop();
    await clock.pass(0);
  });

  /** Settles what is pulled while time goes by. */
  async function pull(phone: Phone, blob: Uint8Array, options?: PullOptions) {
    const pulled = phone.sync.bulk.pull(digestOf(blob), options);
    await clock.pass(1_000);
    return pulled;
  }

  it('[N108] [N109] [N113] a blob goes over whole, both ways, and is checked', async () => {
    const [first, second] = [photo(900_000), photo(70_001, 4)];
    ana.sync.bulk.serve(sourceOf(first));
    ben.sync.bulk.serve(sourceOf(second));
    const seen: number[] = [];
    const [there, back] = await Promise.all([
      pull(ben, first, { onProgress: ({ bytes }) => seen.push(bytes) }),
      pull(ana, second),
    ]);
    expect(there.ok && hex(digestOf(there.value))).toBe(hex(digestOf(first)));
    expect(back.ok && hex(digestOf(back.value))).toBe(hex(digestOf(second)));
    expect(seen.at(-1)).toBe(first.length);
    expect(seen.length).toBeGreaterThan(50);
  });

  it('[N109] one after the other, however many are asked for at once; an empty one too', async () => {
    const blobs = [photo(100), photo(40_000, 5), new Uint8Array(), photo(BULK_PIECE_BYTES, 6)];
    ana.sync.bulk.serve(sourceOf(...blobs));
    const pulled = Promise.all(blobs.map((blob) => ben.sync.bulk.pull(digestOf(blob))));
    await clock.pass(1_000);
    expect((await pulled).map((each) => each.ok && each.value.length)).toEqual(
      blobs.map(({ length }) => length),
    );
  });

  it('[N112] cut in the middle, goes on from what came', async () => {
    const blob = photo(2_000_000);
    const source = sourceOf(blob);
    ana.sync.bulk.serve(source);
    const pulled = ben.sync.bulk.pull(digestOf(blob), {
      onProgress: ({ bytes }) => {
        if (bytes > 900_000) network.cut();
      },
    });
    await clock.pass(130_000);
    const cut = await pulled;
    const received = !cut.ok && cut.error.type === 'Cut' ? cut.error.received : undefined;
    expect(received?.length).toBeGreaterThan(900_000);
    expect(received?.length).toBeLessThan(1_300_000);
    network.restore();
    await clock.pass(30_000);
    source.reads.length = 0;
    const rest = await pull(ben, blob, { from: received! });
    expect(rest.ok && hex(digestOf(rest.value))).toBe(hex(digestOf(blob)));
    expect(Math.min(...source.reads)).toBe(received?.length);
  });

  it('[N109] [N113] what is not there, too large, or not what was asked for has its own answer', async () => {
    const [blob, other] = [photo(5_000), photo(5_000, 8)];
    ana.sync.bulk.serve({ find: async () => sourceOf(other).find(digestOf(other)) });
    expect(await pull(ben, blob)).toEqual({ ok: false, error: { type: 'Damaged' } });
    ana.sync.bulk.serve(sourceOf(blob));
    const tooLarge = { ok: false, error: { type: 'TooLarge', bytes: 5_000 } };
    expect(await pull(ben, blob, { limit: 4_999 })).toEqual(tooLarge);
    const wrongStart = { from: photo(700, 9) };
    expect(await pull(ben, blob, wrongStart)).toMatchObject({ error: { type: 'Damaged' } });
    expect(await pull(ben, blob, { from: photo(6_000) })).toMatchObject({
      error: { type: 'NotThere' },
    });
    expect(await pull(ben, other)).toEqual({ ok: false, error: { type: 'NotThere' } });
    const stopServing = ana.sync.bulk.serve(sourceOf(other));
    expect((await pull(ben, other)).ok).toBe(true);
    stopServing();
    expect(await pull(ben, other)).toEqual({ ok: false, error: { type: 'NotThere' } });
    expect(ben.sync.status.get().partner).toBe('connected');
  });

  it('[N114] where the connection has no second channel, it says so at once', async () => {
    ana.sync.stop();
    await clock.pass(0);
    const makeConnection: Network['makeConnection'] = (fingerprint) => () => {
      const { bulk, ...plain } = network.makeConnection(fingerprint)();
      expect(bulk).toBeDefined();
      return plain;
    };
    const carriers = createCarriers(2);
    const plain = { ...network, makeConnection };
    ana = createPhone({ me: ANA, partner: BEN, clock, network: plain, seed: 11 });
    ana.sync.introduceOver(carriers[0]!);
    ben.sync.introduceOver(carriers[1]!);
    await clock.pass(1_000);
    expect(ana.sync.status.get().partner).toBe('connected');
    expect(await pull(ana, photo(10))).toEqual({ ok: false, error: { type: 'NotSpoken' } });
  });

  it('[N112] without a connection there is nothing to wait for', async () => {
    ben.sync.stop();
    await clock.pass(0);
    expect(await pull(ana, photo(10))).toEqual({ ok: false, error: { type: 'NotConnected' } });
  });
});

describe('against a phone that holds the keys and means harm', () => {
  const [low, high] = [1, 2].map((fill) => createSecret(new Uint8Array(32).fill(fill)));
  let clock: VirtualClock;
  let channel: FakeChannel;
  let theirs: FakeChannel;
  let ends: LinkEnd[];
  let heard: BulkFrame[];
  let say: (frame: BulkFrame) => void;
  let ours: ReturnType<typeof openBulkChannel>;
  const blob = photo(1_000_000);
  const digest = digestOf(blob);
  const source = sourceOf(blob);

  beforeEach(async () => {
    clock = createVirtualClock(settlePromises);
    [channel, theirs] = createChannelPair();
    ends = [];
    heard = [];
    const open = createBulkOpener(low!);
    const seal = createBulkSealer(high!);
    say = (frame) => theirs.send(seal(frame));
    theirs.listen({
      opened: () => {},
      closed: () => {},
      drained: () => {},
      received: (bytes) => {
        const frame = open(bytes);
        if (frame.ok) heard.push(frame.value);
      },
    });
    ours = openBulkChannel({
      channel,
      keys: { send: low!, receive: high! },
      source: () => source,
      clock,
      end: (end) => {
        ends.push(end);
        ours.close();
      },
    });
    ours.begin();
    channel.open();
    await clock.pass(0);
  });

  const piece = (length: number, pull = 1): BulkFrame => ({
    type: 'piece',
    pull,
    piece: new Uint8Array(length),
  });
  const pieceBytes = (): number =>
    heard.reduce((sum, frame) => sum + (frame.type === 'piece' ? frame.piece.length : 0), 0);

  it.each<[string, string, () => void]>([
    ['a piece nobody asked for', 'BadMessage', () => say(piece(100))],
    ['a length nobody asked for', 'BadMessage', () => say({ type: 'found', pull: 9, bytes: 1 })],
    [
      'an acknowledgement of nothing',
      'BadMessage',
      () => say({ type: 'taken', pull: 3, bytes: 1 }),
    ],
    ['bytes that are no frame', 'BadFrame', () => theirs.send(new Uint8Array(40))],
    ['an empty frame', 'BadFrame', () => theirs.send(new Uint8Array())],
    ['a frame above 16 KiB', 'BadFrame', () => theirs.send(new Uint8Array(MAX_FRAME_BYTES + 1))],
    [
      'two asks at a time',
      'Flood',
      () => {
        say({ type: 'ask', pull: 1, from: 0, digest });
        say({ type: 'ask', pull: 2, from: 0, digest });
      },
    ],
    [
      'an ask that goes back',
      'Flood',
      () => {
        say({ type: 'ask', pull: 2, from: 0, digest });
        say({ type: 'stop', pull: 2 });
        say({ type: 'ask', pull: 1, from: 0, digest });
      },
    ],
  ])('[N111] %s ends the connection', async (_what, reason, act) => {
    act();
    await clock.pass(0);
    expect(ends.map(({ type }) => type)).toEqual([reason]);
  });

  it.each<[string, string, () => void]>([
    ['a piece before its length', 'BadMessage', () => say(piece(100))],
    [
      'a short piece before the last',
      'BadMessage',
      () => {
        say({ type: 'found', pull: 1, bytes: 50_000 });
        say(piece(10));
      },
    ],
    [
      'more than it said',
      'BadMessage',
      () => {
        say({ type: 'found', pull: 1, bytes: 10 });
        say(piece(11));
      },
    ],
    [
      'its length twice',
      'BadMessage',
      () => {
        say({ type: 'found', pull: 1, bytes: 50_000 });
        say({ type: 'found', pull: 1, bytes: 90_000 });
      },
    ],
  ])('[N111] to a pull, %s ends the connection', async (_what, reason, act) => {
    void ours.pull(digest, {});
    act();
    await clock.pass(0);
    expect(ends.map(({ type }) => type)).toEqual([reason]);
  });

  it('[N111] a frame repeated ends the connection', async () => {
    const frame = createBulkSealer(high!)({ type: 'stop', pull: 0 });
    theirs.send(frame);
    theirs.send(frame);
    await clock.pass(0);
    expect(ends).toEqual([{ type: 'BadFrame', detail: 'not authentic' }]);
  });

  it('[N111] a huge length costs nothing but the pull', async () => {
    const { pieces, done } = ours.pull(digest, {});
    say({ type: 'found', pull: 1, bytes: Number.MAX_SAFE_INTEGER });
    await clock.pass(0);
    expect(await done).toEqual({
      ok: false,
      error: { type: 'TooLarge', bytes: Number.MAX_SAFE_INTEGER },
    });
    expect([pieces.length, ends]).toEqual([0, []]);
    expect(heard.at(-1)).toEqual({ type: 'stop', pull: 1 });
  });

  it('[N111] after a stop no more than a window may come', async () => {
    const { done } = ours.pull(digest, { limit: 10 });
    say({ type: 'found', pull: 1, bytes: 1_000_000 });
    await clock.pass(0);
    expect((await done).ok).toBe(false);
    for (let sent = 0; sent + BULK_PIECE_BYTES < BULK_WINDOW_BYTES; sent += BULK_PIECE_BYTES) {
      say(piece(BULK_PIECE_BYTES));
    }
    await clock.pass(0);
    expect(ends).toEqual([]);
    for (let i = 0; i < 3; i++) say(piece(BULK_PIECE_BYTES));
    await clock.pass(0);
    expect(ends).toEqual([{ type: 'Flood' }]);
  });

  it('[N112] one that begins and goes silent is waited for in vain, and what came is kept', async () => {
    const { pieces, done } = ours.pull(digest, {});
    say({ type: 'found', pull: 1, bytes: 50_000 });
    say(piece(BULK_PIECE_BYTES));
    await clock.pass(PULL_PATIENCE_MS + 1_000);
    expect(await done).toEqual({ ok: false, error: { type: 'Cut' } });
    expect([pieces.length, ends]).toEqual([1, []]);
  });

  it('[N110] whoever acknowledges nothing gets one window, and lies about more get no more', async () => {
    say({ type: 'ask', pull: 1, from: 0, digest });
    await clock.pass(1_000);
    expect(pieceBytes()).toBeGreaterThan(BULK_WINDOW_BYTES / 2);
    expect(pieceBytes()).toBeLessThanOrEqual(BULK_WINDOW_BYTES);
    const before = pieceBytes();
    say({ type: 'taken', pull: 1, bytes: Number.MAX_SAFE_INTEGER });
    await clock.pass(1_000);
    expect(pieceBytes()).toBeLessThanOrEqual(before + BULK_WINDOW_BYTES);
    expect(ends).toEqual([]);
  });

  it('[N110] a network that takes nothing holds the pieces back at the mark', async () => {
    channel.slow = true;
    say({ type: 'ask', pull: 1, from: 0, digest });
    await clock.pass(1_000);
    expect(channel.bufferedAmount()).toBeLessThan(BULK_HIGH_WATER_BYTES + 5 * MAX_FRAME_BYTES);
    const reads = source.reads.length;
    await clock.pass(1_000);
    expect(source.reads.length).toBe(reads);
    channel.drain();
    await clock.pass(0);
    expect(source.reads.length).toBeGreaterThan(reads);
  });

  it('[N111] asks by the thousand whose answers nobody reads end the connection', async () => {
    channel.slow = true;
    for (let pull = 1; pull < 100_000 && ends.length === 0; pull++) {
      say({ type: 'ask', pull, from: 0, digest: new Uint8Array(32) });
      await Promise.resolve();
      if (pull % 50 === 0) await clock.pass(0);
    }
    expect(ends).toEqual([{ type: 'Flood' }]);
    expect(channel.bufferedAmount()).toBeLessThan(5 * BULK_WINDOW_BYTES);
  });
});
