/**
 * What one says in answer to the partner's check-in of an evening: three steps, each optional, or one quiet mark. It
 * lies in a chapter that only its author writes. Versions are kept and removed as those of a check-in. SPEC P1 to P5.
 */
import type * as Y from 'yjs';
import { type Clock, err, type LocalDate, ok, type Random, type Result } from '../kernel/index.js';
import { newSuffix } from './checkin.js';
import { listWaiting, type Outgoing } from './outgoing.js';
import { isRemoved, readRemovals } from './removal.js';
import { finishRemovals, markRemoved, restoreRemoved } from './remove.js';
import { countCharacters, readChoice, readMoment, readRecord, readText } from './values.js';
import { keyOf, keysIn, nextNumber } from './version-key.js';
import { type KeyedRecord, putBack, takeAway } from './waiting-away.js';

/** In the order that makes people feel understood: say back, make sense of it, offer. */
export const REPLY_STEPS = ['heard', 'sense', 'offer'] as const;
export type ReplyStep = (typeof REPLY_STEPS)[number];
export type ReplyFields = Readonly<Record<ReplyStep, string | undefined>>;

export type Reply = ReplyFields & {
  readonly evening: LocalDate;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
};

export const QUIET_MARKS = ['heard', 'thanks', 'hug', 'talk'] as const;
export type QuietMark = (typeof QUIET_MARKS)[number];

/** Characters, for each step. */
export const REPLY_LIMIT = 1_000;

export type ReplyVersion = {
  readonly key: string;
  readonly reply: Reply;
  /** It waits on this phone to be handed over. */
  readonly waits: boolean;
};

export type ReplyError =
  | { readonly type: 'Empty' }
  | {
      readonly type: 'TooLong';
      readonly step: ReplyStep;
      readonly limit: number;
      readonly length: number;
    };

/** The author's own shared chapter of the month, and where what is new waits until it leaves. */
export type ReplyDocs = { readonly shared: Y.Doc; readonly outgoing: Outgoing };

export const NO_REPLY: ReplyFields = { heard: undefined, sense: undefined, offer: undefined };

const ROOT = 'replies';
const MARKS = 'marks';

