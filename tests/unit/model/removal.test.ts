import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  finishRemovals,
  handOver,
  hasLeft,
  keepStranded,
  listStranded,
  oldestWaiting,
  pairEvenings,
  readHistory,
  readMonth,
  readRemovals,
  readSeen,
  UNDO_WINDOW_MS,
} from '../../../src/model/index.js';
import { carry, createTwo, EVENING, type Phone } from './answer-cast.js';

const CANARY = 'said in anger';

function holds(doc: Y.Doc, words: string): boolean {
  return Buffer.from(Y.encodeStateAsUpdate(doc)).includes(words);
}

function bytesOf(doc: Y.Doc): string {
  return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex');
}

describe('a check-in that has not left this phone', () => {
  it('[T1] waits in the private ledger and nowhere else', () => {
    const { ana } = createTwo();
    ana.saveApart({ line: CANARY, seal: false });
    expect(ana.own()).toMatchObject({ place: 'outgoing', checkin: { line: CANARY } });
    expect(holds(ana.docs.outgoing.doc, CANARY)).toBe(true);
    expect(ana.docs.shared.store.clients.size).toBe(0);
    expect(hasLeft(ana.own()!)).toBe(false);
  });

  it('[T3] taken back leaves the shared ledger as it was, byte for byte', () => {
    const { ana } = createTwo();
    ana.save({ evening: '2026-11-20', line: 'soup' });
    const before = bytesOf(ana.docs.shared);
    ana.saveApart({ line: CANARY });
    ana.saveApart({ line: `${CANARY}, twice` });
    ana.takeAway();
    ana.release();
    expect(ana.own()).toBeUndefined();
    expect(bytesOf(ana.docs.shared)).toBe(before);
    expect(holds(ana.docs.outgoing.doc, CANARY)).toBe(false);
    expect(holds(ana.docs.private, CANARY)).toBe(false);
  });

  it('[T3] comes back with undo, and leaves as it would have', () => {
    const { ana, ben } = createTwo();
    ana.saveApart({ line: 'soup' });
    ana.takeAway();
    expect(ana.bringBack()).toBe(true);
    expect(ana.own()).toMatchObject({
      place: 'outgoing',
      checkin: { line: 'soup', seal: 'closed' },
    });
    carry(ana, ben);
    expect(ben.partner()?.seal).toBe('closed');
  });

  it('[T2] leaves in the version that counts; what was written before stays with its author', () => {
    const { ana, ben } = createTwo();
    ana.saveApart({ line: CANARY, seal: false });
    ana.saveApart({ line: 'soup', seal: false });
    carry(ana, ben);
    expect(ben.partner()?.line).toBe('soup');
    expect(holds(ana.docs.shared, CANARY)).toBe(false);
    expect(readHistory(ana.docs.private, EVENING).map(({ checkin }) => checkin.line)).toEqual([
      CANARY,
    ]);
    expect(oldestWaiting(ana.docs.outgoing)).toBeUndefined();
  });

  it('[T2] is sealed on the way, and is not there in plain', () => {
    const { ana } = createTwo();
    ana.saveApart({ line: CANARY });
    expect(ana.own()?.checkin.seal).toBe('closed');
    ana.release();
    expect(ana.own()).toMatchObject({ place: 'shared', checkin: { seal: 'closed', line: CANARY } });
    expect(holds(ana.docs.shared, CANARY)).toBe(false);
  });

  it('[T2] copied a second time, as after a crash, makes no second version', () => {
    const { ana } = createTwo();
    ana.saveApart({ line: 'soup' });
    const waiting = Y.encodeStateAsUpdate(ana.docs.outgoing.doc);
    ana.release();
    const before = bytesOf(ana.docs.shared);
    const again = { doc: new Y.Doc(), bond: ana.docs.outgoing.bond };
    Y.applyUpdate(again.doc, waiting);
    expect(oldestWaiting(again)).toBeDefined();
    handOver(again, 'checkins', EVENING, ana.docs.shared, ana.me);
    expect(bytesOf(ana.docs.shared)).toBe(before);
  });

  it('[T2] saved in two tabs at once leaves in one version, and the other stays with its author', () => {
    const { ana, ben } = createTwo();
    const otherTab = createTwo().ana;
    otherTab.saveApart({ line: CANARY, seal: false });
    ana.saveApart({ evening: '2026-11-20', line: 'earlier', seal: false });
    ana.saveApart({ line: 'soup', seal: false });
    Y.applyUpdate(ana.docs.outgoing.doc, Y.encodeStateAsUpdate(otherTab.docs.outgoing.doc));
    carry(ana, ben);
    expect(readHistory(ben.theirs, EVENING).map(({ checkin }) => checkin.line)).toEqual(['soup']);
    expect(readHistory(ana.docs.private, EVENING).map(({ checkin }) => checkin.line)).toEqual([
      CANARY,
    ]);
  });

  it('[T3] is not handed to another partner: it becomes its author’s alone', () => {
    const { ana } = createTwo();
    ana.saveApart({ line: 'soup' });
    const { doc } = ana.docs.outgoing;
    const bond = 'another';
    expect(oldestWaiting({ doc, bond })).toBeUndefined();
    for (const key of listStranded(doc, bond)) keepStranded(doc, key, ana.docs.private);
    expect(ana.own()).toMatchObject({ place: 'private', checkin: { line: 'soup', share: true } });
    expect(listStranded(doc, undefined)).toEqual([]);
  });

  it('made just for oneself, does not leave any more', () => {
    const { ana } = createTwo();
    ana.saveApart({ line: 'soup' });
    ana.saveApart({ line: 'soup', share: false });
    ana.release();
    expect(ana.own()?.place).toBe('private');
    expect(ana.docs.shared.store.clients.size).toBe(0);
  });

  it('that follows one the partner has is the one that can be taken back', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup', seal: false });
    ana.saveApart({ line: CANARY, seal: false });
    expect(ana.own()).toMatchObject({ place: 'outgoing', sharedBefore: { line: 'soup' } });
    expect(hasLeft(ana.own()!)).toBe(true);
    carry(ana, ben);
    expect(readHistory(ben.theirs, EVENING).map(({ checkin }) => checkin.line)).toEqual([
      CANARY,
      'soup',
    ]);
  });
});

