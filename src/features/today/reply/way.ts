/** Addresses of answers to an evening, and where they lead back to. */
import type { LocalDate } from '../../../kernel/index.js';
import { readDate } from '../../../model/index.js';
import { eveningPath } from '../evenings/paths.js';

export function replyPath(evening: LocalDate): string {
  return `/reply?evening=${evening}`;
}

/** The evening that `#/reply?evening=2026-11-27` asks for; tonight's where it asks for none, or for one to come. */
export function askedReply(location: string, tonight: LocalDate): LocalDate {
  const asked = readDate(new URLSearchParams(location.split('?')[1]).get('evening'));
  return asked !== undefined && asked <= tonight ? asked : tonight;
}

export function leaveReply(evening: LocalDate, tonight: LocalDate): string {
  return evening === tonight ? '#/' : `#${eveningPath(evening)}`;
}
