/**
 * The evening check-in. Each saved version stays under a key of its own, `evening#n.suffix`, in the
 * flat map `checkins` of its month's chapter: n counts the versions, and a random suffix keeps two
 * tabs that save in the same moment from overwriting each other. The version saved last counts.
 */
import type * as Y from 'yjs';
import {
  bytesToHex,
  type Clock,
  err,
  type LocalDate,
  ok,
  type Random,
  type Result,
} from '../kernel/index.js';
import { type AnswerAuthor, handOverKey, readClosed } from './answer-seal.js';
import {
  type Checkin,
  type CheckinFields,
  type CheckinVersion,
  fieldsOf,
  hasKnownFields,
  hasSameFields,
  limitOf,
  putRecord,
  readVersion,
  TEXT_FIELDS,
  type TextField,
  toRecord,
  toSealedRecord,
} from './checkin-record.js';
import { type FeelingsError, findFeelingsError, tidyFeelings } from './feelings.js';
import { isRemoved } from './removal.js';
import { countCharacters, readRecord } from './values.js';
import { keyOf, keysIn, nextNumber } from './version-key.js';

export type CheckinDraft = CheckinFields & {
  readonly evening: LocalDate;
  readonly share: boolean;
  /** Until both have answered. Counts only with an author who can seal. */
  readonly seal?: boolean;
};

export type CheckinError =
  | { type: 'Empty' }
  | FeelingsError
  | { type: 'TooLong'; field: TextField; limit: number; length: number };

export type SaveContext = {
  readonly clock: Clock;
  readonly random: Random;
  /** When a version kept elsewhere was saved: this one counts as later, whatever the clock says. */
  readonly after?: number;
  /** Who writes, where there is somebody to seal an answer from. */
  readonly author?: AnswerAuthor;
};

/** Nothing is stored where the draft is empty, too long, or says what is already saved. */
export function saveCheckin(
  doc: Y.Doc,
  draft: CheckinDraft,
  context: SaveContext,
): Result<Checkin, CheckinError> {
  const { random, author } = context;
  const composed = composeCheckin(draft, readCheckin(doc, draft.evening, author), context);
  if (!composed.ok) return composed;
  const { checkin, isNew } = composed.value;
  if (!isNew) return ok(checkin);
  const n = nextNumber(doc, 'checkins', draft.evening);
  const suffix = newSuffix(random);
  if (!draft.seal || !author) putVersion(doc, checkin, n, suffix);
  else putRecord(doc, keyOf(checkin.evening, n, suffix), toSealedRecord(checkin, author));
  return ok(checkin);
}

/** What a draft becomes after `previous`, which is given back itself where the draft says nothing else. */
export function composeCheckin(
  draft: CheckinDraft,
  previous: Checkin | undefined,
  { clock, after }: SaveContext,
): Result<{ readonly checkin: Checkin; readonly isNew: boolean }, CheckinError> {
  const fields = checkFields(draft);
  if (!fields.ok) return fields;
  if (previous && isSameCheckin(previous, { ...draft, ...fields.value }, after)) {
    return ok({ checkin: previous, isNew: false });
  }
  const checkin: Checkin = {
    ...fields.value,
    evening: draft.evening,
    share: draft.share,
    timeZone: clock.timeZone(),
    savedAt: Math.max(clock.now(), (previous?.savedAt ?? -1) + 1, (after ?? -1) + 1),
  };
  return ok({ checkin, isNew: true });
}

export function newSuffix(random: Random): string {
  return bytesToHex(random.bytes(4));
}

/** The same number and suffix again are the same version: putting it twice changes nothing. */
export function putVersion(doc: Y.Doc, checkin: Checkin, n: number, suffix: string): void {
  putRecord(doc, keyOf(checkin.evening, n, suffix), toRecord(checkin));
}

/** The version that counts for an evening. Without its author, what is sealed stays so. */
export function readCheckin(
  doc: Y.Doc,
  evening: LocalDate,
  author?: AnswerAuthor,
): Checkin | undefined {
  return readHistory(doc, evening, author)[0]?.checkin;
}

/** All versions of an evening, the one that counts first. Those that were removed are none any more. */
export function readHistory(
  doc: Y.Doc,
  evening: LocalDate,
  author?: AnswerAuthor,
): readonly CheckinVersion[] {
  const found: CheckinVersion[] = [];
  for (const { key } of keysIn(doc, 'checkins', evening)) {
    if (isRemoved(doc, key)) continue;
    const checkin = readVersion(doc, key, evening, author);
    if (checkin) found.push({ key, checkin });
  }
  return found.sort(newestFirst);
}

/**
 * Opens the version that counts, if it is sealed and is not open yet: at once, or (`seen`) for the partner's
 * answer of this commitment.
 */
export function openOwnAnswer(
  doc: Y.Doc,
  evening: LocalDate,
  author: AnswerAuthor,
  seen?: Uint8Array,
): void {
  const [version] = readHistory(doc, evening, author);
  if (version?.checkin.seal !== 'closed') return;
  const record = readRecord(doc.getMap('checkins').get(version.key));
  const closed = record && readClosed(record);
  if (closed) handOverKey(doc, author, evening, version.key, closed, seen);
}

/** Evenings with a readable check-in, newest first. */
export function listEvenings(doc: Y.Doc): readonly LocalDate[] {
  const evenings = new Set(keysIn(doc, 'checkins').map((key) => key.evening));
  return [...evenings]
    .filter((evening) => readCheckin(doc, evening) !== undefined)
    .sort()
    .reverse();
}

function checkFields(draft: CheckinFields): Result<CheckinFields, CheckinError> {
  const fields: CheckinFields = {
    ...fieldsOf(draft),
    feelings: tidyFeelings(draft.feelings),
    line: tidyText(draft.line),
    high: tidyText(draft.high),
    low: tidyText(draft.low),
    news: tidyText(draft.news),
  };
  const error = findFeelingsError(fields.feelings ?? []) ?? findLongText(fields);
  if (error) return err(error);
  return hasKnownFields(fields) ? ok(fields) : err({ type: 'Empty' });
}

function tidyText(text: string | undefined): string | undefined {
  return text?.trim() || undefined;
}

function findLongText(fields: CheckinFields): CheckinError | undefined {
  for (const field of TEXT_FIELDS) {
    const length = countCharacters(fields[field] ?? '');
    const limit = limitOf(field);
    if (length > limit) return { type: 'TooLong', field, limit, length };
  }
  return undefined;
}

/** The same order on every device: the clocks, made monotonic by saving, and then the keys. */
function newestFirst(a: CheckinVersion, b: CheckinVersion): number {
  const later = b.checkin.savedAt - a.checkin.savedAt;
  if (later !== 0) return later;
  return a.key < b.key ? 1 : -1;
}

function isSameCheckin(saved: Checkin, draft: CheckinDraft, after: number | undefined): boolean {
  return (
    hasSameFields(saved, draft) &&
    saved.share === draft.share &&
    (saved.seal === 'closed') === (draft.seal ?? false) &&
    (after === undefined || saved.savedAt > after)
  );
}
