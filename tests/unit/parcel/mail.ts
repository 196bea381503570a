/** Ana's and Ben's phones with no connection between them, and the parcels that go back and forth. */
import * as Y from 'yjs';
import { ok, type Random, systemRandom } from '../../../src/kernel/index.js';
import { createLedger, type Holdings, watchHoldings } from '../../../src/ledger/index.js';
import type { ParcelContext } from '../../../src/parcel/index.js';
import type { BondRecord } from '../../../src/session/bond-record.js';
import type { Identity } from '../../../src/session/identity.js';
import type { Parcels } from '../../../src/session/parcel-faces.js';
import { createParcels } from '../../../src/session/parcels.js';
import type { LedgerSpace } from '../../../src/session/space.js';
import {
  createDeviceKeys,
  createSecret,
  type DeviceKeys,
  deriveLedgerKeys,
  deriveParcelKeys,
} from '../../../src/vault/index.js';
import { createHandClock, type HandClock } from '../../setup/hand-clock.js';

export const BOARD = 'gratitude/2027-01';

export type MailPhone = {
  readonly space: LedgerSpace;
  readonly holdings: Holdings;
  readonly parcels: Parcels;
  /** Anew, as when its screen is opened again. */
  readonly openParcels: () => Parcels;
  readonly context: ParcelContext;
  /** The same phone with the same keys, and nothing kept in it. */
  readonly emptied: () => MailPhone;
  /** The same phone once more, with all that is kept in it. */
  readonly copied: () => MailPhone;
  /** Makes the next look at storage fail, or succeed again. */
  readonly breakStorage: (broken: boolean) => void;
};

type Side = 'a' | 'b';

function createPhone(
  secret: Uint8Array,
  side: Side,
  [me, partner]: readonly [DeviceKeys, DeviceKeys],
  clock: HandClock,
  random: Random,
): MailPhone {
  const otherSide = side === 'a' ? 'b' : 'a';
  let broken = false;
  const ledger = createLedger({
    doc: new Y.Doc(),
    keys: deriveLedgerKeys(createSecret(secret), 0, 'shared'),
    me,
    devices: [
      { id: me.id, publicKey: me.publicKey, side },
      { id: partner.id, publicKey: partner.publicKey, side: otherSide },
    ],
    clock,
    random,
    foldRules: { entries: 4, idleMs: 1_000, deletedIdleMs: 2_000 },
  });
  const saved = async () =>
    broken ? { ok: false, error: { type: 'QuotaExceeded', detail: 'full' } } : ok();
  const space = { ledger, store: { saved } } as unknown as LedgerSpace;
  const holdings = watchHoldings({ doc: ledger.doc, clock, onKnown: () => {} });
  const bond: BondRecord = {
    version: 1,
    epoch: 0,
    secret,
    mySide: side,
    partner: { id: partner.id, publicKey: partner.publicKey, fingerprint: new Uint8Array(32) },
    greeting: new Uint8Array(),
    since: 0,
    confirmed: true,
  };
  const identity = { device: me } as unknown as Identity;
  let isLacking = false;
  const lacking = {
    get: () => isLacking,
    set: (next: boolean) => {
      isLacking = next;
    },
  };
  const openParcels = () =>
    createParcels({
      ...{ bond, identity, space, holdings, lacking, clock, random },
      beforeLeaving: async () => {},
    });
  return {
    space,
    holdings,
    parcels: openParcels(),
    openParcels,
    context: {
      keys: deriveParcelKeys(createSecret(secret)),
      me: me.id,
      partner: partner.id,
    },
    emptied: () => createPhone(secret, side, [me, partner], clock, random),
    copied: () => {
      const copy = createPhone(secret, side, [me, partner], clock, random);
      Y.applyUpdate(copy.space.ledger.doc, Y.encodeStateAsUpdate(ledger.doc));
      return copy;
    },
    breakStorage: (next) => {
      broken = next;
    },
  };
}

export function createMail(random: Random = systemRandom) {
  const clock = createHandClock();
  const secret = random.bytes(32);
  const [anas, bens] = [createDeviceKeys(random), createDeviceKeys(random)];
  return {
    clock,
    ana: createPhone(secret, 'a', [anas, bens], clock, random),
    ben: createPhone(secret, 'b', [bens, anas], clock, random),
  };
}

export async function send(phone: MailPhone): Promise<Uint8Array> {
  const prepared = await phone.parcels.prepare();
  if (!prepared.ok) throw new Error(prepared.error.type);
  prepared.value.handedOver();
  return prepared.value.bytes;
}

export function write(phone: MailPhone, chapterName: string, words: string): void {
  const chapter = phone.space.ledger.openChapter(chapterName);
  chapter.doc.getText('t').insert(0, words);
  chapter.close();
}

export function read(phone: MailPhone, chapterName: string): string {
  const chapter = phone.space.ledger.openChapter(chapterName);
  const words = chapter.doc.getText('t').toString();
  chapter.close();
  return words;
}

export function stateOf({ space }: MailPhone): string {
  return Buffer.from(Y.encodeStateAsUpdate(space.ledger.doc)).toString('base64');
}