function removed(part: Parameters<Phone['save']>[0] = {}) {
  const two = createTwo();
  two.ana.save({ line: CANARY, seal: false, ...part });
  two.ana.save({ line: `${CANARY}, and more`, seal: false, ...part });
  two.ana.openNow();
  carry(two.ana, two.ben);
  two.ana.takeAway();
  carry(two.ana, two.ben);
  return two;
}

describe('a check-in that has left', () => {
  it('[T4] removed, shows as removed on both phones, in no version', () => {
    const { ana, ben } = removed();
    expect(ana.own()).toBeUndefined();
    expect(ben.partner()).toMatchObject({ removed: true, line: undefined });
    const months = {
      own: readMonth(ana.docs.private, ana.me),
      shared: readMonth(ana.docs.shared, ana.me),
      partners: [],
    };
    expect(pairEvenings(months)).toMatchObject([{ evening: EVENING, mineRemoved: true }]);
  });

  it('[T5] comes back for both while the words are there, and not after', () => {
    const { ana, ben } = removed();
    expect(ana.bringBack()).toBe(true);
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ line: `${CANARY}, and more` });
    ana.takeAway();
    ana.finish();
    expect(ana.bringBack()).toBe(false);
  });

  it('[T5] [T6] is gone with its versions and its keys, also from what the partner has', () => {
    for (const seal of [false, true]) {
      const { ana, ben } = removed({ seal });
      expect(ben.theirs.getMap('opened').size).toBe(seal ? 1 : 0);
      ana.finish();
      carry(ana, ben);
      for (const doc of [ana.docs.shared, ben.theirs]) {
        expect(holds(doc, CANARY)).toBe(false);
        expect([...doc.getMap('checkins').keys()]).toEqual([]);
        expect([...doc.getMap('opened').keys()]).toEqual([]);
      }
      expect(ben.partner()?.removed).toBe(true);
    }
  });

  it('[T5] is finished by its time where nobody did, and not before', () => {
    const { ana } = removed();
    const [mark] = readRemovals(ana.docs.shared, EVENING);
    const due = mark!.at + UNDO_WINDOW_MS;
    expect(finishRemovals(ana.docs.shared, 'checkins', EVENING, due - 1)).toBe(false);
    expect(holds(ana.docs.shared, CANARY)).toBe(true);
    expect(finishRemovals(ana.docs.shared, 'checkins', EVENING, due)).toBe(true);
    expect(holds(ana.docs.shared, CANARY)).toBe(false);
  });

  it('[T4] can be followed by another, which the mark does not cover', () => {
    const { ana, ben } = removed();
    ana.save({ line: 'soup', seal: false });
    ana.finish();
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ line: 'soup' });
    expect(ana.own()?.checkin.line).toBe('soup');
  });
});

