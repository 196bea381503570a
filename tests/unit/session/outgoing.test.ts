import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { err, systemRandom } from '../../../src/kernel/index.js';
import {
  type CheckinDraft,
  checkinChapter,
  finishRemovals,
  listNotedRemovals,
  NO_ANSWERS,
  noteRemoval,
  OUTGOING_CHAPTER,
  type OwnCheckinDocs,
  readHistory,
  readOwnCheckin,
  readRemovals,
  saveOwnCheckin,
  takeAwayCheckin,
  UNDO_WINDOW_MS,
} from '../../../src/model/index.js';
import '../../../src/session/release.js';
import { answersOf } from '../../../src/session/answers.js';
import type { Identity } from '../../../src/session/identity.js';
import { watchOutgoing } from '../../../src/session/outgoing.js';
import { withWaiting } from '../../../src/session/phone-status.js';
import { closeSpace, type LedgerSpace, openSpace, tidySpace } from '../../../src/session/space.js';
import { keepStrandedWords } from '../../../src/session/stranded.js';
import { createDeviceKeys, createRootSecret, deriveLedgerKeys } from '../../../src/vault/index.js';
import { createHandClock } from '../../setup/hand-clock.js';
import { entriesOf, meet } from '../ledger/couple.js';
import { freshDisk, readRawRows, until } from '../storage/disk.js';

const random = systemRandom;
const EVENING = '2027-01-15';
const MONTH = '2027-01';
const BOND = 'ana and ben';
const LONG_IDLE_MS = 120_000;
const spaces: LedgerSpace[] = [];

function identify(): Identity {
  return {
    device: createDeviceKeys(random),
    privateRoot: createRootSecret(random),
    meeting: undefined,
  };
}

/** Ana's phone with its two ledgers on disk, and Ben's with the shared one. */
async function setUp() {
  const clock = createHandClock();
  const [ana, ben] = [identify(), identify()];
  const keys = deriveLedgerKeys(createRootSecret(random), 0, 'shared');
  const devices = [
    { id: ana.device.id, publicKey: ana.device.publicKey, side: 'a' as const },
    { id: ben.device.id, publicKey: ben.device.publicKey, side: 'b' as const },
  ];
  const open = async (options: Omit<Parameters<typeof openSpace>[0], 'clock' | 'random'>) => {
    const space = await openSpace({ ...options, clock, random });
    spaces.push(space);
    return space;
  };
  const own = await open({
    name: 'own',
    keys: deriveLedgerKeys(ana.privateRoot, 0, 'private'),
    me: ana.device,
    devices: devices.slice(0, 1),
  });
  const shared = await open({ name: 'anas', keys, me: ana.device, devices });
  const bens = await open({ name: 'bens', keys, me: ben.device, devices });
  const author = answersOf(ana, random).me;
  const parts = { own, shared, mySide: 'a' as const, author, bond: BOND, clock };
  const mine = own.ledger.openChapter(checkinChapter(MONTH));
  const waiting = own.ledger.openChapter(OUTGOING_CHAPTER);
  const ours = shared.ledger.openChapter(checkinChapter(MONTH, 'a'));
  const docs: OwnCheckinDocs = {
    private: mine.doc,
    outgoing: { doc: waiting.doc, bond: BOND },
    shared: ours.doc,
  };
  const draft: CheckinDraft = { ...NO_ANSWERS, evening: EVENING, line: 'soup', share: true };
  return {
    clock,
    own,
    shared,
    bens,
    parts,
    docs,
    save: (part: Partial<CheckinDraft> = {}) =>
      saveOwnCheckin(docs, { ...draft, ...part }, { clock, random, author }),
    chosen: () => readOwnCheckin(docs, EVENING, author),
    benReads: () => {
      meet(bens.ledger.doc, shared.ledger.doc);
      const chapter = bens.ledger.openChapter(checkinChapter(MONTH, 'a'));
      const found = {
        lines: readHistory(chapter.doc, EVENING).map(({ checkin }) => checkin.line),
        isRemoved: readRemovals(chapter.doc, EVENING).length > 0,
      };
      chapter.close();
      return found;
    },
  };
}

async function isOnDisk(name: string, entry: Uint8Array): Promise<boolean> {
  return (await readRawRows(name)).some((row) => Buffer.from(row).includes(Buffer.from(entry)));
}

