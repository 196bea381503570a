/** Two who have been together for ten years, the same two each time: their keys, their bond and what they wrote. */
import * as Y from 'yjs';
import type { LocalDate } from '../../src/kernel/index.js';
import { compareBytes } from '../../src/kernel/index.js';
import { createLedger, type Ledger, type LedgerDevice, type Side } from '../../src/ledger/index.js';
import { profileChapter, writeProfile } from '../../src/model/index.js';
import {
  createDeviceKeys,
  createRootSecret,
  type DeviceKeys,
  deriveLedgerKeys,
  type LedgerKeys,
  type Secret,
} from '../../src/vault/index.js';
import { createMovableClock, createSeededRandom, type Partner10Y } from './ten-years.js';

export const YEARS_SEED = 1177;
const COUPLE_SEED = 42;

export type Couple = {
  /** The two devices; the one with the lower signing key is `a`, as in a real pairing. */
  readonly partners: readonly [Partner10Y, Partner10Y];
  readonly bond: Secret;
  readonly keys: LedgerKeys;
  /** Ana's own root secret, for her private ledger. */
  readonly privateRoot: Secret;
};

function sortIntoSides(one: DeviceKeys, other: DeviceKeys): readonly [Partner10Y, Partner10Y] {
  const isOneFirst = compareBytes(one.publicKey, other.publicKey) < 0;
  const [a, b] = isOneFirst ? [one, other] : [other, one];
  return [
    { keys: a, side: 'a' },
    { keys: b, side: 'b' },
  ];
}

export function createCouple(seed = COUPLE_SEED): Couple {
  const random = createSeededRandom(seed);
  const bond = createRootSecret(random);
  return {
    partners: sortIntoSides(createDeviceKeys(random), createDeviceKeys(random)),
    bond,
    keys: deriveLedgerKeys(bond, 0, 'shared'),
    privateRoot: createRootSecret(random),
  };
}

export function listDevices({ partners }: Couple): readonly LedgerDevice[] {
  return partners.map(({ keys: { id, publicKey }, side }) => ({ id, publicKey, side }));
}

/** What lies in the private ledger of a phone whose owner has given a name, and whatever else `write` puts there. */
export function buildPrivateLedger(
  couple: Couple,
  owner: DeviceKeys,
  today: LocalDate,
  write: (ledger: Ledger) => void = () => undefined,
): Uint8Array {
  const doc = new Y.Doc();
  const side: Side = 'a';
  const ledger = createLedger({
    doc,
    keys: deriveLedgerKeys(couple.privateRoot, 0, 'private'),
    me: owner,
    devices: [{ id: owner.id, publicKey: owner.publicKey, side }],
    clock: createMovableClock(Date.parse(`${today}T12:00:00Z`)),
    random: createSeededRandom(COUPLE_SEED + 1),
  });
  const chapter = ledger.openChapter(profileChapter());
  writeProfile(chapter.doc, { name: 'Ana', shape: 'circle' });
  chapter.close();
  write(ledger);
  ledger.close();
  return Y.encodeStateAsUpdate(doc);
}