/** Nothing is stored where it is empty, too long, or what is saved already. */
export function saveReply(
  docs: ReplyDocs,
  evening: LocalDate,
  fields: ReplyFields,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Result<void, ReplyError> {
  const checked = checkReply(fields);
  if (!checked.ok) return checked;
  const previous = readOwnReplies(docs, evening)[0]?.reply;
  if (previous && isSameReply(previous, checked.value)) return ok();
  const { doc, bond } = docs.outgoing;
  const savedAt = Math.max(clock.now(), (previous?.savedAt ?? -1) + 1);
  const record = { ...withoutGaps(checked.value), savedAt, timeZone: clock.timeZone(), bond };
  doc.transact(() => {
    // What never left gives way: only what the other may have read has a history.
    for (const { key } of listWaiting(docs.outgoing, ROOT, evening)) doc.getMap(ROOT).delete(key);
    const key = keyOf(evening, nextNumber(doc, ROOT, evening), newSuffix(random));
    doc.getMap(ROOT).set(key, record);
  });
  return ok();
}

/** The versions in one chapter, newest first. Those that were removed are none any more. */
export function readReplies(doc: Y.Doc, evening: LocalDate): readonly ReplyVersion[] {
  const keys = keysIn(doc, ROOT, evening).filter(({ key }) => !isRemoved(doc, key));
  return sortReplies(keys.flatMap(({ key }) => readVersionAt(doc, key, evening, false) ?? []));
}

/** The author's own, whether they have left or not, newest first. */
export function readOwnReplies(
  { shared, outgoing }: ReplyDocs,
  evening: LocalDate,
): readonly ReplyVersion[] {
  return sortReplies([...readReplies(shared, evening), ...readWaitingReplies(outgoing, evening)]);
}

export function readWaitingReplies(
  outgoing: Outgoing,
  evening: LocalDate,
): readonly ReplyVersion[] {
  return listWaiting(outgoing, ROOT, evening).flatMap(
    ({ key }) => readVersionAt(outgoing.doc, key, evening, true) ?? [],
  );
}

/** Which counts of what lies in two places. A copy that has just been handed over counts as gone. */
export function sortReplies(versions: readonly ReplyVersion[]): readonly ReplyVersion[] {
  return [...versions].sort(
    (a, b) =>
      b.reply.savedAt - a.reply.savedAt ||
      Number(a.waits) - Number(b.waits) ||
      (a.key < b.key ? 1 : -1),
  );
}

/** Whether there was a reply, all of which was removed. */
export function isReplyRemoved(doc: Y.Doc, evening: LocalDate): boolean {
  return readReplies(doc, evening).length === 0 && readRemovals(doc, evening).length > 0;
}

/** What never left goes without a trace and is returned for the undo; of the rest "removed" stays. */
export function takeAwayReply(
  { shared, outgoing }: ReplyDocs,
  evening: LocalDate,
  now: number,
): readonly KeyedRecord[] {
  markRemoved(shared, ROOT, evening, now);
  return takeAway(outgoing.doc, ROOT, evening);
}

/** False where the words are gone already. */
export function bringBackReply(
  { shared, outgoing }: ReplyDocs,
  evening: LocalDate,
  taken: readonly KeyedRecord[],
): boolean {
  putBack(outgoing.doc, ROOT, taken);
  return restoreRemoved(shared, ROOT, evening) || taken.length > 0;
}

export function finishReplyRemoval({ shared }: ReplyDocs, evening: LocalDate): void {
  finishRemovals(shared, ROOT, evening);
}

/** One mark for an evening; undefined takes it back. */
export function setMark(
  doc: Y.Doc,
  evening: LocalDate,
  mark: QuietMark | undefined,
  now: number,
): void {
  const marks = doc.getMap(MARKS);
  if (mark) marks.set(evening, { mark, at: now });
  else marks.delete(evening);
}

export function readMark(doc: Y.Doc, evening: LocalDate): QuietMark | undefined {
  return readChoice(readRecord(doc.getMap(MARKS).get(evening))?.get('mark'), QUIET_MARKS);
}

function checkReply(fields: ReplyFields): Result<ReplyFields, ReplyError> {
  const checked: Record<ReplyStep, string | undefined> = { ...NO_REPLY };
  for (const step of REPLY_STEPS) {
    checked[step] = fields[step]?.trim() || undefined;
    const length = countCharacters(checked[step] ?? '');
    if (length > REPLY_LIMIT) return err({ type: 'TooLong', step, limit: REPLY_LIMIT, length });
  }
  return REPLY_STEPS.some((step) => checked[step]) ? ok(checked) : err({ type: 'Empty' });
}

function readVersionAt(
  doc: Y.Doc,
  key: string,
  evening: LocalDate,
  waits: boolean,
): ReplyVersion | undefined {
  const record = readRecord(doc.getMap(ROOT).get(key));
  const savedAt = readMoment(record?.get('savedAt'));
  if (!record || savedAt === undefined) return undefined;
  const read = (step: ReplyStep): string | undefined => readText(record.get(step), REPLY_LIMIT);
  const fields = { heard: read('heard'), sense: read('sense'), offer: read('offer') };
  return { key, reply: { ...fields, evening, savedAt }, waits };
}

function isSameReply(saved: ReplyFields, fields: ReplyFields): boolean {
  return REPLY_STEPS.every((step) => saved[step] === fields[step]);
}

function withoutGaps(fields: ReplyFields): Record<string, string> {
  const record: Record<string, string> = {};
  for (const step of REPLY_STEPS) if (fields[step]) record[step] = fields[step];
  return record;
}
