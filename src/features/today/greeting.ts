/** Which part of the day it is here, for the greeting. */

export type PartOfDay = 'morning' | 'afternoon' | 'evening';

/** By the wall clock of `timeZone`. The night belongs to the evening it follows, until 04:00. */
export function partOfDay(epochMs: number, timeZone: string): PartOfDay {
  const format = new Intl.DateTimeFormat('en', { hour: 'numeric', hourCycle: 'h23', timeZone });
  const hour = Number(format.format(epochMs));
  if (hour >= 4 && hour < 12) return 'morning';
  return hour >= 12 && hour < 17 ? 'afternoon' : 'evening';
}
