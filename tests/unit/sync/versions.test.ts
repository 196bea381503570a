/** A phone one version behind: nothing that it has no ears for is said to it, and words go both ways. */
import { expect, it } from 'vitest';
import type { LinkEnd } from '../../../src/sync/faces.js';
import { STREAM } from '../../../src/sync/frames.js';
import { createLink } from '../../../src/sync/link.js';
import { PROTOCOL, type ProofContext } from '../../../src/sync/proof.js';
import { createHandMadePeer } from './hand-made-peer.js';
import {
  ANA,
  BEN,
  BOND,
  createChannelPair,
  createSeededRandom,
  createVirtualClock,
  settlePromises,
} from './simulation.js';

const contextOf = (side: 'low' | 'high'): ProofContext => ({
  key: BOND.proofKey,
  side,
  ids: { low: ANA.id, high: BEN.id },
  fingerprints: { low: ANA.fingerprint, high: BEN.fingerprint },
});

async function meet(greet?: (good: Uint8Array) => Uint8Array) {
  const clock = createVirtualClock(settlePromises);
  const [a, b] = createChannelPair();
  const got: Uint8Array[] = [];
  const ends: LinkEnd[] = [];
  const link = createLink({
    channel: a,
    proofContext: () => contextOf('low'),
    clock,
    random: createSeededRandom(1),
    listener: {
      proved: () => {},
      message: (_stream, bytes) => got.push(bytes),
      quiet: () => {},
      beat: () => {},
      ended: (end) => ends.push(end),
    },
  });
  const peer = createHandMadePeer({
    channel: b,
    context: () => contextOf('high'),
    ...(greet && { greet }),
  });
  a.open();
  b.open();
  await clock.pass(0);
  return { clock, link, peer, got, ends };
}

it('[N107] [N114] a phone of version 1 hears words and what version 1 knew, and nothing else', async () => {
  const { clock, link, peer, got, ends } = await meet((good) =>
    Uint8Array.of(1, 1, 1, ...good.subarray(3, 35)),
  );
  link.announce(1_000);
  for (const stream of Object.values(STREAM)) link.send(stream, Uint8Array.of(stream));
  peer.say(STREAM.words, Uint8Array.of(7));
  peer.say(STREAM.standby, Uint8Array.of(1, 2, 3));
  await clock.pass(3_000);
  expect(Math.max(...peer.heard.map(({ stream }) => stream))).toBe(STREAM.use);
  expect(peer.heard.map(({ stream }) => stream)).toContain(STREAM.words);
  // Nor does it know the second channel: a pull from it says so at once (N114).
  expect(link.bulkKeys()).toBeUndefined();
  expect([got, ends]).toEqual([[Uint8Array.of(7)], []]);
});

it('[N107] a phone of a later version that still speaks ours hears all of ours', async () => {
  const { clock, link, peer, ends } = await meet((good) =>
    Uint8Array.of(1, 2, PROTOCOL.max + 1, ...good.subarray(3), 9, 9, 9),
  );
  link.announce(1_000);
  await clock.pass(0);
  expect(peer.heard.map(({ stream }) => stream)).toContain(STREAM.progress);
  expect(link.bulkKeys()).toBeDefined();
  expect(ends).toEqual([]);
});

it('[N140] a phone of version 2 hears nothing of certificates, and everything else', async () => {
  const { clock, link, peer, ends } = await meet((good) =>
    Uint8Array.of(1, 1, 2, ...good.subarray(3)),
  );
  expect(link.speaks(STREAM.certificate)).toBe(false);
  expect(link.speaks(STREAM.presence)).toBe(true);
  link.send(STREAM.certificate, new Uint8Array(33));
  link.announce(1_000);
  await clock.pass(0);
  expect(peer.heard.map(({ stream }) => stream)).toContain(STREAM.progress);
  expect(peer.heard.map(({ stream }) => stream)).not.toContain(STREAM.certificate);
  expect(ends).toEqual([]);
});
