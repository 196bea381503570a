import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { LinkEnd } from '../../../src/sync/faces.js';
import { MAX_FRAME_BYTES, STREAM, type Stream } from '../../../src/sync/frames.js';
import {
  createLink,
  GIVE_UP_AFTER_MS,
  type Link,
  PROOF_DEADLINE_MS,
} from '../../../src/sync/link.js';
import { HIGH_WATER_BYTES, MAX_WAITING_BYTES, WINDOW_BYTES } from '../../../src/sync/outbox.js';
import type { ProofContext } from '../../../src/sync/proof.js';
import {
  ANA,
  BEN,
  BOND,
  createChannelPair,
  createSeededRandom,
  createVirtualClock,
  type FakeChannel,
  settlePromises,
  type VirtualClock,
} from './simulation.js';

type End = {
  link: Link;
  channel: FakeChannel;
  got: [Stream, string][];
  ends: LinkEnd[];
  quiet: boolean[];
  proved: number;
};

let clock: VirtualClock;
let ana: End;
let ben: End;

function contextOf(side: 'low' | 'high'): ProofContext {
  return {
    key: BOND.proofKey,
    side,
    ids: { low: ANA.id, high: BEN.id },
    fingerprints: { low: ANA.fingerprint, high: BEN.fingerprint },
  };
}

function createEnd(channel: FakeChannel, context: ProofContext | undefined, seed: number): End {
  const end: Omit<End, 'link'> = { channel, got: [], ends: [], quiet: [], proved: 0 };
  const link = createLink({
    channel,
    proofContext: () => context,
    clock,
    random: createSeededRandom(seed),
    listener: {
      proved: () => end.proved++,
      message: (stream, bytes) => end.got.push([stream, fingerprint(bytes)]),
      quiet: (quiet) => end.quiet.push(quiet),
      beat: () => {},
      ended: (reason) => end.ends.push(reason),
    },
  });
  return Object.assign(end, { link });
}

beforeEach(() => {
  clock = createVirtualClock(settlePromises);
  const [a, b] = createChannelPair();
  ana = createEnd(a, contextOf('low'), 1);
  ben = createEnd(b, contextOf('high'), 2);
});

async function open(): Promise<void> {
  ana.channel.open();
  ben.channel.open();
  await clock.pass(0);
  expect([ana.link.state(), ben.link.state()]).toEqual(['open', 'open']);
}

/** The test runner compares long arrays element by element, which takes minutes. */
const fingerprint = (bytes: Uint8Array) =>
  `${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`;

const pattern = (length: number) => Uint8Array.from({ length }, (_, i) => i % 251);

