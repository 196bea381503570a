import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type ArrivedItem,
  addNote,
  beginsLate,
  isLookedAt,
  listArrivedAnswers,
  listArrivedCheckins,
  listArrivedNotes,
  listMonthsToLook,
  NO_ANSWERS,
  noteLastLook,
  noteLookedAt,
  noteText,
  readArrivalsSettings,
  readLastLook,
  saveCheckin,
  writeArrivalsSetting,
  writeNote,
} from '../../../src/model/index.js';
import { createTwo, EVENING } from './answer-cast.js';
import { createTestContext } from './context.js';
import { meet } from './gratitude-cast.js';

const context = createTestContext({ now: Date.UTC(2026, 10, 27, 20), timeZone: 'Europe/Lisbon' });
const DAY_MS = 86_400_000;

const MONTH = '2026-11';

function idsOf(items: readonly ArrivedItem[]): readonly string[] {
  return items.map(({ id }) => id);
}

describe('what came from the partner', () => {
  it('[U1] is each evening once, under the version that counts', () => {
    const partners = new Y.Doc();
    const save = (line: string) =>
      saveCheckin(partners, { ...NO_ANSWERS, evening: EVENING, line, share: true }, context);
    save('soup');
    const first = listArrivedCheckins(partners, undefined);
    expect(first).toMatchObject([{ kind: 'checkin', evening: EVENING }]);
    save('soup, and bread');
    const second = listArrivedCheckins(partners, undefined);
    expect(second).toHaveLength(1);
    expect(idsOf(second)).not.toEqual(idsOf(first));
  });

  it('[U1] is each note in which the partner wrote, and none of one’s own', () => {
    const board = new Y.Doc();
    const theirs = addNote(board, { author: 'b', text: 'the soup' }, context);
    const mine = addNote(board, { author: 'a', text: 'the bread' }, context);
    addNote(board, { author: 'b', text: '' }, context);
    expect(idsOf(listArrivedNotes(board, MONTH, 'b'))).toEqual([`note ${theirs}`]);
    writeNote(board, mine, [{ at: 0, remove: 0, insert: 'and ' }], { hand: 'b', origin: 0 });
    expect(noteText(board, mine).toString()).toBe('and the bread');
    expect([...idsOf(listArrivedNotes(board, MONTH, 'b'))].sort()).toEqual(
      [`note ${theirs}`, `note ${mine}`].sort(),
    );
  });

  it('[U1] [U2] is an answer to one’s evening, by the version that counts, and a quiet sign', () => {
    const doc = new Y.Doc();
    const replies = doc.getMap<unknown>('replies');
    const ids = () => idsOf(listArrivedAnswers(doc));
    replies.set(`${EVENING}#1.aa`, { heard: 'a long day', savedAt: 1 });
    replies.set(`${EVENING}#2.bb`, { heard: 'a long day, and rain', savedAt: 2 });
    replies.set('no version', { savedAt: 3 });
    expect(ids()).toEqual([`reply ${EVENING}#2.bb`]);
    doc.getMap('marks').set(EVENING, { mark: 'hug', at: 1 });
    doc.getMap('marks').set('2026-11-26', { mark: 'of a newer Vesper', at: 1 });
    expect(ids()).toEqual([`reply ${EVENING}#2.bb`, `mark ${EVENING} hug`]);
    for (const key of replies.keys()) doc.getMap('removed').set(key, { at: 4 });
    expect(ids()).toEqual([`mark ${EVENING} hug`]);
  });

  it('[U2] is a sealed check-in once while it is closed, and once when it opens', () => {
    const { ana, ben } = createTwo();
    ben.save({ line: 'soup' });
    meet(ben.docs.shared, ana.theirs);
    const closed = listArrivedCheckins(ana.theirs, ana.them);
    expect(idsOf(closed)[0]).toMatch(/~$/);
    const looked = new Y.Doc();
    noteLookedAt(looked, closed);
    ben.openNow();
    meet(ben.docs.shared, ana.theirs);
    const open = listArrivedCheckins(ana.theirs, ana.them);
    expect(open).toHaveLength(1);
    expect(open.map((item) => isLookedAt(looked, item))).toEqual([false]);
  });

  it('[U6] is looked at for good, and two tabs that look at once agree', () => {
    const [one, other] = [new Y.Doc(), new Y.Doc()];
    const [first, second]: ArrivedItem[] = [
      { kind: 'note', id: 'note 1', month: '2026-11' },
      { kind: 'note', id: 'note 2', month: '2026-11' },
    ];
    noteLookedAt(one, [first!]);
    noteLookedAt(other, [second!]);
    meet(one, other);
    for (const doc of [one, other]) {
      expect([first!, second!].map((item) => isLookedAt(doc, item))).toEqual([true, true]);
    }
    const before = Y.encodeStateVector(one);
    noteLookedAt(one, [first!, second!]);
    expect(Y.encodeStateVector(one)).toEqual(before);
  });
});

describe('where it is looked for', () => {
  it('[U4] this month and the two before, and back to the last look, but not for ever', () => {
    expect(listMonthsToLook('2026-11-27', undefined)).toEqual(['2026-11', '2026-10', '2026-09']);
    expect(listMonthsToLook('2026-11-27', '2026-11')).toHaveLength(3);
    expect(listMonthsToLook('2026-11-27', '2026-06').at(-1)).toBe('2026-06');
    expect(listMonthsToLook('2026-11-27', '2020-01')).toHaveLength(13);
    expect(listMonthsToLook('2026-11-30', '2026-11')[0]).toBe('2026-12');
  });

  it('[U3] remembers the month of the last look, and takes nothing else for one', () => {
    const doc = new Y.Doc();
    expect(readLastLook(doc)).toBeUndefined();
    noteLastLook(doc, '2026-11');
    expect(readLastLook(doc)).toBe('2026-11');
    doc.getMap('arrivals').set('month', '2026-13');
    expect(readLastLook(doc)).toBeUndefined();
  });

  it('[U5] a phone that begins late takes what is there as known', () => {
    const bond = { since: 1_000 };
    expect(beginsLate(undefined, bond, 1_000 + 2 * DAY_MS)).toBe(true);
    expect(beginsLate(undefined, bond, 61_000)).toBe(false);
    expect(beginsLate('2026-11', bond, 1_000 + 2 * DAY_MS)).toBe(false);
  });
});

it('[U3] a notice has to be asked for, and the number can be switched off', () => {
  const doc = new Y.Doc();
  expect(readArrivalsSettings(doc)).toEqual({ badge: true, notice: false });
  writeArrivalsSetting(doc, 'badge', false);
  writeArrivalsSetting(doc, 'notice', true);
  expect(readArrivalsSettings(doc)).toEqual({ badge: false, notice: true });
  doc.getMap('arrivals').set('badge', 'no');
  expect(readArrivalsSettings(doc).badge).toBe(true);
});
