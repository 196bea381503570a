/** When a person's own calendar should remind them. Private; SPEC R1 to R4. */
import type * as Y from 'yjs';
import {
  bytesToHex,
  type Clock,
  err,
  eveningOf,
  type LocalDate,
  ok,
  type Random,
  type Result,
  WEEKDAYS,
  type Weekday,
} from '../kernel/index.js';
import {
  cleanLine,
  countCharacters,
  readDate,
  readMoment,
  readRecord,
  readText,
  readWithin,
} from './values.js';

export type ReminderFields = {
  readonly weekdays: readonly Weekday[];
  /** `HH:MM`. */
  readonly time: string;
  /** Undefined: the app's neutral one. */
  readonly title: string | undefined;
};

export type Reminder = ReminderFields & {
  /** A UUID; calendars know the reminder by it. */
  readonly id: string;
  /** IANA name of the zone whose clocks `time` is on. */
  readonly timeZone: string;
  readonly from: LocalDate;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
  readonly sequence: number;
  /** The sequence of the last file handed over. */
  readonly handedOver: number | undefined;
  /** The calendar may still have it. */
  readonly removed: boolean;
};

export type ReminderError =
  | { readonly type: 'NoDay' }
  | { readonly type: 'NoTime' }
  | { readonly type: 'TitleTooLong'; readonly limit: number };

export type ReminderContext = { readonly clock: Clock; readonly random: Random };

/** Characters. */
export const TITLE_LIMIT = 80;

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const MOST_CHANGES = 1_000_000;

export function checkReminder(fields: ReminderFields): Result<ReminderFields, ReminderError> {
  const title = cleanLine(fields.title ?? '');
  if (fields.weekdays.length === 0) return err({ type: 'NoDay' });
  if (!TIME.test(fields.time)) return err({ type: 'NoTime' });
  if (countCharacters(title) > TITLE_LIMIT)
    return err({ type: 'TitleTooLong', limit: TITLE_LIMIT });
  const weekdays = WEEKDAYS.filter((day) => fields.weekdays.includes(day));
  return ok({ weekdays, time: fields.time, title: title || undefined });
}

/** By time of day; removed ones too. */
export function readReminders(doc: Y.Doc): readonly Reminder[] {
  const found: Reminder[] = [];
  for (const id of remindersOf(doc).keys()) {
    const reminder = readReminder(doc, id);
    if (reminder) found.push(reminder);
  }
  return found.sort((a, b) => compare(a.time, b.time) || compare(a.id, b.id));
}

export function addReminder(
  doc: Y.Doc,
  fields: ReminderFields,
  { clock, random }: ReminderContext,
): Result<Reminder, ReminderError> {
  const checked = checkReminder(fields);
  if (!checked.ok) return checked;
  const reminder: Reminder = {
    ...checked.value,
    ...placeInTime(clock),
    id: uuidFrom(random.bytes(16)),
    sequence: 0,
    handedOver: undefined,
    removed: false,
  };
  put(doc, reminder);
  return ok(reminder);
}

/** Follows the clocks where this phone is now, also where it was made elsewhere. */
export function changeReminder(
  doc: Y.Doc,
  id: string,
  fields: ReminderFields,
  clock: Clock,
): Result<void, ReminderError> {
  const checked = checkReminder(fields);
  if (!checked.ok) return checked;
  const before = readReminder(doc, id);
  if (!before) return ok();
  const after = { ...before, ...checked.value, ...placeInTime(clock) };
  if (!isSameMoment(before, after)) put(doc, { ...after, sequence: before.sequence + 1 });
  return ok();
}

/** A file of this sequence has gone to a calendar. */
export function noteHandedOver(doc: Y.Doc, { id, sequence }: Reminder): void {
  const known = readReminder(doc, id);
  if (known) put(doc, { ...known, handedOver: Math.max(known.handedOver ?? 0, sequence) });
}

