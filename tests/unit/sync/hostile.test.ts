/**
 * A partner's phone that holds the bond and means harm, or is broken: a hand-made one against a whole phone of
 * ours, over the real switchboard and link. Each is cut off with a reason; the ledger stays as it was.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { concatBytes, ok, utf8ToBytes } from '../../../src/kernel/index.js';
import { watchHoldings } from '../../../src/ledger/index.js';
import type { LinkEnd } from '../../../src/sync/faces.js';
import { MAX_FRAME_BYTES, MAX_PIECE_BYTES, STREAM } from '../../../src/sync/frames.js';
import { createSync } from '../../../src/sync/index.js';
import type { ProofContext } from '../../../src/sync/proof.js';
import { MAX_MESSAGE_BYTES } from '../../../src/sync/reassembly.js';
import { createHandMadePeer, type HandMadePeer } from './hand-made-peer.js';
import {
  ANA,
  BEN,
  BOND,
  createCarriers,
  createChannelPair,
  createNetwork,
  createPhone,
  createSeededRandom,
  createVirtualClock,
  type Network,
  type Phone,
  type VirtualClock,
} from './simulation.js';

let clock: VirtualClock;
let network: Network;
let ana: Phone;
let stopBen = (): void => {};
let peers: HandMadePeer[];

const goodUpdate = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getArray('entries').push([new Uint8Array(100)]);
  return Y.encodeStateAsUpdate(doc);
};
const otherShape = (): Uint8Array => {
  const doc = new Y.Doc();
  doc.getMap('entries').set('a', 1);
  return Y.encodeStateAsUpdate(doc);
};
/** A sync message of y-webrtc's, short enough for one byte of length. */
const syncMessage = (type: number, content: Uint8Array): Uint8Array =>
  content.length < 128
    ? Uint8Array.of(0, type, content.length, ...content)
    : Uint8Array.of(0, type, (content.length & 127) | 128, content.length >> 7, ...content);

/** Ben's phone introduces itself as ours does; what it says on the channel is the hand-made peer's. */
function startBen(proofKey = BOND.proofKey, greet = (good: Uint8Array) => good): void {
  const make = network.makeConnection(BEN.fingerprint);
  const doc = new Y.Doc();
  const holdings = watchHoldings({ doc, clock, onKnown: () => {} });
  const options = { ...BOND, doc, me: BEN, partner: ANA, certificate: undefined, clock };
  const sync = createSync(
    { ...options, random: createSeededRandom(99), saved: async () => ok(), holdings },
    () => {
      const connection = make();
      const context = (): ProofContext => ({
        key: proofKey,
        side: 'high',
        ids: { low: ANA.id, high: BEN.id },
        fingerprints: { low: ANA.fingerprint, high: BEN.fingerprint },
      });
      peers.push(createHandMadePeer({ channel: connection.channel, context, greet }));
      // Ben's own room hears nothing: this end of a pair has no other.
      return { ...connection, channel: createChannelPair()[0] };
    },
  );
  stopBen = () => {
    sync.stop();
    holdings.stop();
  };
  sync.introduceOver(carriers[1]!);
}

let carriers: ReturnType<typeof createCarriers>;

function startAna(): void {
  clock = createVirtualClock();
  network = createNetwork();
  carriers = createCarriers(2);
  peers = [];
  ana = createPhone({ me: ANA, partner: BEN, clock, network, seed: 1 });
  ana.write('what was here before');
  ana.sync.introduceOver(carriers[0]!);
}

async function stopBoth(): Promise<void> {
  ana.sync.stop();
  stopBen();
  await clock.pass(0);
}

beforeEach(startAna);
afterEach(stopBoth);

async function meet(): Promise<HandMadePeer> {
  startBen();
  await clock.pass(500);
  const peer = peers.find((each) => each.isProved());
  if (peer === undefined) throw new Error('nobody was met');
  expect(ana.sync.status.get().partner).toBe('connected');
  return peer;
}

const times = (count: number, act: (i: number) => void): void => {
  for (let i = 0; i < count; i++) act(i);
};
const full = new Uint8Array(MAX_PIECE_BYTES);
const have = (clients: number, kind = 0): Uint8Array => {
  const clocks = new Map(Array.from({ length: clients }, (_, i) => [i + 1, 1] as const));
  return concatBytes(Uint8Array.of(kind), new Uint8Array(32), Y.encodeStateVector(clocks));
};
const wayIn = utf8ToBytes(JSON.stringify({ waysIn: [] }));

type Attack = readonly [what: string, reason: LinkEnd['type'], act: (peer: HandMadePeer) => void];