describe('what is meant for the partner', () => {
  beforeEach(freshDisk);
  afterEach(async () => {
    for (const space of spaces.splice(0)) await closeSpace(space);
  });

  it('[T1] [T2] waits while the other phone is away, and goes when it is near', async () => {
    const { save, chosen, parts, shared, benReads } = await setUp();
    const watch = watchOutgoing(parts);
    save();
    await new Promise(setImmediate);
    expect(watch.oldest.get()).toBe(chosen()?.checkin.savedAt);
    expect(entriesOf(shared.ledger.doc)).toEqual([]);
    watch.near(true);
    await until(() => watch.oldest.get() === undefined);
    expect(chosen()?.place).toBe('shared');
    expect(benReads().lines).toEqual(['soup']);
    save({ line: 'soup, and rain' });
    await until(() => watch.oldest.get() === undefined);
    expect(benReads().lines).toEqual(['soup, and rain', 'soup']);
    watch.near(false);
    save({ line: 'tears' });
    await new Promise(setImmediate);
    expect(benReads().lines).not.toContain('tears');
    watch.stop();
  });

  it('[T2] waits on where the copy could not be kept, and goes once, in one version', async () => {
    const { save, parts, shared, chosen, benReads } = await setUp();
    const watch = watchOutgoing(parts);
    save();
    const { saved } = shared.store;
    const full = async () => err({ type: 'QuotaExceeded' as const, detail: 'full' });
    Object.assign(shared.store, { saved: full });
    await watch.release();
    expect(watch.oldest.get()).toBeDefined();
    expect(chosen()?.place).toBe('shared');
    Object.assign(shared.store, { saved });
    await watch.release();
    expect(watch.oldest.get()).toBeUndefined();
    expect(benReads().lines).toEqual(['soup']);
    watch.stop();
  });

  it('[T3] taken back leaves not an entry in the shared ledger', async () => {
    const { save, parts, docs, shared, clock } = await setUp();
    const watch = watchOutgoing(parts);
    save();
    takeAwayCheckin(docs, EVENING, clock.now());
    watch.near(true);
    await watch.release();
    expect(entriesOf(shared.ledger.doc)).toEqual([]);
    expect(shared.ledger.doc.store.clients.size).toBe(0);
    watch.stop();
  });

  it('[T3] becomes its author’s alone where its bond is no more', async () => {
    const { save, own, docs } = await setUp();
    save();
    await keepStrandedWords(own, BOND);
    expect(readHistory(docs.private, EVENING)).toEqual([]);
    await keepStrandedWords(own, undefined);
    expect(readHistory(docs.private, EVENING)[0]?.checkin).toMatchObject({
      line: 'soup',
      share: true,
    });
  });

  it('makes nobody say that the other phone has everything', () => {
    const status = {
      partner: 'away' as const,
      hasEverythingNow: true,
      hasEverythingUpTo: 500,
      connections: [],
      lastEnd: undefined,
    };
    expect(withWaiting(status, undefined)).toEqual(status);
    expect(withWaiting(status, 400)).toMatchObject({
      hasEverythingNow: false,
      hasEverythingUpTo: 400,
    });
    expect(withWaiting(status, 600).hasEverythingUpTo).toBe(500);
    const never = withWaiting({ ...status, hasEverythingUpTo: undefined }, 400);
    expect(never.hasEverythingUpTo).toBeUndefined();
  });
});

describe('what was removed', () => {
  beforeEach(freshDisk);
  afterEach(async () => {
    for (const space of spaces.splice(0)) await closeSpace(space);
  });

  /** Ben has it; then Ana removes it. */
  async function shareAndRemove(part: Partial<CheckinDraft> = {}) {
    const phones = await setUp();
    const watch = watchOutgoing(phones.parts);
    phones.save(part);
    phones.save({ ...part, line: 'soup, and rain' });
    await watch.release();
    watch.stop();
    phones.benReads();
    const before = entriesOf(phones.shared.ledger.doc);
    takeAwayCheckin(phones.docs, EVENING, phones.clock.now());
    return { ...phones, before };
  }

  for (const seal of [false, true]) {
    it(`[T6] is in no entry and in neither database any more${seal ? ', sealed' : ''}`, async () => {
      const { shared, bens, docs, clock, before, benReads } = await shareAndRemove({ seal });
      finishRemovals(docs.shared!, 'checkins', EVENING);
      await shared.store.saved();
      benReads();
      await bens.store.saved();
      expect(await isOnDisk('bens', before[0]!)).toBe(true);
      clock.advance(LONG_IDLE_MS);
      await tidySpace(shared);
      benReads();
      await tidySpace(bens);
      for (const [name, space] of [
        ['anas', shared],
        ['bens', bens],
      ] as const) {
        for (const entry of before) expect(await isOnDisk(name, entry)).toBe(false);
        expect(entriesOf(space.ledger.doc)).toHaveLength(1);
      }
      expect(benReads()).toEqual({ lines: [], isRemoved: true });
    });
  }

  it('[T5] is finished at the next opening where the phone was switched off, once its undo is over', async () => {
    const { parts, docs, clock } = await shareAndRemove();
    const { doc } = docs.outgoing!;
    noteRemoval(doc, { root: 'checkins', evening: EVENING });
    const watch = watchOutgoing(parts);
    await new Promise(setImmediate);
    expect(docs.shared!.getMap('checkins').size).toBe(1);
    await until(() => {
      clock.advance(UNDO_WINDOW_MS);
      return listNotedRemovals(doc).length === 0;
    });
    expect(docs.shared!.getMap('checkins').size).toBe(0);
    watch.stop();
  });
});
