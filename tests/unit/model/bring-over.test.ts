import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  bringOver,
  type CheckinDraft,
  checkinSource,
  isPreTicked,
  listToBringOver,
  NO_ANSWERS,
  readCheckin,
  readHistory,
  saveCheckin,
} from '../../../src/model/index.js';
import { createTestContext } from './context.js';

const BOND = 'bond-1';

function draft(evening: string, word: string, share = false): CheckinDraft {
  return { ...NO_ANSWERS, evening, feelings: [word], share, light: 2, energy: 40 };
}

function solo() {
  const docs = { private: new Y.Doc(), shared: new Y.Doc() };
  const save = (evening: string, word: string, share = false, now = 0) =>
    saveCheckin(docs.private, draft(evening, word, share), createTestContext({ now }));
  const list = (bond = BOND) => listToBringOver(checkinSource, docs, bond);
  return { docs, save, list };
}

describe('bring over', () => {
  it('brings nothing by itself', () => {
    const { docs, save, list } = solo();
    save('2026-11-24', 'calm', true);
    expect(list()).toHaveLength(1);
    expect(docs.shared.getMap('checkins').size).toBe(0);
  });

  it('ticks in advance only tonight with the wish to share', () => {
    const { save, list } = solo();
    save('2026-11-24', 'calm', true);
    save('2026-11-23', 'tired', true);
    save('2026-11-22', 'quiet', false);
    expect(list().map((item) => isPreTicked(item, '2026-11-24'))).toEqual([true, false, false]);
    save('2026-11-24', 'calm', false, 9);
    expect(list().some((item) => isPreTicked(item, '2026-11-24'))).toBe(false);
  });

  it('copies the chosen one and no other, as it was, and never an earlier version', () => {
    const { docs, save, list } = solo();
    save('2026-11-24', 'furious', true, 1);
    save('2026-11-24', 'calm', true, 7);
    save('2026-11-23', 'tired', true, 3);
    expect(bringOver(checkinSource, docs, BOND, list()[0]!.id).ok).toBe(true);
    expect(readHistory(docs.shared, '2026-11-24')).toHaveLength(1);
    expect(readCheckin(docs.shared, '2026-11-24')).toMatchObject({
      feelings: ['calm'],
      savedAt: 7,
    });
    expect(readCheckin(docs.shared, '2026-11-23')).toBeUndefined();
    expect(JSON.stringify(docs.shared.toJSON())).not.toContain('furious');
    expect([...docs.shared.getMap('checkins').keys()][0]).toContain('#0.');
    expect(list().map(({ date }) => date)).toEqual(['2026-11-23']);
  });

  it('copies once: a second tap, a second tab, a crash before it was noted', () => {
    const { docs, save, list } = solo();
    save('2026-11-24', 'calm', true);
    const id = list()[0]!.id;
    const otherTab = new Y.Doc();
    Y.applyUpdate(otherTab, Y.encodeStateAsUpdate(docs.private));
    bringOver(checkinSource, docs, BOND, id);
    expect(bringOver(checkinSource, docs, BOND, id)).toEqual({
      ok: false,
      error: { type: 'AlreadyThere' },
    });
    const beforeNoted = { private: otherTab, shared: docs.shared };
    expect(listToBringOver(checkinSource, beforeNoted, BOND)).toEqual([]);
    expect(bringOver(checkinSource, beforeNoted, BOND, id).ok).toBe(false);
    expect(readHistory(docs.shared, '2026-11-24')).toHaveLength(1);
  });

  it('does not offer again what was brought over and then removed by both', () => {
    const { docs, save, list } = solo();
    save('2026-11-24', 'calm', true);
    bringOver(checkinSource, docs, BOND, list()[0]!.id);
    docs.shared.getMap('checkins').clear();
    expect(list()).toEqual([]);
  });

  it('starts afresh with another bond', () => {
    const { docs, save, list } = solo();
    save('2026-11-24', 'calm', true);
    bringOver(checkinSource, docs, BOND, list()[0]!.id);
    docs.shared = new Y.Doc();
    expect(list('bond-2')).toHaveLength(1);
  });

  it('does not offer what was shared later in other words', () => {
    const { docs, save, list } = solo();
    save('2026-11-24', 'calm', true, 1);
    saveCheckin(docs.shared, draft('2026-11-24', 'glad', true), createTestContext({ now: 2 }));
    expect(list()).toEqual([]);
  });

  it('knows no such item', () => {
    const { docs } = solo();
    expect(bringOver(checkinSource, docs, BOND, 'nothing')).toEqual({
      ok: false,
      error: { type: 'NotFound' },
    });
  });
});