const ATTACKS: readonly Attack[] = [
  // Frames.
  ['a frame that is noise', 'BadFrame', (peer) => peer.sendRaw(new Uint8Array(200).fill(9))],
  ['an empty frame', 'BadFrame', (peer) => peer.sendRaw(new Uint8Array())],
  ['a frame above 16 KiB', 'BadFrame', (peer) => peer.sendRaw(new Uint8Array(MAX_FRAME_BYTES + 1))],
  [
    'a frame repeated',
    'BadFrame',
    (peer) => {
      const frame = peer.seal({
        stream: STREAM.ping,
        total: 0,
        last: true,
        bytes: new Uint8Array(),
      });
      times(2, () => peer.sendRaw(frame));
    },
  ],
  ['its greeting again, inside', 'BadFrame', (peer) => peer.sendRaw(new Uint8Array(37).fill(1))],
  ['a stream that is none', 'BadFrame', (peer) => peer.say(61 as never)],
  // Lengths.
  [
    'a message that claims 4 GiB',
    'TooLarge',
    (peer) => peer.say(STREAM.words, full, { total: 0xffffffff, last: false }),
  ],
  [
    'an acknowledgement that claims 60 MiB',
    'TooLarge',
    (peer) => peer.say(STREAM.have, full, { total: MAX_MESSAGE_BYTES - 1, last: false }),
  ],
  [
    'a message longer than it said',
    'BadFrame',
    (peer) => peer.say(STREAM.words, full, { total: 10, last: false }),
  ],
  [
    'tiny pieces of a huge message',
    'BadFrame',
    (peer) => peer.say(STREAM.words, Uint8Array.of(1), { total: 1_000_000, last: false }),
  ],
  // Messages.
  ['a message that is none', 'BadMessage', (peer) => peer.say(STREAM.words, Uint8Array.of(99))],
  ['an empty message', 'BadMessage', (peer) => peer.say(STREAM.words)],
  [
    'a state vector that is none',
    'BadMessage',
    (peer) => peer.say(STREAM.words, syncMessage(0, Uint8Array.of(200, 1))),
  ],
  [
    'an acknowledgement that is none',
    'BadMessage',
    (peer) => peer.say(STREAM.have, Uint8Array.of(0, 1)),
  ],
  [
    'an acknowledgement of a million phones',
    'BadMessage',
    (peer) => peer.say(STREAM.have, have(100_001)),
  ],
  ['a standby that is none', 'BadMessage', (peer) => peer.say(STREAM.standby, Uint8Array.of(1, 2))],
  ['"use", said by the side that may not', 'BadMessage', (peer) => peer.say(STREAM.use)],
  // Updates.
  [
    'an update of another shape',
    'BadUpdate',
    (peer) => peer.say(STREAM.words, syncMessage(2, otherShape())),
  ],
  [
    'an update cut short',
    'BadUpdate',
    (peer) => peer.say(STREAM.words, syncMessage(2, goodUpdate().subarray(0, 40))),
  ],
  [
    'an update that hangs on itself',
    'BadUpdate',
    (peer) =>
      peer.say(STREAM.words, syncMessage(2, Uint8Array.of(1, 1, 5, 0, 0x83, 5, 0, 1, 7, 0))),
  ],
  // Floods.
  [
    'step 1 again and again',
    'Flood',
    (peer) => times(6, () => peer.say(STREAM.words, syncMessage(0, Uint8Array.of(0)))),
  ],
  ['a flood of pings', 'Flood', (peer) => times(3_000, () => peer.say(STREAM.ping))],
  ['a flood of pongs', 'Flood', (peer) => times(3_000, () => peer.say(STREAM.pong))],
  [
    'a flood of credit',
    'Flood',
    (peer) => times(3_000, () => peer.say(STREAM.credit, new Uint8Array(8))),
  ],
  [
    'a flood of progress',
    'Flood',
    (peer) => times(3_000, () => peer.say(STREAM.progress, new Uint8Array(8))),
  ],
  [
    'a flood of acknowledgements',
    'Flood',
    (peer) => times(3_000, (i) => peer.say(STREAM.have, have(1, i && 1))),
  ],
  ['a flood of ways in', 'Flood', (peer) => times(3_000, () => peer.say(STREAM.standby, wayIn))],
  [
    'a flood of empty updates',
    'Flood',
    (peer) => times(3_000, () => peer.say(STREAM.words, syncMessage(2, Uint8Array.of(0, 0)))),
  ],
  [
    'a flood of presence',
    'Flood',
    (peer) => times(3_000, () => peer.say(STREAM.words, Uint8Array.of(3))),
  ],
];

