import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createSignal, err, ok, systemRandom } from '../../../src/kernel/index.js';
import { createLedger } from '../../../src/ledger/index.js';
import {
  addNote,
  type CheckinDraft,
  checkinChapter,
  gratitudeChapter,
  NO_ANSWERS,
  OUTGOING_CHAPTER,
  type OwnCheckinDocs,
  readHistory,
  readNotes,
  readOwnCheckin,
  saveCheckin,
  saveOwnCheckin,
} from '../../../src/model/index.js';
import { BOND } from '../../../src/session/bond-keeper.js';
import { type BondRecord, isBondRecord, nameOfBond } from '../../../src/session/bond-record.js';
import { LiveSession } from '../../../src/session/live-session.js';
import { type LedgerSpace, openSpace } from '../../../src/session/space.js';
import {
  type DeviceStore,
  electLeader,
  openDeviceStore,
  type StoreError,
  type StoreStatus,
} from '../../../src/storage/index.js';
import { createDeviceKeys, createRootSecret, deriveLedgerKeys } from '../../../src/vault/index.js';
import { createHandClock } from '../../setup/hand-clock.js';
import { freshDisk, until } from '../storage/disk.js';

const FULL: StoreError = { type: 'QuotaExceeded', detail: 'the disk is full' };
const LINE: CheckinDraft = {
  evening: '2027-01-15',
  ...NO_ANSWERS,
  light: 4,
  line: 'soup',
  share: true,
};
const clock = createHandClock();
const random = systemRandom;
const ana = createDeviceKeys(random);
const privateKeys = deriveLedgerKeys(createRootSecret(random), 0, 'private');
const alone = {
  keys: privateKeys,
  me: ana,
  devices: [{ id: ana.id, publicKey: ana.publicKey, side: 'a' as const }],
  clock,
  random,
};

function bondWith(confirmed: boolean): BondRecord {
  const ben = createDeviceKeys(random);
  return {
    version: 1,
    epoch: 0,
    secret: random.bytes(32),
    mySide: 'a',
    partner: { id: ben.id, publicKey: ben.publicKey, fingerprint: new Uint8Array(32) },
    greeting: new Uint8Array(),
    since: clock.now(),
    confirmed,
  };
}

const stores: DeviceStore[] = [];

/** Ana's phone, with a real disk and no way to meet anybody. */
async function openPhone(bond?: BondRecord, own?: LedgerSpace) {
  const opened = await openDeviceStore('vesper-device', clock);
  if (!opened.ok) throw new Error(opened.error.type);
  const store = opened.value;
  stores.push(store);
  if (bond) await store.put(BOND, bond);
  const session = new LiveSession({
    identity: { device: ana, privateRoot: createRootSecret(random), meeting: undefined },
    store,
    own: own ?? (await openSpace({ name: 'vesper-private', ...alone })),
    leadership: electLeader('vesper-leader', undefined),
    clock,
    random,
  });
  return { session, store };
}

beforeEach(freshDisk);
afterEach(() => {
  for (const store of stores.splice(0)) store.close();
});

describe('the sentence about saving', () => {
  it('says trouble from the start where storage was in trouble when it was opened', async () => {
    const status = createSignal<StoreStatus>({
      state: 'trouble',
      error: FULL,
      rowsSetAside: 0,
      nearlyFull: false,
    });
    const store = { status, saved: async () => err(FULL) };
    const ledger = createLedger({ ...alone, doc: new Y.Doc() });
    // Of storage only these two are asked anything here.
    const { session } = await openPhone(undefined, { ledger, store } as never);
    await until(() => session.saving.get().state === 'trouble');
    expect(session.saving.get()).toEqual({ state: 'trouble', error: FULL });
  });
});

describe('a bond', () => {
  it('that is given up while it is being opened does not come back', async () => {
    const { session, store } = await openPhone(bondWith(true));
    const opening = session.takeUpBond();
    expect(await session.unpair()).toEqual(ok());
    await opening;
    expect(session.bond.get()).toBeUndefined();
    expect(await store.get(BOND, (value): value is unknown => value !== undefined)).toBeUndefined();
  });

  it('is forgotten with what was known of the other phone, also what is noted at the very end', async () => {
    const { session, store } = await openPhone(bondWith(true));
    await session.takeUpBond();
    const stopKnowing = session.bond.subscribe(() => void store.put('known', 'noted at the end'));
    await session.unpair();
    stopKnowing();
    expect(
      await store.get('known', (value): value is string => typeof value === 'string'),
    ).toBeUndefined();
  });

  it('of a newer Vesper is not paired over: this phone is to be updated', async () => {
    const { session, store } = await openPhone();
    await store.put(BOND, { version: 2, secret: 'elsewhere' });
    await session.takeUpBond();
    expect(await session.startPairing()).toEqual(err({ type: 'NewerBond' }));
  });

  it('that holds is not paired over', async () => {
    const { session } = await openPhone(bondWith(true));
    await session.takeUpBond();
    expect(await session.startPairing()).toEqual(err({ type: 'AlreadyPaired' }));
  });
});

