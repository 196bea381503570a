/** Everything but the browser's connection, together: two phones with stock y-webrtc and simple-peer. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { err } from '../../../src/kernel/index.js';
import { HOPE_MS } from '../../../src/sync/create-sync.js';
import { createRootSecret, deriveMeetingKeys } from '../../../src/vault/index.js';
import {
  ANA,
  BEN,
  createCarriers,
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
let carriers: ReturnType<typeof createCarriers>;
let ana: Phone;
let ben: Phone;
let seed = 100;

function createAna(changes: object = {}): Phone {
  return createPhone({ me: ANA, partner: BEN, clock, network, seed: seed++, ...changes });
}

function createBen(changes: object = {}): Phone {
  return createPhone({ me: BEN, partner: ANA, clock, network, seed: seed++, ...changes });
}

beforeEach(() => {
  clock = createVirtualClock();
  network = createNetwork();
  carriers = createCarriers(2);
  ana = createAna();
  ben = createBen();
});

afterEach(async () => {
  ana.sync.stop();
  ben.sync.stop();
  await clock.pass(0);
});

async function meet(): Promise<void> {
  ana.sync.introduceOver(carriers[0]!);
  ben.sync.introduceOver(carriers[1]!);
  await clock.pass(500);
}

/** Outages, each but the first while a frame after the last one's end is on its way: are they apart in the end? */
async function cutAgainAtFrames(...frames: number[]): Promise<boolean> {
  const bond = deriveMeetingKeys(createRootSecret(createSeededRandom(seed)));
  const world = { clock: createVirtualClock(), network: createNetwork(), bond };
  const hub = createCarriers(2);
  const pair = [createAna(world), createBen(world)] as const;
  pair.forEach((phone, index) => {
    phone.sync.introduceOver(hub[index]!);
  });
  await world.clock.pass(3_000);
  hub.forEach((carrier) => {
    carrier.open = false;
  });
  world.network.cut();
  await world.clock.pass(20_000);
  for (const frame of frames) {
    world.network.cutAtFrame(frame);
    world.network.restore();
    await world.clock.pass(17_000);
    world.network.cut();
    await world.clock.pass(20_000);
  }
  pair[0].write('after all tunnels');
  world.network.restore();
  await world.clock.pass(120_000);
  const isApart = pair.some(({ sync }) => sync.status.get().partner !== 'connected');
  const read = pair[1].read();
  for (const { sync } of pair) sync.stop();
  await world.clock.pass(0);
  return isApart || read.at(-1) !== 'after all tunnels';
}

const statusOf = (phone: Phone) => phone.sync.status.get();
const bothAre = (partner: string) =>
  expect([statusOf(ana).partner, statusOf(ben).partner]).toEqual([partner, partner]);

