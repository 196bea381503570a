/** Ana and Ben, their devices and their ledgers, for the tests of this room. Eve has devices too. */
import * as Y from 'yjs';
import { type Clock, concatBytes, type Random, systemRandom } from '../../../src/kernel/index.js';
import {
  createLedger,
  type FoldRules,
  type Ledger,
  type LedgerDevice,
  type Side,
} from '../../../src/ledger/index.js';
import {
  createDeviceKeys,
  createRootSecret,
  type DeviceKeys,
  deriveLedgerKeys,
  type LedgerKeys,
  openEntry,
  sealEntry,
} from '../../../src/vault/index.js';

export const HEADER_BYTES = 37;

/** A clock that stands still until it is told otherwise. */
export type HandClock = Clock & { readonly advance: (ms: number) => void };

export function createHandClock(start = 1_800_000_000_000): HandClock {
  let now = start;
  const timers = new Map<object, { at: number; run: () => void }>();
  return {
    now: () => now,
    timeZone: () => 'Europe/Berlin',
    after: (ms, run) => {
      const key = {};
      timers.set(key, { at: now + ms, run });
      return () => timers.delete(key);
    },
    advance: (ms) => {
      now += ms;
      for (const [key, timer] of [...timers]) {
        if (timer.at <= now && timers.delete(key)) timer.run();
      }
    },
  };
}

export type Phone = {
  readonly device: DeviceKeys;
  readonly side: Side;
  readonly doc: Y.Doc;
  readonly ledger: Ledger;
};

export type Couple = {
  readonly keys: LedgerKeys;
  readonly clock: HandClock;
  readonly devices: readonly LedgerDevice[];
  readonly phones: readonly Phone[];
};

export function asLedgerDevice(device: DeviceKeys, side: Side): LedgerDevice {
  return { id: device.id, publicKey: device.publicKey, side };
}

/** One phone for each side named, all knowing each other. */
export function createCouple(
  sides: readonly Side[] = ['a', 'b'],
  foldRules?: FoldRules,
  random: Random = systemRandom,
): Couple {
  const keys = deriveLedgerKeys(createRootSecret(random), 0, 'shared');
  const clock = createHandClock();
  const owned = sides.map((side) => ({ side, device: createDeviceKeys(random) }));
  const devices = owned.map(({ side, device }) => asLedgerDevice(device, side));
  const phones = owned.map(({ side, device }) => {
    const doc = new Y.Doc();
    const rules = foldRules === undefined ? {} : { foldRules };
    const ledger = createLedger({ doc, keys, me: device, devices, clock, random, ...rules });
    return { side, device, doc, ledger };
  });
  return { keys, clock, devices, phones };
}

/** Ana (side a) and Ben (side b), one phone each. */
export function createAnaAndBen(foldRules?: FoldRules): Couple & { ana: Phone; ben: Phone } {
  const couple = createCouple(['a', 'b'], foldRules);
  const [ana, ben] = couple.phones;
  if (ana === undefined || ben === undefined) throw new Error('two phones were asked for');
  return { ...couple, ana, ben };
}

/** Gives each of two outer documents what the other one has. */
export function meet(one: Y.Doc, other: Y.Doc): void {
  Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
  Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
}

export function entriesOf(doc: Y.Doc): Uint8Array[] {
  return doc.getArray<Uint8Array>('entries').toArray();
}

/** The bodies of all entries that these devices wrote, opened with the couple's key. */
export function openBodies(doc: Y.Doc, couple: Couple): Uint8Array[] {
  return entriesOf(doc).flatMap((entry) =>
    couple.devices.flatMap(({ publicKey }) => {
      const header = entry.subarray(0, HEADER_BYTES);
      const opened = openEntry(
        couple.keys.sealKey,
        publicKey,
        header,
        entry.subarray(HEADER_BYTES),
      );
      return opened.ok ? [opened.value] : [];
    }),
  );
}

/** Whether any entry, opened, holds this text. */
export function holdsText(doc: Y.Doc, couple: Couple, text: string): boolean {
  return openBodies(doc, couple).some((body) => Buffer.from(body).includes(text));
}

/** An entry by a device that holds the key but whose app puts whatever it likes inside. */
export function sealByHand(
  couple: Couple,
  like: Uint8Array,
  by: DeviceKeys,
  body: Uint8Array,
): Uint8Array {
  const header = Uint8Array.from(like.subarray(0, HEADER_BYTES));
  header.set(Buffer.from(by.id, 'hex'), 21);
  return concatBytes(header, sealEntry(couple.keys.sealKey, by, header, body, systemRandom));
}
