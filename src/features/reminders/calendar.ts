/** Reminders on their way to a calendar: as a file, through the system's share sheet or as a download. */
import { type CalendarPurpose, writeCalendar } from '../../calendar/index.js';
import type { Reminder } from '../../model/index.js';
import { canShareFile, saveFile, shareFile } from '../../pwa/index.js';

const MEDIA_TYPE = 'text/calendar';

/** Named like any other: a list of downloads tells nobody what it is about. */
const NAMES: Readonly<Record<CalendarPurpose, string>> = {
  'take-in': 'reminder.ics',
  'take-out': 'reminder-removed.ics',
};

export type Way = 'share' | 'save';

export function makeCalendarFile(
  reminders: readonly Reminder[],
  purpose: CalendarPurpose,
  neutralTitle: string,
): File {
  const moments = reminders.map(({ id, title, ...moment }) => ({
    ...moment,
    uid: id,
    title: title ?? neutralTitle,
  }));
  return new File([writeCalendar(moments, purpose)], NAMES[purpose], { type: MEDIA_TYPE });
}

export function canShareCalendar(): boolean {
  return canShareFile(new File([], NAMES['take-in'], { type: MEDIA_TYPE }));
}

/** False where the person changed their mind. To be called from a press. */
export async function handOver(file: File, way: Way): Promise<boolean> {
  const outcome = way === 'share' ? await shareFile(file) : 'unavailable';
  if (outcome === 'unavailable') saveFile(file);
  return outcome !== 'cancelled';
}
