/** Who takes part: Ana and Ben, each with the phone that meets the other's, and maybe one more phone each. */
import { type LedgerDevice, mayWriteChapter, type Side } from '../../../src/ledger/index.js';
import {
  createDeviceKeys,
  createRootSecret,
  type DeviceKeys,
  deriveLedgerKeys,
  deriveMeetingKeys,
} from '../../../src/vault/index.js';
import { createChance } from './chance.js';

export const CHAPTERS = ['gratitude/2026-11', 'checkins/2026-11@a', 'checkins/2026-11@b'] as const;
export type ChapterName = (typeof CHAPTERS)[number];

export type Person = {
  readonly name: string;
  readonly side: Side;
  readonly keys: DeviceKeys;
  /** Of its certificate. */
  readonly fingerprint: Uint8Array;
};

/** The same in every life, so that what is worked out once for a key need not be again. */
const chance = createChance(2_026);

function createPerson(name: string, side: Side): Person {
  return { name, side, keys: createDeviceKeys(chance), fingerprint: chance.bytes(32) };
}

/** The first two are those that meet; the others know the same ledger, by parcel only. */
export const PEOPLE: readonly Person[] = [
  createPerson('Ana', 'a'),
  createPerson('Ben', 'b'),
  createPerson("Ana's old phone", 'a'),
  createPerson("Ben's tablet", 'b'),
];

const root = createRootSecret(chance);
export const LEDGER_KEYS = deriveLedgerKeys(root, 0, 'shared');
export const MEETING_KEYS = deriveMeetingKeys(root);

export const DEVICES: readonly LedgerDevice[] = PEOPLE.map(({ keys, side }) => ({
  id: keys.id,
  publicKey: keys.publicKey,
  side,
}));

export function chaptersOf(side: Side): readonly ChapterName[] {
  return CHAPTERS.filter((name) => mayWriteChapter(name, side));
}
