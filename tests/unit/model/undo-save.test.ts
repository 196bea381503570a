import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type CheckinDraft,
  NO_ANSWERS,
  type SavedStep,
  saveWithUndo,
  type Undone,
  undoSave,
} from '../../../src/model/index.js';
import { carry, createTwo, EVENING, type Phone } from './answer-cast.js';
import { createTestContext } from './context.js';

const CANARY = 'said too soon';
const LATER = 1_000;

function save({ docs, me }: Phone, part: Partial<CheckinDraft>, now = LATER): SavedStep {
  const draft = { ...NO_ANSWERS, evening: EVENING, share: true, seal: false, ...part };
  const saved = saveWithUndo(docs, draft, { ...createTestContext({ now }), author: me });
  if (!saved.ok) throw new Error(saved.error.type);
  return saved.value;
}

function undo({ docs }: Phone, step: SavedStep): Undone {
  return undoSave(docs, step, LATER + 5);
}

function holds(doc: Y.Doc, words: string): boolean {
  return Buffer.from(Y.encodeStateAsUpdate(doc)).includes(words);
}

function mapsOf({ docs }: Phone) {
  const all = [docs.private, docs.outgoing.doc, docs.shared];
  return all.map((doc) => doc.getMap('checkins').toJSON());
}

describe('the undo of saving a check-in', () => {
  it('[T9] leaves no trace of what is still on this phone alone', () => {
    const { ana } = createTwo();
    const before = Buffer.from(Y.encodeStateAsUpdate(ana.docs.shared));
    const step = save(ana, { line: CANARY });
    expect(undo(ana, step)).toBe('undone');
    expect(ana.own()).toBeUndefined();
    ana.release();
    expect(Buffer.from(Y.encodeStateAsUpdate(ana.docs.shared))).toEqual(before);
    for (const doc of [ana.docs.private, ana.docs.outgoing.doc]) {
      expect(holds(doc, CANARY)).toBe(false);
    }
  });

  it('[T9] lets what was replaced wait again where it waited, and leave as it would have', () => {
    const { ana, ben } = createTwo();
    ana.saveApart({ line: 'soup', seal: true });
    const before = mapsOf(ana);
    undo(ana, save(ana, { line: CANARY }));
    expect(mapsOf(ana)).toEqual(before);
    carry(ana, ben);
    expect(ana.own()).toMatchObject({ place: 'shared', checkin: { line: 'soup' } });
    expect(ben.partner()).toMatchObject({ seal: 'closed' });
  });

  it('[T9] brings back what waited where the new one was just for oneself', () => {
    const { ana } = createTwo();
    ana.saveApart({ line: 'soup', seal: false });
    const before = mapsOf(ana);
    undo(ana, save(ana, { line: CANARY, share: false }));
    expect(mapsOf(ana)).toEqual(before);
  });

  it('[T9] removes what has left, says so to both, and deletes its words', () => {
    const { ana, ben } = createTwo();
    const step = save(ana, { line: CANARY });
    carry(ana, ben);
    expect(ben.partner()?.line).toBe(CANARY);
    expect(undo(ana, step)).toBe('removed');
    expect(ana.own()).toBeUndefined();
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ removed: true, line: undefined });
    for (const doc of [ana.docs.shared, ben.theirs]) expect(holds(doc, CANARY)).toBe(false);
  });

  it('[T9] makes the version that counted before count again for both', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup', seal: false });
    carry(ana, ben);
    const step = save(ana, { line: CANARY });
    carry(ana, ben);
    expect(undo(ana, step)).toBe('earlier');
    carry(ana, ben);
    expect(ana.own()).toMatchObject({ place: 'shared', checkin: { line: 'soup' } });
    expect(ben.partner()).toMatchObject({ line: 'soup' });
    expect(ben.partner()?.removed).toBeUndefined();
  });

  it('[T9] leaves an earlier answer as sealed as it was', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    const step = save(ana, { line: CANARY, seal: true });
    carry(ana, ben);
    expect(undo(ana, step)).toBe('earlier');
    carry(ana, ben);
    expect(ana.own()).toMatchObject({ checkin: { line: 'soup', seal: 'closed' } });
    expect(ben.partner()).toMatchObject({ seal: 'closed', line: undefined });
  });

  it('[T9] takes back no other version: not one that another tab saved meanwhile', () => {
    const { ana } = createTwo();
    const step = save(ana, { line: CANARY });
    save(ana, { line: 'written in the other tab' }, LATER + 1);
    undo(ana, step);
    expect(ana.own()?.checkin.line).toBe('written in the other tab');
  });

  it('[T9] changes nothing where saving changed nothing', () => {
    const { ana } = createTwo();
    save(ana, { line: 'soup' });
    const step = save(ana, { line: 'soup' }, LATER + 1);
    const before = mapsOf(ana);
    expect(undo(ana, step)).toBe('undone');
    expect(mapsOf(ana)).toEqual(before);
  });

  it('[T7] does not hide from the partner that their answer had been opened for it', () => {
    const { ana, ben } = createTwo();
    const step = save(ana, { line: CANARY, seal: true });
    ben.save({ line: 'soup' });
    carry(ana, ben);
    carry(ben, ana);
    ana.keep();
    ben.keep();
    carry(ben, ana);
    undo(ana, step);
    carry(ana, ben);
    expect(ben.partner()).toMatchObject({ removed: true, changedAfter: true });
  });
});