describe('two phones', () => {
  it('[N132] say the same at two servers in other bytes, each word', async () => {
    const elsewhere = createCarriers(2);
    ana.sync.introduceOver(elsewhere[0]!);
    ben.sync.introduceOver(elsewhere[1]!);
    await meet();
    bothAre('connected');
    const heard = [carriers[1]!, elsewhere[1]!].map((carrier) =>
      carrier.heard.map((bytes) => Buffer.from(bytes).toString('base64')),
    );
    for (const words of heard) expect(words).not.toHaveLength(0);
    expect(heard[0]!.filter((each) => heard[1]!.includes(each))).toEqual([]);
  });

  it('[L51] [N45] [N49] meet over a carrier, exchange, and know that both have everything', async () => {
    ana.write('hello Ben');
    await meet();
    bothAre('connected');
    ben.write('hello Ana');
    await clock.pass(1_000);
    expect(ana.read()).toEqual(ben.read());
    expect(ana.read()).toHaveLength(2);
    expect([statusOf(ana).hasEverythingNow, statusOf(ben).hasEverythingNow]).toEqual([true, true]);
    expect(statusOf(ana).connections).toHaveLength(1);
    expect(statusOf(ana).connections[0]).toMatchObject({
      state: 'connected',
      route: 'hub',
      peer: BEN.id,
    });
  });

  it('[N10] exchange a message that a data channel would swallow, both ways', async () => {
    ana.doc.getArray('entries').push([new Uint8Array(900_000)]);
    await meet();
    ben.doc.getArray('entries').push([new Uint8Array(300_000)]);
    await clock.pass(500);
    expect(ana.doc.getArray('entries').length).toBe(2);
    expect(ben.doc.getArray('entries').length).toBe(2);
  });

  it('[N25] do not send back what they received', async () => {
    await meet();
    await clock.pass(2_000);
    const before = statusOf(ben).connections[0]!.bytesSent;
    ana.doc.getArray('entries').push([new Uint8Array(200_000)]);
    await clock.pass(2_000);
    expect(ben.read()).toHaveLength(1);
    expect(statusOf(ben).connections[0]!.bytesSent - before).toBeLessThan(2_000);
  });

  it('[N30] [L53] say "everything" only after the other phone has made it durable', async () => {
    await meet();
    await clock.pass(1_000);
    const { saved } = ben;
    ben.saved = async () => err({ type: 'QuotaExceeded' });
    ana.write('not yet');
    expect(statusOf(ana).hasEverythingNow).toBe(false);
    await clock.pass(10_000);
    expect(ben.read()).toEqual(['not yet']);
    expect(statusOf(ana).hasEverythingNow).toBe(false);
    ben.saved = saved;
    await clock.pass(5_000);
    expect(statusOf(ana).hasEverythingNow).toBe(true);
  });

  it('[L54] remember across a restart what the other has', async () => {
    ana.write('kept');
    await meet();
    await clock.pass(5_000);
    const { doc } = ana;
    const upTo = statusOf(ana).hasEverythingUpTo;
    ana.sync.stop();
    await clock.pass(0);
    ana = createAna({ doc, known: ana.known.at(-1) });
    expect(statusOf(ana)).toMatchObject({
      partner: 'away',
      hasEverythingNow: true,
      hasEverythingUpTo: upTo,
    });
    ana.write('later');
    expect(statusOf(ana)).toMatchObject({ hasEverythingNow: false, hasEverythingUpTo: upTo });
  });

  it('[N16] say truthfully that nothing is heard any more', async () => {
    await meet();
    carriers.forEach((carrier) => {
      carrier.open = false;
    });
    network.cut();
    await clock.pass(0);
    bothAre('connecting');
    await clock.pass(HOPE_MS + 5_000);
    bothAre('away');
  });

  it('[N47] find a new way for the same connection when the carrier is back; nothing is lost or doubled', async () => {
    await meet();
    const made = network.made.length;
    network.cut();
    ana.write('ana, alone');
    ben.write('ben, alone');
    await clock.pass(14_000);
    network.restore();
    await clock.pass(30_000);
    bothAre('connected');
    expect(ana.read()).toEqual(ben.read());
    expect(ana.read()).toHaveLength(2);
    expect(network.made.length).toBeGreaterThanOrEqual(made);
    expect(statusOf(ana).connections).toHaveLength(1);
  });

  it('[N49] a phone that starts again replaces its old connection', async () => {
    await meet();
    ben.write('before');
    await clock.pass(500);
    const { doc } = ben;
    network.made.forEach((connection) => {
      connection.channel.cut = true;
    });
    ben.sync.stop();
    await clock.pass(0);
    ben = createBen({ doc });
    ben.sync.introduceOver(carriers[1]!);
    await clock.pass(2_000);
    bothAre('connected');
    ana.write('after');
    await clock.pass(500);
    expect(ben.read()).toEqual(['before', 'after']);
    expect(statusOf(ana).connections).toHaveLength(1);
  });

  it('[N70] [N72] come back through the standby when nobody can introduce them', async () => {
    await meet();
    await clock.pass(3_000);
    carriers.forEach((carrier) => {
      carrier.open = false;
    });
    network.cut();
    ana.write('in the tunnel');
    await clock.pass(60_000);
    expect(ben.read()).toEqual([]);
    network.restore();
    await clock.pass(20_000);
    bothAre('connected');
    expect(ben.read()).toEqual(['in the tunnel']);
    expect(statusOf(ana).connections).toHaveLength(1);
  });

  it('[N70] [N72] come back from one outage right after another', async () => {
    await meet();
    carriers.forEach((carrier) => {
      carrier.open = false;
    });
    for (const words of ['first tunnel', 'second tunnel', 'third tunnel']) {
      network.cut();
      ana.write(words);
      await clock.pass(20_000);
      network.restore();
      await clock.pass(11_500);
      bothAre('connected');
      expect(ben.read().at(-1)).toBe(words);
    }
    expect(statusOf(ana).connections).toHaveLength(1);
  });

  it('[N76] come back from an outage that begins at any moment after the last one ended', async () => {
    const frames = Array.from({ length: 40 }, (_, index) => index + 1);
    const apart = await Promise.all(frames.map((frame) => cutAgainAtFrames(frame)));
    expect(frames.filter((_, index) => apart[index])).toEqual([]);
  });

  it('[N76] come back from three outages that hardly leave a moment in between', async () => {
    const frames = Array.from({ length: 25 }, (_, index) => [index + 1, ((index * 7) % 25) + 1]);
    const apart = await Promise.all(frames.map((each) => cutAgainAtFrames(...each)));
    expect(frames.filter((_, index) => apart[index])).toEqual([]);
  });

  it('[N76] knock only at what still waits, however long the next outage', async () => {
    await meet();
    carriers.forEach((carrier) => {
      carrier.open = false;
    });
    network.cut();
    await clock.pass(20_000);
    network.restore();
    await clock.pass(17_000);
    bothAre('connected');
    network.cut();
    const before = network.knocksInVain;
    await clock.pass(100_000);
    expect(network.knocksInVain - before).toBe(0);
  });

  it('[N72] come back also when the page was woken while it knocked', async () => {
    await meet();
    carriers.forEach((carrier) => {
      carrier.open = false;
    });
    network.cut();
    await clock.pass(12_000);
    for (let wakes = 0; wakes < 3; wakes++) ana.sync.wake();
    // The last of these tries has its 15 s as ever, and then the next follows.
    const before = network.made.length;
    await clock.pass(2_000);
    expect(network.made.length).toBe(before);
    await clock.pass(14_000);
    expect(network.made.length).toBeGreaterThan(before);
    network.restore();
    await clock.pass(1_000);
    bothAre('connected');
    expect(statusOf(ana).connections).toHaveLength(1);
  });

  it('[N4] do not exchange a byte through someone in the middle', async () => {
    network.middle = new Uint8Array(32).fill(0xee);
    ana.write('secret');
    await meet();
    await clock.pass(5_000);
    expect(ben.read()).toEqual([]);
    expect(statusOf(ana).partner).not.toBe('connected');
    expect(statusOf(ana).lastEnd).toMatchObject({ type: 'WrongProof' });
  });

  it('[N41] do not even hear each other with different bonds', async () => {
    ben.sync.stop();
    await clock.pass(0);
    const bond = deriveMeetingKeys(createRootSecret(createSeededRandom(9)));
    ben = createBen({ bond });
    ana.write('secret');
    await meet();
    await clock.pass(30_000);
    expect(ben.read()).toEqual([]);
    expect(network.made).toHaveLength(0);
    bothAre('away');
  });

  it('[N41] take recordings of an earlier run for nothing', async () => {
    await meet();
    const evening = carriers[1]!.heard.slice();
    ana.sync.stop();
    ben.sync.stop();
    await clock.pass(0);
    ben = createBen();
    ben.sync.introduceOver(carriers[1]!);
    await clock.pass(0);
    const made = network.made.length;
    for (const bytes of evening) carriers[0]!.send(bytes);
    await clock.pass(1_000);
    expect(network.made).toHaveLength(made);
  });

  it('[N41] are not held up by recordings that Eve plays while they meet', async () => {
    await meet();
    const evening = carriers[0]!.heard.slice();
    ana.sync.stop();
    ben.sync.stop();
    await clock.pass(0);
    ana = createAna({ doc: ana.doc });
    ben = createBen({ doc: ben.doc });
    // The first things that each says are followed by all that was said before.
    for (const carrier of carriers) {
      const { send } = carrier;
      let plays = 0;
      const sendAndPlay = (bytes: Uint8Array): void => {
        send(bytes);
        if (plays++ < 6) for (const recorded of evening) send(recorded);
      };
      Object.assign(carrier, { send: sendAndPlay });
    }
    await meet();
    await clock.pass(3_000);
    bothAre('connected');
  });

  it('[N42] take what a carrier repeats for nothing', async () => {
    await meet();
    await clock.pass(2_000);
    const made = network.made.length;
    for (const bytes of carriers[1]!.heard.slice()) carriers[0]!.send(bytes);
    await clock.pass(1_000);
    expect(network.made).toHaveLength(made);
    bothAre('connected');
  });

  it('[N74] do not knock at a phone that has gone of its own accord', async () => {
    await meet();
    await clock.pass(3_000);
    carriers.forEach((carrier) => {
      carrier.open = false;
    });
    ben.sync.stop();
    await clock.pass(0);
    const made = network.made.length;
    expect(statusOf(ana).partner).not.toBe('connected');
    await clock.pass(60_000);
    expect(network.made).toHaveLength(made);
  });

  it('[N21] [N26] cut off a phone that writes another shape, and leave the ledger as it was', async () => {
    await meet();
    const before = Y.encodeStateAsUpdate(ana.doc);
    ben.doc.getMap('entries2').set('a', 1);
    await clock.pass(1_000);
    expect(Y.encodeStateAsUpdate(ana.doc)).toEqual(before);
    expect(statusOf(ana)).toMatchObject({ lastEnd: { type: 'BadUpdate' } });
    const made = network.made.length;
    await clock.pass(25_000);
    expect(network.made.length - made).toBeLessThanOrEqual(1);
    expect(statusOf(ana).partner).not.toBe('connected');
  });

  it('[N50] say hello when the page is woken', async () => {
    await meet();
    const heard = carriers[1]!.heard.length;
    ana.sync.wake();
    await clock.pass(0);
    expect(carriers[1]!.heard.length).toBeGreaterThan(heard);
  });

  it('leave nothing running after stop', async () => {
    await meet();
    ana.sync.stop();
    ben.sync.stop();
    await clock.pass(0);
    expect(network.made.filter((connection) => connection.reach() !== 'closed')).toEqual([]);
    const heard = carriers[0]!.heard.length;
    ana.write('unsent');
    await clock.pass(120_000);
    expect(carriers[0]!.heard).toHaveLength(heard);
    expect(network.made.every((connection) => connection.reach() === 'closed')).toBe(true);
  });
});
