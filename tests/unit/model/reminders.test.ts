import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addReminder,
  calendarKnows,
  changeReminder,
  checkReminder,
  noteHandedOver,
  type Reminder,
  readReminders,
  removeReminder,
  restoreReminder,
} from '../../../src/model/index.js';
import { createTestContext } from './context.js';

const EVENINGS = { weekdays: ['FR', 'MO'], time: '21:00', title: undefined } as const;
const NOW = Date.UTC(2026, 10, 27, 20);
const context = createTestContext({ now: NOW, timeZone: 'Europe/Lisbon' });

function withOne(): { doc: Y.Doc; one: Reminder } {
  const doc = new Y.Doc();
  const added = addReminder(doc, EVENINGS, context);
  if (!added.ok) throw new Error(added.error.type);
  return { doc, one: added.value };
}

function only(doc: Y.Doc): Reminder {
  const [first, ...others] = readReminders(doc);
  expect(others).toEqual([]);
  return first!;
}

describe('a reminder', () => {
  it('[R1] is read back as it was made, under a random UUID', () => {
    const { doc, one } = withOne();
    expect(one.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(only(doc)).toEqual(one);
    expect(one).toMatchObject({
      ...{ weekdays: ['MO', 'FR'], time: '21:00', title: undefined, from: '2026-11-27' },
      ...{ timeZone: 'Europe/Lisbon', sequence: 0, handedOver: undefined, removed: false },
    });
  });

  it('[R1] begins on the calendar’s day, also after midnight', () => {
    const doc = new Y.Doc();
    const night = createTestContext({ now: Date.UTC(2026, 10, 28, 1), timeZone: 'Europe/Lisbon' });
    addReminder(doc, EVENINGS, night);
    expect(only(doc).from).toBe('2026-11-28');
  });

  it('is refused without a day or a time, or with a title beyond its room', () => {
    const refusal = (fields: object) => {
      const checked = checkReminder({ ...EVENINGS, ...fields });
      return checked.ok ? undefined : checked.error.type;
    };
    expect(refusal({ weekdays: [] })).toBe('NoDay');
    expect(refusal({ time: '24:00' })).toBe('NoTime');
    expect(refusal({ time: '' })).toBe('NoTime');
    expect(refusal({ title: 'x'.repeat(81) })).toBe('TitleTooLong');
    expect(refusal({ title: '👋'.repeat(80) })).toBeUndefined();
  });

  it('has a title in one line, or none', () => {
    const checked = checkReminder({ ...EVENINGS, title: ' Tea \n for two\u202e ' });
    expect(checked).toMatchObject({ ok: true, value: { title: 'Tea for two' } });
    expect(checkReminder({ ...EVENINGS, title: '  ' })).toMatchObject({
      value: { title: undefined },
    });
  });

  it('[R2] counts up with every change a calendar has to learn of, and with no other', () => {
    const { doc, one } = withOne();
    const elsewhere = createTestContext({ now: NOW + 1, timeZone: 'Asia/Tokyo' });
    changeReminder(doc, one.id, { ...EVENINGS, weekdays: ['MO', 'FR'] }, context.clock);
    expect(only(doc)).toEqual(one);
    changeReminder(doc, one.id, { ...EVENINGS, time: '22:00' }, context.clock);
    changeReminder(doc, one.id, { ...EVENINGS, time: '22:00', title: 'Tea' }, context.clock);
    changeReminder(doc, one.id, { ...EVENINGS, time: '22:00', title: 'Tea' }, elsewhere.clock);
    expect(only(doc)).toMatchObject({ sequence: 3, timeZone: 'Asia/Tokyo', from: '2026-11-28' });
    expect(only(doc).id).toBe(one.id);
  });

  it('knows whether the calendar has it as it is', () => {
    const { doc, one } = withOne();
    expect(calendarKnows(only(doc))).toBe('nothing');
    noteHandedOver(doc, one);
    expect(calendarKnows(only(doc))).toBe('this');
    changeReminder(doc, one.id, { ...EVENINGS, time: '20:30' }, context.clock);
    expect(calendarKnows(only(doc))).toBe('before');
    // An older file that is handed over late takes nothing back.
    noteHandedOver(doc, only(doc));
    noteHandedOver(doc, one);
    expect(calendarKnows(only(doc))).toBe('this');
  });

  it('[R3] is gone at once where no calendar has heard of it, and comes back as it was', () => {
    const { doc, one } = withOne();
    removeReminder(doc, one.id, context.clock);
    expect(readReminders(doc)).toEqual([]);
    expect(doc.getMap('reminders').size).toBe(0);
    restoreReminder(doc, one, context.clock);
    expect(only(doc)).toEqual(one);
  });

  it('[R3] stays to be taken out where it was handed over, and counts on when it comes back', () => {
    const { doc, one } = withOne();
    noteHandedOver(doc, one);
    const kept = only(doc);
    removeReminder(doc, one.id, context.clock);
    expect(only(doc)).toMatchObject({ removed: true, sequence: 1, handedOver: 0 });
    noteHandedOver(doc, only(doc));
    restoreReminder(doc, kept, context.clock);
    expect(only(doc)).toMatchObject({ removed: false, sequence: 2, handedOver: 1 });
    expect(calendarKnows(only(doc))).toBe('before');
  });

  it('[R4] leaves what it doesn’t know where it is', () => {
    const { doc, one } = withOne();
    const map = doc.getMap<unknown>('reminders');
    map.set(one.id, Object.assign({ colour: 'plum' }, map.get(one.id)));
    map.set('11111111-1111-4111-8111-111111111111', { weekdays: 'XX', time: '21:00' });
    map.set('of another kind', 7);
    changeReminder(doc, one.id, { ...EVENINGS, time: '20:30' }, context.clock);
    expect(map.get(one.id)).toMatchObject({ colour: 'plum', time: '20:30' });
    expect(only(doc).id).toBe(one.id);
    expect(map.size).toBe(3);
  });
});
