/**
 * A person changes a reminder, gives files of it to a calendar at any time or doesn't, removes it and takes that
 * back. A calendar takes only a file newer than what it has. Whatever was done: the last file says how it is.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addReminder,
  calendarKnows,
  changeReminder,
  forgetReminder,
  noteHandedOver,
  type Reminder,
  readReminders,
  removeReminder,
  restoreReminder,
} from '../../../src/model/index.js';
import { createTestContext } from '../../unit/model/context.js';

type Step =
  | { readonly do: 'change'; readonly minute: number }
  | { readonly do: 'give' | 'remove' | 'undo' | 'forget' };

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('change' as const), minute: fc.nat(59) }),
  fc.record({ do: fc.constantFrom('give' as const, 'remove', 'undo', 'forget') }),
);

type Entry = { readonly sequence: number; readonly time: string; readonly isOut: boolean };

function entryOf({ sequence, time, removed }: Reminder): Entry {
  return { sequence, time, isOut: removed };
}

function takeIn(calendar: Entry | undefined, file: Entry): Entry {
  return calendar && calendar.sequence >= file.sequence ? calendar : file;
}

const { clock, random } = createTestContext();
const FIELDS = { weekdays: ['MO'], time: '21:00', title: undefined } as const;

function live(steps: readonly Step[]) {
  const doc = new Y.Doc();
  addReminder(doc, FIELDS, { clock, random });
  const only = (): Reminder | undefined => readReminders(doc)[0];
  let calendar: Entry | undefined;
  let undo: (() => void) | undefined;
  for (const step of steps) {
    const reminder = only();
    if (step.do === 'undo') {
      undo?.();
      undo = undefined;
    } else if (reminder && step.do === 'change' && !reminder.removed) {
      const time = `21:${String(step.minute).padStart(2, '0')}`;
      changeReminder(doc, reminder.id, { ...FIELDS, time }, clock);
    } else if (reminder && step.do === 'give') {
      calendar = takeIn(calendar, entryOf(reminder));
      noteHandedOver(doc, reminder);
    } else if (reminder && step.do === 'remove' && !reminder.removed) {
      removeReminder(doc, reminder.id, clock);
      undo = () => restoreReminder(doc, reminder, clock);
    } else if (reminder?.removed && step.do === 'forget') forgetReminder(doc, reminder.id);
  }
  return { reminder: only(), calendar };
}

/** Rare by chance: the removal is taken back after the calendar has forgotten it. */
const TAKEN_BACK_TOO_LATE: Step[] = [
  ...[{ do: 'give' as const }, { do: 'remove' as const }, { do: 'give' as const }],
  ...[{ do: 'forget' as const }, { do: 'undo' as const }],
];

it('[R2] [R3] the newest file always wins in a calendar, and what it knows is said truthfully', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 30 }), (steps) => {
      const { reminder, calendar } = live(steps);
      if (!reminder) return;
      const now = entryOf(reminder);
      expect(takeIn(calendar, now)).toEqual(now);
      const { time, isOut } = now;
      if (calendarKnows(reminder) === 'this') expect(calendar).toMatchObject({ time, isOut });
      if (calendarKnows(reminder) === 'nothing') expect(calendar).toBeUndefined();
    }),
    { numRuns: 1_000, examples: [[TAKEN_BACK_TOO_LATE]] },
  );
});
