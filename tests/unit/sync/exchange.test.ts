/** A large first exchange: in parts, watched, cut in the middle, and gone on with. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { concatBytes } from '../../../src/kernel/index.js';
import { createExchangeProgress } from '../../../src/sync/exchange-progress.js';
import { PART_BYTES, takeApart } from '../../../src/sync/parts.js';
import {
  ANA,
  BEN,
  createCarriers,
  createNetwork,
  createPhone,
  createVirtualClock,
  type Network,
  type Phone,
  type VirtualClock,
} from './simulation.js';

let clock: VirtualClock;
let network: Network;
let carriers: ReturnType<typeof createCarriers>;
let phones: Phone[];

const ENTRY_BYTES = 40_000;
const ENTRIES = 100;
/** Of both phones, until all of it is there: a frame holds 16 KiB, and every fourth is acknowledged. */
const FRAMES = 320;

function start(me: typeof ANA, partner: typeof BEN, seed: number, doc = new Y.Doc()): Phone {
  const phone = createPhone({ me, partner, clock, network, seed, doc });
  phones.push(phone);
  return phone;
}

const countOf = ({ doc }: Phone): number => doc.getArray('entries').length;

function writeMuch({ doc }: Phone): void {
  for (let i = 0; i < ENTRIES; i++) {
    doc.getArray('entries').push([new Uint8Array(ENTRY_BYTES).fill(i)]);
  }
}

async function introduce(ana: Phone, ben: Phone): Promise<void> {
  ana.sync.introduceOver(carriers[0]!);
  ben.sync.introduceOver(carriers[1]!);
  await clock.pass(500);
}

beforeEach(() => {
  clock = createVirtualClock();
  network = createNetwork();
  carriers = createCarriers(2);
  phones = [];
});

afterEach(async () => {
  for (const { sync } of phones) sync.stop();
  await clock.pass(0);
});

describe('a large exchange', () => {
  it('[N102] arrives part by part: every part is in the ledger before the next', async () => {
    const [ana, ben] = [start(ANA, BEN, 1), start(BEN, ANA, 2)];
    writeMuch(ana);
    const sizes: number[] = [];
    ben.doc.on('update', (update: Uint8Array) => sizes.push(update.length));
    await introduce(ana, ben);
    expect(countOf(ben)).toBe(ENTRIES);
    expect(sizes.length).toBeGreaterThan((ENTRIES * ENTRY_BYTES) / PART_BYTES);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(PART_BYTES + ENTRY_BYTES);
  });

  it('[N103] cut in the middle, goes on with the rest over the next connection', async () => {
    const [ana, ben] = [start(ANA, BEN, 3), start(BEN, ANA, 4)];
    writeMuch(ana);
    network.cutAtFrame(FRAMES / 2);
    await introduce(ana, ben);
    const before = countOf(ben);
    expect(before).toBeGreaterThanOrEqual(ENTRIES / 3);
    expect(before).toBeLessThan(ENTRIES);
    ana.sync.stop();
    ben.sync.stop();
    await clock.pass(0);
    network.restore();
    const [ana2, ben2] = [start(ANA, BEN, 5, ana.doc), start(BEN, ANA, 6, ben.doc)];
    await introduce(ana2, ben2);
    await clock.pass(1_000);
    expect(countOf(ben2)).toBe(ENTRIES);
    const { bytesReceived } = ben2.sync.status.get().connections[0]!;
    expect(bytesReceived).toBeLessThan((ENTRIES - before + 10) * ENTRY_BYTES);
  });

  it('[N104] tells the receiver how far the whole of it has come', async () => {
    const [ana, ben] = [start(ANA, BEN, 7), start(BEN, ANA, 8)];
    writeMuch(ana);
    const seen: { bytes: number; of: number }[] = [];
    ben.sync.status.subscribe(() => {
      const receiving = ben.sync.status.get().connections[0]?.receiving;
      if (receiving) seen.push(receiving);
    });
    await introduce(ana, ben);
    await clock.pass(2_000);
    const whole = ENTRIES * ENTRY_BYTES;
    expect(seen.length).toBeGreaterThan(10);
    expect(seen.every(({ of }) => of >= whole && of < whole * 1.01)).toBe(true);
    expect(seen.every(({ bytes }, i) => bytes >= (seen[i - 1]?.bytes ?? 0))).toBe(true);
    expect(ben.sync.status.get().connections[0]?.receiving).toBeUndefined();
  });

  it('[N105] what is typed meanwhile arrives, at the latest with the end of it', async () => {
    const [ana, ben] = [start(ANA, BEN, 9), start(BEN, ANA, 10)];
    writeMuch(ana);
    let typed = false;
    ben.doc.on('update', () => {
      if (typed || countOf(ben) < 10) return;
      typed = true;
      queueMicrotask(() => ana.write('meanwhile'));
      queueMicrotask(() => ben.write('here too'));
    });
    await introduce(ana, ben);
    expect(countOf(ben)).toBe(ENTRIES + 2);
    expect(ana.read()).toEqual(ben.read());
  });
});

describe('parts of a message', () => {
  const messageOf = (syncType: number, update: Uint8Array): Uint8Array => {
    const head = [0, syncType];
    let { length } = update;
    for (; length > 127; length = Math.floor(length / 128)) head.push((length % 128) | 128);
    return concatBytes(Uint8Array.of(...head, length), update);
  };
  const doc = new Y.Doc();
  for (let i = 0; i < 20; i++) doc.getArray('entries').push([new Uint8Array(30_000)]);
  const large = Y.encodeStateAsUpdate(doc);

  it('[N102] are updates; only the last of an answer is still the answer', () => {
    const typesOf = (syncType: number) => takeApart(messageOf(syncType, large))?.map((m) => m[1]);
    expect(typesOf(1)).toEqual([2, 2, 1]);
    expect(typesOf(2)).toEqual([2, 2, 2]);
  });

  it('[N102] small messages and questions stay whole', () => {
    expect(takeApart(messageOf(2, new Uint8Array(10)))).toBeUndefined();
    expect(takeApart(messageOf(0, large))).toBeUndefined();
  });
});

describe('progress', () => {
  it('[N104] counts from the announcement to its end, partial messages included', () => {
    const [sender, receiver] = [createExchangeProgress(), createExchangeProgress()];
    sender.sent(100);
    receiver.took(100);
    receiver.hear(sender.announce(1_000));
    expect(receiver.read(undefined)).toEqual({ bytes: 0, of: 1_000 });
    receiver.took(300);
    expect(receiver.read({ bytes: 50, of: 300 })).toEqual({ bytes: 350, of: 1_000 });
    receiver.took(700);
    expect(receiver.read(undefined)).toBeUndefined();
    expect(receiver.read({ bytes: 1, of: 2 })).toEqual({ bytes: 1, of: 2 });
  });

  it('[N104] takes nonsense for nothing', () => {
    const progress = createExchangeProgress();
    for (const said of [new Uint8Array(), new Uint8Array(8).fill(255), new Uint8Array(9)]) {
      progress.hear(said);
      expect(progress.read(undefined)).toBeUndefined();
    }
  });
});
