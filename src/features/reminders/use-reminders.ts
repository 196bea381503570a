/** This phone's reminders, and what can be done with them. */
import type { CalendarPurpose } from '../../calendar/index.js';
import { useText } from '../../messages/index.js';
import {
  addReminder,
  changeReminder,
  forgetReminder,
  noteHandedOver,
  REMINDERS_CHAPTER,
  type Reminder,
  type ReminderError,
  type ReminderFields,
  readReminders,
  removeReminder,
  restoreReminder,
} from '../../model/index.js';
import { useChapter, useChapterValue, useSession } from '../../session/react.js';
import { useToast } from '../../ui/index.js';
import { handOver, makeCalendarFile, type Way } from './calendar.js';

export type ReminderActions = {
  /** Without an id a new one. Gives what is wrong with it, if anything. */
  readonly save: (fields: ReminderFields, id?: string) => ReminderError | undefined;
  readonly remove: (reminder: Reminder) => void;
  readonly forget: (reminder: Reminder) => void;
  readonly toCalendar: (
    reminders: readonly Reminder[],
    purpose: CalendarPurpose,
    way: Way,
  ) => Promise<void>;
};

/** `reminders` is undefined until they are there. */
export function useReminders(): {
  readonly reminders: readonly Reminder[] | undefined;
  readonly actions: ReminderActions;
} {
  const text = useText();
  const toast = useToast();
  const session = useSession();
  const chapter = useChapter('private', REMINDERS_CHAPTER);
  const reminders = useChapterValue(chapter, readReminders);
  const doc = chapter?.doc;

  const save: ReminderActions['save'] = (fields, id) => {
    if (!doc) return undefined;
    const saved =
      id === undefined
        ? addReminder(doc, fields, session)
        : changeReminder(doc, id, fields, session.clock);
    return saved.ok ? undefined : saved.error;
  };
  const remove = (reminder: Reminder): void => {
    if (!doc) return;
    removeReminder(doc, reminder.id, session.clock);
    const undo = (): void => restoreReminder(doc, reminder, session.clock);
    toast({
      message: text('reminders.removed'),
      action: { label: text('reminders.undo'), onAction: undo },
    });
  };
  const toCalendar: ReminderActions['toCalendar'] = async (chosen, purpose, way) => {
    const file = makeCalendarFile(chosen, purpose, text('reminders.neutral'));
    if (!(await handOver(file, way)) || !doc) return;
    for (const reminder of chosen) noteHandedOver(doc, reminder);
  };
  const forget = ({ id }: Reminder): void => {
    if (doc) forgetReminder(doc, id);
  };
  return { reminders, actions: { save, remove, forget, toCalendar } };
}
