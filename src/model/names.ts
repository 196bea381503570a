/**
 * Names of chapters. A month of one kind is one chapter, so that opening Vesper stays as fast after
 * ten years as on the first evening. `@a` and `@b` mark what only that partner's devices may write;
 * names without a mark are either written by both or kept in the private ledger.
 */
import { addDays, type LocalDate, type Month, monthOf } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';

export function profileChapter(side?: Side): string {
  return withSide('profile', side);
}

export function checkinChapter(month: Month, side?: Side): string {
  return withSide(`checkins/${month}`, side);
}

/** What one says in answer to the partner's check-ins of a month; only ever in the shared ledger. */
export function replyChapter(month: Month, side: Side): string {
  return withSide(`replies/${month}`, side);
}

/** How the partner's answers of a month were felt; only ever in the private ledger. */
export function feltChapter(month: Month): string {
  return `felt/${month}`;
}

/** What is meant for the partner and has not left this phone; only ever in the private ledger. */
export const OUTGOING_CHAPTER = 'outgoing';

/** Both partners write on one board, so in the shared ledger it carries no mark either. */
export function gratitudeChapter(month: Month): string {
  return `gratitude/${month}`;
}

/** What is being written and not saved yet: private. */
export const DRAFTS_CHAPTER = 'drafts';

/** How somebody likes Vesper on this phone: private. */
export const PREFERENCES_CHAPTER = 'preferences';

/** Words of one's own, or, in the shared ledger, of the couple's. */
export const WORDS_CHAPTER = 'words';

/** When a calendar should remind this phone's owner: private. */
export const REMINDERS_CHAPTER = 'reminders';

/** What this phone's owner wants to be told of what arrives, and the month of the last look: private. */
export const ARRIVALS_CHAPTER = 'arrivals';

/** What of a month's was looked at: private. */
export function lookedChapter(month: Month): string {
  return `looked/${month}`;
}

/** The first evening that can be written down: long before Vesper, since any evening can be caught up with. */
export const FIRST_DAY = '2010-01-01';
/** Clocks and time zones differ, but not by more. */
const DAYS_AHEAD = 31;

/** Every month that may hold something on the evening `today`, newest first. */
export function listAllMonths(today: LocalDate): readonly Month[] {
  return listMonths(FIRST_DAY, addDays(today, DAYS_AHEAD));
}

/** Every chapter that is one side's alone and may hold something on the evening `today`. */
export function listOwnChapters(side: Side, today: LocalDate): readonly string[] {
  const months = listAllMonths(today);
  return [
    profileChapter(side),
    ...months.flatMap((month) => [checkinChapter(month, side), replyChapter(month, side)]),
  ];
}

/** Months from that of `from` to that of `to`, newest first; empty where `from` lies after `to`. */
export function listMonths(from: LocalDate, to: LocalDate): readonly Month[] {
  const oldest = monthOf(from);
  const months: Month[] = [];
  for (let month = monthOf(to); month >= oldest; month = monthBefore(month)) months.push(month);
  return months;
}

export function monthBefore(month: Month): Month {
  return monthOf(addDays(`${month}-01`, -1));
}

export function monthAfter(month: Month): Month {
  return monthOf(addDays(`${month}-01`, DAYS_AHEAD));
}

function withSide(name: string, side: Side | undefined): string {
  return side === undefined ? name : `${name}@${side}`;
}