describe('a bond that the other phone never confirmed', () => {
  /** Ana wrote in it; then she pairs again. `bonds` is what a pairing calls. */
  async function writeAndPairAgain() {
    const { session, store } = await openPhone(bondWith(false));
    await session.takeUpBond();
    const checkins = session.openChapter('shared', checkinChapter('2027-01', 'a'));
    saveCheckin(checkins.doc, LINE, { clock, random });
    const board = session.openChapter('shared', gratitudeChapter('2027-01'));
    addNote(board.doc, { author: 'a', text: 'thank you for the soup' }, { clock, random });
    checkins.close();
    board.close();
    return { session, store };
  }

  it('gives back what was shared in it when another takes its place: only on this phone, to be shared anew', async () => {
    const { session, store } = await writeAndPairAgain();
    const next = bondWith(false);
    expect(await session.bonds.keep(next)).toBe(true);
    await session.bonds.join(next, undefined);
    expect(await store.get(BOND, isBondRecord)).toEqual(next);
    const checkins = session.openChapter('private', checkinChapter('2027-01'));
    expect(readHistory(checkins.doc, LINE.evening)[0]?.checkin).toMatchObject({
      line: 'soup',
      share: true,
    });
    const board = session.openChapter('private', gratitudeChapter('2027-01'));
    expect(readNotes(board.doc)).toMatchObject([{ author: 'me', text: 'thank you for the soup' }]);
    const shared = session.openChapter('shared', gratitudeChapter('2027-01'));
    expect(readNotes(shared.doc)).toEqual([]);
  });

  it('is still there when the next pairing fails', async () => {
    const { session, store } = await writeAndPairAgain();
    const before = await store.get(BOND, isBondRecord);
    await session.bonds.keep(bondWith(false));
    await session.bonds.forget();
    expect(await store.get(BOND, isBondRecord)).toEqual(before);
    expect(session.bond.get()?.confirmed).toBe(false);
  });
});

describe('what waits to be handed over', () => {
  /** Ana saves it for Ben, whose phone is away. */
  async function writeForBen() {
    const bond = bondWith(true);
    const { session } = await openPhone(bond);
    await session.takeUpBond();
    const outgoing = session.openChapter('private', OUTGOING_CHAPTER);
    const docs: OwnCheckinDocs = {
      private: session.openChapter('private', checkinChapter('2027-01')).doc,
      outgoing: { doc: outgoing.doc, bond: nameOfBond(bond) },
      shared: session.openChapter('shared', checkinChapter('2027-01', 'a')).doc,
    };
    saveOwnCheckin(docs, LINE, { clock, random, author: session.author });
    const place = () => readOwnCheckin(docs, LINE.evening, session.author)?.place;
    return { session, docs, place };
  }

  it('[T2] leaves with a parcel, and is in the shared ledger before that is handed out', async () => {
    const { session, place } = await writeForBen();
    await until(() => session.sync.get().hasEverythingNow === false);
    expect(place()).toBe('outgoing');
    const parcels = await session.openParcels();
    if (!parcels.ok) throw new Error(parcels.error.type);
    expect(await parcels.value.prepare()).toMatchObject({ ok: true, value: { hasWords: true } });
    expect(place()).toBe('shared');
  });

  it('[T3] stays with Ana alone when she ends the bond, and no later one takes it', async () => {
    const { session } = await writeForBen();
    await session.unpair();
    const own = session.openChapter('private', checkinChapter('2027-01'));
    expect(readHistory(own.doc, LINE.evening)[0]?.checkin).toMatchObject({
      line: 'soup',
      share: true,
    });
    clock.advance(1);
    await session.bonds.join(bondWith(true), undefined);
    const parcels = await session.openParcels();
    if (parcels.ok) await parcels.value.prepare();
    const shared = session.openChapter('shared', checkinChapter('2027-01', 'a'));
    expect(readHistory(shared.doc, LINE.evening)).toEqual([]);
  });
});