export function removeReminder(doc: Y.Doc, id: string, clock: Clock): void {
  const known = readReminder(doc, id);
  if (!known) return;
  if (known.handedOver === undefined) forgetReminder(doc, id);
  else {
    const sequence = known.sequence + 1;
    put(doc, { ...known, removed: true, sequence, changedAt: clock.now() });
  }
}

/** As it was before it was removed; a calendar that heard of it has to hear of it again. */
export function restoreReminder(doc: Y.Doc, before: Reminder, clock: Clock): void {
  const known = readReminder(doc, before.id);
  const isUnheard = !known && before.handedOver === undefined;
  // Gone for good meanwhile: its removal has counted once, and a calendar may have heard of that.
  const { sequence, handedOver } = known ?? { ...before, sequence: before.sequence + 1 };
  const later = { ...before, handedOver, sequence: sequence + 1, changedAt: clock.now() };
  put(doc, isUnheard ? before : later);
}

/** For good. */
export function forgetReminder(doc: Y.Doc, id: string): void {
  remindersOf(doc).delete(id);
}

/** What a calendar may know of it: nothing, how it is now, or how it was before. */
export function calendarKnows({
  sequence,
  handedOver,
}: Pick<Reminder, 'sequence' | 'handedOver'>): 'nothing' | 'this' | 'before' {
  if (handedOver === undefined) return 'nothing';
  return handedOver === sequence ? 'this' : 'before';
}

function remindersOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('reminders');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function placeInTime(clock: Clock): Pick<Reminder, 'timeZone' | 'from' | 'changedAt'> {
  const [now, timeZone] = [clock.now(), clock.timeZone()];
  // The calendar's day, which begins at midnight.
  return { timeZone, from: eveningOf(now, timeZone, 0), changedAt: now };
}

function isSameMoment(a: Reminder, b: Reminder): boolean {
  const tell = ({ weekdays, time, title, timeZone }: Reminder): string =>
    JSON.stringify([weekdays, time, title, timeZone]);
  return tell(a) === tell(b);
}

/** RFC 9562: random but for the version and the variant. */
function uuidFrom(bytes: Uint8Array): string {
  const marked = bytes.map((byte, at) => {
    if (at === 6) return (byte & 0x0f) | 0x40;
    return at === 8 ? (byte & 0x3f) | 0x80 : byte;
  });
  return bytesToHex(marked).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Fields that a newer Vesper put there stay. */
function put(doc: Y.Doc, { id, weekdays, ...fields }: Reminder): void {
  const record = new Map(readRecord(remindersOf(doc).get(id)));
  for (const [field, value] of Object.entries({ ...fields, weekdays: weekdays.join(',') })) {
    if (value === undefined || value === false) record.delete(field);
    else record.set(field, value);
  }
  remindersOf(doc).set(id, Object.fromEntries(record));
}

function readWeekdays(value: unknown): readonly Weekday[] {
  const named = typeof value === 'string' ? value.split(',') : [];
  return WEEKDAYS.filter((day) => named.includes(day));
}

function readReminder(doc: Y.Doc, id: string): Reminder | undefined {
  const record = readRecord(remindersOf(doc).get(id));
  if (!record || !ID.test(id)) return undefined;
  const weekdays = readWeekdays(record.get('weekdays'));
  const time = readText(record.get('time'), 5);
  const timeZone = readText(record.get('timeZone'), 64);
  const from = readDate(record.get('from'));
  if (weekdays.length === 0 || !time || !TIME.test(time) || !timeZone || !from) return undefined;
  return {
    ...{ id, weekdays, time, timeZone, from },
    title: readText(record.get('title'), TITLE_LIMIT),
    changedAt: readMoment(record.get('changedAt')) ?? 0,
    sequence: readWithin(record.get('sequence'), 0, MOST_CHANGES) ?? 0,
    handedOver: readWithin(record.get('handedOver'), 0, MOST_CHANGES),
    removed: record.get('removed') === true,
  };
}
