/**
 * What came from the partner and was not looked at yet. What was looked at is noted in the private ledger, so
 * that all tabs agree and the other phone never learns of it. SPEC U1 to U6.
 */
import type * as Y from 'yjs';
import { addDays, type LocalDate, type Month, monthOf } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import type { AnswerAuthor } from './answer-seal.js';
import { listEvenings, readHistory } from './checkin.js';
import { readNotes } from './gratitude.js';
import { listMonths, monthBefore } from './names.js';
import { isRemoved } from './removal.js';
import { readChoice, readDate, readMoment, readRecord } from './values.js';
import { keysIn } from './version-key.js';

export type ArrivedItem =
  | { readonly kind: 'checkin' | 'answer'; readonly id: string; readonly evening: LocalDate }
  | { readonly kind: 'note'; readonly id: string; readonly month: Month };

export type ArrivalsSettings = {
  /** A number on the app's icon. */
  readonly badge: boolean;
  /** A notice while the app is open but out of sight. */
  readonly notice: boolean;
};

const MARKS = ['heard', 'thanks', 'hug', 'talk'] as const;

/** Before anyone has chosen: what shows outside of the app has to be asked for. */
const DEFAULTS: ArrivalsSettings = { badge: true, notice: false };

/** Two who don't meet for longer are told of this much. */
const MOST_MONTHS = 13;
/** Of a phone that already had a bond before it noted anything. */
const FRESH_BOND_MS = 24 * 60 * 60 * 1_000;

/** A sealed check-in comes twice: once closed, and once open. */
function nameCheckin(key: string, isClosed: boolean): string {
  return isClosed ? `${key}~` : key;
}

/** The partner's check-ins of a month, looked at or not; `doc` is the partner's chapter. */
export function listArrivedCheckins(
  doc: Y.Doc,
  author: AnswerAuthor | undefined,
): readonly ArrivedItem[] {
  return listEvenings(doc).flatMap((evening) => {
    const [newest] = readHistory(doc, evening, author);
    if (!newest) return [];
    const id = nameCheckin(newest.key, newest.checkin.seal === 'closed');
    return [{ kind: 'checkin' as const, id, evening }];
  });
}

/** Notes of a month's board in which the partner wrote; while one is still empty there is nothing to look at. */
export function listArrivedNotes(doc: Y.Doc, month: Month, partner: Side): readonly ArrivedItem[] {
  return readNotes(doc)
    .filter(({ hands, text }) => hands.includes(partner) && text.trim() !== '')
    .map(({ id }) => ({ kind: 'note' as const, id: `note ${id}`, month }));
}

/** The partner's words to one's own evening: the version that counts. */
function listReplies(doc: Y.Doc): readonly ArrivedItem[] {
  const newest = new Map<LocalDate, { readonly key: string; readonly savedAt: number }>();
  for (const { key, evening } of keysIn(doc, 'replies')) {
    const savedAt = readMoment(readRecord(doc.getMap('replies').get(key))?.get('savedAt'));
    if (savedAt === undefined || isRemoved(doc, key)) continue;
    const known = newest.get(evening);
    if (!known || savedAt > known.savedAt) newest.set(evening, { key, savedAt });
  }
  return [...newest].map(([evening, { key }]) => ({
    kind: 'answer' as const,
    id: `reply ${key}`,
    evening,
  }));
}

/** The partner's quiet sign to one's own evening. */
function listMarks(doc: Y.Doc): readonly ArrivedItem[] {
  return [...doc.getMap('marks')].flatMap(([day, value]) => {
    const evening = readDate(day);
    const mark = readChoice(readRecord(value)?.get('mark'), MARKS);
    if (evening === undefined || mark === undefined) return [];
    return [{ kind: 'answer' as const, id: `mark ${evening} ${mark}`, evening }];
  });
}

/** What the partner answered in a month, looked at or not; `doc` is the partner's chapter of answers. */
export function listArrivedAnswers(doc: Y.Doc): readonly ArrivedItem[] {
  return [...listReplies(doc), ...listMarks(doc)];
}

export function isLookedAt(doc: Y.Doc, { id }: ArrivedItem): boolean {
  return doc.getMap('looked').get(id) === true;
}

export function noteLookedAt(doc: Y.Doc, items: readonly ArrivedItem[]): void {
  const looked = doc.getMap('looked');
  const fresh = items.filter((item) => !isLookedAt(doc, item));
  if (fresh.length === 0) return;
  doc.transact(() => {
    for (const { id } of fresh) looked.set(id, true);
  });
}

/** The month in which this phone last looked; undefined where it never did. */
export function readLastLook(doc: Y.Doc): Month | undefined {
  const month = doc.getMap('arrivals').get('month');
  return typeof month === 'string' && /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : undefined;
}

export function noteLastLook(doc: Y.Doc, month: Month): void {
  if (readLastLook(doc) !== month) doc.getMap('arrivals').set('month', month);
}

/**
 * Months to look through for what is new, newest first: at least this one and the two before, and further back to
 * the last look.
 */
export function listMonthsToLook(
  tonight: LocalDate,
  lastLook: Month | undefined,
): readonly Month[] {
  const recent = monthBefore(monthBefore(monthOf(tonight)));
  const from = lastLook !== undefined && lastLook < recent ? lastLook : recent;
  return listMonths(`${from}-01`, addDays(tonight, 1)).slice(0, MOST_MONTHS);
}

/** Whether all that is there counts as looked at: a phone that has had its bond for long begins to note only now. */
export function beginsLate(
  lastLook: Month | undefined,
  bond: { readonly since: number },
  now: number,
): boolean {
  return lastLook === undefined && now - bond.since > FRESH_BOND_MS;
}

export function readArrivalsSettings(doc: Y.Doc): ArrivalsSettings {
  const kept = doc.getMap('arrivals');
  const read = (name: keyof ArrivalsSettings): boolean => {
    const value = kept.get(name);
    return typeof value === 'boolean' ? value : DEFAULTS[name];
  };
  return { badge: read('badge'), notice: read('notice') };
}

export function writeArrivalsSetting(
  doc: Y.Doc,
  name: keyof ArrivalsSettings,
  value: boolean,
): void {
  if (readArrivalsSettings(doc)[name] !== value) doc.getMap('arrivals').set(name, value);
}