describe('removing a sealed answer', () => {
  function answered() {
    const { ana, ben: eve } = createTwo();
    ana.save({ line: 'soup' });
    eve.save({ line: 'the first answer' });
    carry(ana, eve);
    carry(eve, ana);
    return { ana, eve };
  }

  it('[T4] [A4] opens nothing: an answer removed before it was opened for is none', () => {
    const { ana, eve } = answered();
    eve.takeAway();
    carry(eve, ana);
    ana.keep();
    carry(ana, eve);
    expect(eve.partner()).toMatchObject({ seal: 'closed', line: undefined });
  });

  it('[T4] one’s own that was removed is not opened', () => {
    const { ana, eve } = answered();
    ana.takeAway();
    ana.keep();
    carry(ana, eve);
    expect([...eve.theirs.getMap('opened').keys()]).toEqual([]);
    expect(eve.partner()).toMatchObject({ removed: true });
  });

  it('[T7] Eve reads Ana’s, then removes her own: Ana is told that it was after hers had been opened', () => {
    const { ana, eve } = answered();
    ana.keep();
    carry(ana, eve);
    expect(eve.partner()).toMatchObject({ line: 'soup' });
    eve.takeAway();
    eve.finish();
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ removed: true, changedAfter: true });
  });

  it('[T7] Eve removes hers and answers anew: that is shown as changed afterwards', () => {
    const { ana, eve } = answered();
    ana.keep();
    carry(ana, eve);
    eve.takeAway();
    eve.finish();
    eve.save({ line: 'a better answer', seal: false });
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ line: 'a better answer', changedAfter: true });
  });

  it('[A7] [T7] Eve takes hers away with no mark, or one that names another: nothing is believed', () => {
    for (const mark of [undefined, { at: 5 }, { at: 5, commitment: new Uint8Array(32) }]) {
      const { ana, eve } = answered();
      ana.keep();
      const [key] = [...eve.docs.shared.getMap('checkins').keys()];
      eve.docs.shared.getMap('checkins').delete(key!);
      if (mark) eve.docs.shared.getMap('removed').set(key!, mark);
      carry(eve, ana);
      expect(ana.partner()).toMatchObject({ evening: EVENING, seal: 'broken', line: undefined });
      eve.save({ line: 'a better answer', seal: false });
      carry(eve, ana);
      expect(ana.partner()).toMatchObject({ seal: 'broken', line: undefined });
    }
  });

  it('[A7] Eve hands over a wrong key and answers anew: nothing is believed', () => {
    const { ana, eve } = answered();
    ana.keep();
    const [key] = [...eve.docs.shared.getMap('checkins').keys()];
    eve.docs.shared.getMap('opened').set(key!, { key: new Uint8Array(32) });
    eve.save({ line: 'a better answer', seal: false });
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ seal: 'broken', line: undefined });
  });

  it('[T8] Ana, who removes hers, still sees that Eve changed after it had been opened', () => {
    const { ana, eve } = answered();
    ana.keep();
    ana.takeAway();
    ana.finish();
    expect(readSeen(ana.docs.shared, EVENING)).toBeDefined();
    eve.save({ line: 'a better answer', seal: false });
    carry(eve, ana);
    expect(ana.partner()).toMatchObject({ changedAfter: true });
  });

  it('is not undone by marks that are none', () => {
    const { ana, ben } = createTwo();
    ben.save({ line: 'rain', seal: false });
    const [key] = [...ben.docs.shared.getMap('checkins').keys()];
    for (const value of [true, 'x', {}, { at: -1 }, [1]]) {
      ben.docs.shared.getMap('removed').set(key!, value);
      carry(ben, ana);
      expect(ana.partner()?.line).toBe('rain');
    }
    ben.docs.shared.getMap('removed').set('no key', { at: 1 });
    carry(ben, ana);
    expect(readRemovals(ana.theirs)).toEqual([]);
  });
});