describe('a link', () => {
  it('[N1] sends nothing but a greeting before the other side has said anything', async () => {
    ben.channel.cut = true;
    ana.channel.open();
    ana.link.send(STREAM.words, pattern(10));
    await clock.pass(0);
    expect(ana.channel.sent.map((frame) => frame[0])).toEqual([1]);
  });

  it('[N3] ends where the certificates are not certain', async () => {
    const [a, b] = createChannelPair();
    const end = createEnd(a, undefined, 3);
    createEnd(b, contextOf('high'), 4);
    a.open();
    await clock.pass(0);
    expect(end.ends).toEqual([{ type: 'WrongProof' }]);
    expect(a.sent).toEqual([]);
  });

  it('[N5] [N11] words before the proof end the connection and go nowhere', async () => {
    ben.channel.cut = true;
    ana.channel.open();
    await clock.pass(0);
    const words = new Uint8Array(60).fill(3);
    ben.channel.inject(words);
    await clock.pass(0);
    expect(ana.ends).toEqual([{ type: 'WrongProof' }]);
    expect(ana.got).toEqual([]);
  });

  it('[N7] ends when the proof does not come in time', async () => {
    ben.channel.cut = true;
    ana.channel.open();
    await clock.pass(PROOF_DEADLINE_MS);
    expect(ana.ends).toEqual([{ type: 'ProofTimeout' }]);
  });

  it('[N10] a message above the limit of a data channel arrives whole, in frames of 16 KiB at most', async () => {
    await open();
    const message = pattern(300_000);
    ana.link.send(STREAM.words, message);
    await clock.pass(0);
    expect(ben.got).toEqual([[STREAM.words, fingerprint(message)]]);
    expect(Math.max(...ana.channel.sent.map((frame) => frame.length))).toBeLessThanOrEqual(
      MAX_FRAME_BYTES,
    );
  });

  it.each<[string, (frame: Uint8Array, earlier: Uint8Array[]) => Uint8Array[]]>([
    ['altered', (frame) => [frame.map((byte, i) => (i === 9 ? byte ^ 1 : byte))]],
    ['repeated', (frame) => [frame, frame]],
    ['left out', () => []],
    ['cut short', (frame) => [frame.subarray(0, frame.length - 1)]],
    ['too long', (frame) => [new Uint8Array(MAX_FRAME_BYTES + 1).fill(frame[0] ?? 0)]],
    ['empty', () => [new Uint8Array()]],
    ['replayed from before', (_frame, earlier) => [earlier.at(-1)!]],
  ])(
    '[N11] a frame that is %s ends the connection; nothing of it is delivered',
    async (_how, tamper) => {
      await open();
      ana.link.send(STREAM.words, pattern(20));
      await clock.pass(0);
      const earlier = ana.channel.sent.slice();
      ana.channel.tamper = (frame) => {
        ana.channel.tamper = (each) => [each];
        return tamper(frame, earlier);
      };
      ana.link.send(STREAM.words, pattern(30));
      ana.link.send(STREAM.words, pattern(40));
      await clock.pass(0);
      expect(ben.ends).toMatchObject([{ type: 'BadFrame' }]);
      expect(ben.got).not.toContainEqual([STREAM.words, fingerprint(pattern(40))]);
    },
  );

  it('[N11] a frame turned around to its sender ends the connection', async () => {
    await open();
    ana.link.send(STREAM.words, pattern(20));
    ben.channel.inject(ana.channel.sent.at(-1)!);
    expect(ana.ends).toMatchObject([{ type: 'BadFrame' }]);
  });

  it('[N13] stops at the high water mark, goes on at the low one, and loses nothing', async () => {
    await open();
    ana.channel.slow = true;
    // Control messages know no window: only the mark holds them.
    const message = pattern(2 * HIGH_WATER_BYTES);
    ana.link.send(STREAM.have, message);
    expect(ana.channel.bufferedAmount()).toBeGreaterThanOrEqual(HIGH_WATER_BYTES);
    expect(ana.channel.bufferedAmount()).toBeLessThan(HIGH_WATER_BYTES + MAX_FRAME_BYTES);
    for (let i = 0; i < 4; i++) ana.channel.drain();
    await clock.pass(0);
    expect(ben.got).toEqual([[STREAM.have, fingerprint(message)]]);
  });

  it('[N13] keeps no more words under way than the other side acknowledges', async () => {
    await open();
    ana.channel.cut = true;
    const before = ana.channel.sent.length;
    ana.link.send(STREAM.words, pattern(4 * WINDOW_BYTES));
    const underWay = ana.channel.sent.slice(before).reduce((sum, frame) => sum + frame.length, 0);
    expect(underWay).toBeLessThan(WINDOW_BYTES + MAX_FRAME_BYTES);
    ana.channel.cut = false;
    ana.channel.flush();
    await clock.pass(0);
    expect(ben.got).toEqual([[STREAM.words, fingerprint(pattern(4 * WINDOW_BYTES))]]);
  });

  it('[N13] gives up a side that takes nothing in', async () => {
    await open();
    ana.channel.cut = true;
    const half = new Uint8Array(MAX_WAITING_BYTES / 2 + WINDOW_BYTES);
    ana.link.send(STREAM.words, half);
    ana.link.send(STREAM.words, half);
    expect(ana.ends).toEqual([{ type: 'Stalled' }]);
  });

  it('[N116] empty messages that nobody takes in count, too', async () => {
    await open();
    ana.channel.slow = true;
    ana.link.send(STREAM.have, pattern(2 * HIGH_WATER_BYTES - 10_000));
    const before = ana.link.figures().bytesWaiting;
    for (let i = 0; i < 1_000; i++) ana.link.send(STREAM.have, new Uint8Array());
    expect(ana.link.figures().bytesWaiting - before).toBeGreaterThanOrEqual(64_000);
    for (let i = 0; i < 4; i++) ana.channel.drain();
    expect(ana.link.figures().bytesWaiting).toBe(0);
  });

  it('[N14] a control message overtakes a long message', async () => {
    await open();
    ana.channel.cut = true;
    ana.link.send(STREAM.words, pattern(4 * WINDOW_BYTES));
    ana.link.send(STREAM.have, pattern(5));
    ana.channel.cut = false;
    ana.channel.flush();
    await clock.pass(0);
    expect(ben.got.map(([stream]) => stream)).toEqual([STREAM.have, STREAM.words]);
  });

  it('[N15] shows how much of a message is there', async () => {
    await open();
    ben.channel.cut = true;
    ana.link.send(STREAM.words, pattern(4 * WINDOW_BYTES));
    await clock.pass(0);
    const { receiving } = ben.link.figures();
    expect(receiving?.of).toBe(4 * WINDOW_BYTES);
    expect(receiving?.bytes).toBeGreaterThan(WINDOW_BYTES / 2);
    expect(ben.link.figures().bytesReceived).toBeGreaterThan(receiving?.bytes ?? 0);
  });

  it('[N16] notices a silent death within 10 s, and its end after two minutes', async () => {
    await open();
    ana.channel.cut = true;
    ben.channel.cut = true;
    await clock.pass(10_000);
    expect([ana.quiet, ben.quiet]).toEqual([[true], [true]]);
    expect(ana.link.state()).toBe('quiet');
    await clock.pass(GIVE_UP_AFTER_MS);
    expect(ana.ends).toEqual([{ type: 'Silent' }]);
  });

  it('[N16] is well again with the first frame that comes', async () => {
    await open();
    ana.channel.cut = true;
    ben.channel.cut = true;
    await clock.pass(30_000);
    for (const { channel } of [ana, ben]) {
      channel.cut = false;
      channel.flush();
    }
    expect([ana.link.state(), ben.link.state()]).toEqual(['open', 'open']);
    await clock.pass(60_000);
    expect([ana.quiet, ben.quiet]).toEqual([
      [true, false],
      [true, false],
    ]);
  });

  it('[N16] does not take a frozen hour of its own for the silence of the other', async () => {
    await open();
    ana.channel.cut = true;
    ben.channel.cut = true;
    clock.skip(3_600_000);
    await clock.pass(0);
    expect([ana.quiet, ana.ends]).toEqual([[], []]);
  });

  it('[N16] stays well for an hour in which nobody writes', async () => {
    await open();
    await clock.pass(600_000);
    expect([ana.quiet, ana.ends]).toEqual([[], []]);
  });

  it('ends once, and tells the other side by closing', async () => {
    await open();
    ana.link.end({ type: 'Stopped' });
    ana.link.end({ type: 'Stopped' });
    await clock.pass(0);
    expect([ana.ends, ben.ends]).toEqual([[{ type: 'Stopped' }], [{ type: 'Closed' }]]);
  });
});