describe('a phone that holds the bond and means harm', () => {
  it.each(ATTACKS)(
    '[N115] %s: cut off as %s, and the ledger is as it was',
    async (_what, reason, act) => {
      const peer = await meet();
      const before = Y.encodeStateAsUpdate(ana.doc);
      act(peer);
      await clock.pass(100);
      expect(ana.sync.status.get().lastEnd?.type).toBe(reason);
      expect(peer.isClosed()).toBe(true);
      expect(Y.encodeStateAsUpdate(ana.doc)).toEqual(before);
      expect(ana.sync.status.get().partner).not.toBe('connected');
    },
  );

  it('[N115] with another bond it gets nothing but a greeting and a proof', async () => {
    startBen(BOND.introductionKey);
    await clock.pass(500);
    expect(ana.sync.status.get().partner).not.toBe('connected');
    expect(ana.sync.status.get().lastEnd).toEqual({ type: 'WrongProof' });
    expect(peers.flatMap(({ heard }) => heard)).toEqual([]);
  });

  it('[N6] [N106] a phone too far ahead is said to be newer, until the two meet', async () => {
    startBen(BOND.proofKey, (good) => Uint8Array.of(1, 200, 201, ...good.subarray(3)));
    await clock.pass(20_000);
    const skew = { type: 'VersionSkew', newer: 'there' };
    expect(ana.sync.status.get().lastEnd).toEqual(skew);
    stopBen();
    // Tries that come to nothing, since there is no air between them.
    network.cut();
    startBen();
    await clock.pass(180_000);
    expect(ana.sync.status.get().lastEnd).toEqual(skew);
    stopBen();
    network.restore();
    startBen(BOND.proofKey, (good) => Uint8Array.of(1, 2, 3, ...good.subarray(3)));
    const isMet = (): boolean => ana.sync.status.get().partner === 'connected';
    for (let second = 0; second < 240 && !isMet(); second++) await clock.pass(1_000);
    expect(isMet()).toBe(true);
    expect(ana.sync.status.get().lastEnd).toBeUndefined();
    expect(ana.read()).toEqual(['what was here before']);
  });

  it('[N115] as much as an honest phone says, said for a minute, is no flood', async () => {
    const peer = await meet();
    for (let second = 0; second < 60; second++) {
      times(20, () => peer.say(STREAM.ping));
      times(10, () => peer.say(STREAM.words, syncMessage(2, Uint8Array.of(0, 0))));
      times(4, (i) => peer.say(STREAM.have, have(1, second + i > 0 ? 1 : 0)));
      await clock.pass(200);
    }
    expect(ana.sync.status.get().lastEnd).toBeUndefined();
  });

  it('[N116] that asks and never takes anything in costs bounded memory', async () => {
    const peer = await meet();
    for (const { channel } of network.made) channel.slow = true;
    for (let i = 0; i < 200 && !peer.isClosed(); i++) {
      times(100, () => peer.say(STREAM.ping));
      await clock.pass(1_000);
    }
    const waiting = network.made.map(({ channel }) => channel.bufferedAmount());
    expect(Math.max(...waiting)).toBeLessThan(1.2 * 1024 * 1024);
  });

  type Saying = {
    readonly stream: (typeof STREAM)[keyof typeof STREAM];
    readonly base: Uint8Array;
    readonly flips: readonly (readonly [number, number])[];
    readonly claim: number | null;
  };

  const anySaying: fc.Arbitrary<Saying> = fc.record({
    stream: fc.constantFrom(...Object.values(STREAM)),
    base: fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 80 }),
      fc.constantFrom(syncMessage(2, goodUpdate()), syncMessage(0, Uint8Array.of(0)), have(3)),
      fc.constantFrom(wayIn, new Uint8Array(8)),
    ),
    flips: fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
    claim: fc.option(fc.nat(0xffffffff), { freq: 8 }),
  });

  function sayMutated(peer: HandMadePeer, { stream, base, flips, claim }: Saying): void {
    const bytes = concatBytes(base);
    for (const [at, value] of flips) bytes[at % bytes.length] = value;
    peer.say(stream, bytes, claim === null ? {} : { total: claim });
  }

  it('[N117] whatever it says in good frames: cut off or borne, and the ledger keeps its shape', async () => {
    const anyEvening = fc.array(anySaying, { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(anyEvening, async (sayings) => {
        await stopBoth();
        startAna();
        const peer = await meet();
        for (const saying of sayings) sayMutated(peer, saying);
        await clock.pass(100);
        const entries = ana.doc.getArray('entries').toArray();
        const keeps = [...ana.doc.share.keys()].join() === 'entries';
        const shape = entries.every((each) => each instanceof Uint8Array);
        const words = ana.read().includes('what was here before');
        expect({ keeps, shape, words }).toEqual({ keeps: true, shape: true, words: true });
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });
});
