/**
 * The evening check-in. Each saved version stays under a key of its own, `evening#n.suffix`, in the
 * flat map `checkins` of its month's chapter: n counts the versions, and a random suffix keeps two
 * tabs that save in the same moment from overwriting each other. The version saved last counts.
 * Fields this version doesn't know are left where they are.
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
import {
  type AnswerAuthor,
  closeAnswer,
  handOverKey,
  isSealed,
  openAnswer,
  readClosed,
  readHandedOver,
  type Seal,
} from './answer-seal.js';
import {
  countCharacters,
  readChoice,
  readDate,
  readMoment,
  readRecord,
  readText,
  readWithin,
  type StoredRecord,
} from './values.js';

/** 1 Night, 2 Dusk, 3 Cloud, 4 Sun, 5 Dawn: how much light, not how good. */
export type Light = 1 | 2 | 3 | 4 | 5;
export type Wish = 'listening' | 'comfort' | 'ideas' | 'company' | 'space' | 'nothing';

export type CheckinFields = {
  readonly light: Light | undefined;
  /** 0 low to 100 high. */
  readonly energy: number | undefined;
  readonly word: string | undefined;
  readonly line: string | undefined;
  readonly wish: Wish | undefined;
};

export type Checkin = CheckinFields & {
  readonly evening: LocalDate;
  /** IANA name, of where it was written. */
  readonly timeZone: string | undefined;
  /** In the private ledger: its author would share it once there is someone to share with. */
  readonly share: boolean;
  /** Milliseconds since the epoch. */
  readonly savedAt: number;
  /** Where it was sealed until both have answered. */
  readonly seal?: Seal;
  /** What a sealed one is held to: 32 bytes. */
  readonly commitment?: Uint8Array;
};

/** A saved version together with its key, which names it for ever. */
export type CheckinVersion = { readonly key: string; readonly checkin: Checkin };

export type CheckinDraft = CheckinFields & {
  readonly evening: LocalDate;
  readonly share: boolean;
  /** Until both have answered. Counts only with an author who can seal. */
  readonly seal?: boolean;
};

export type CheckinError =
  | { type: 'Empty' }
  | { type: 'TooLong'; field: 'word' | 'line'; limit: number; length: number };

export type SaveContext = {
  readonly clock: Clock;
  readonly random: Random;
  /** When a version kept elsewhere was saved: this one counts as later, whatever the clock says. */
  readonly after?: number;
  /** Who writes, where there is somebody to seal an answer from. */
  readonly author?: AnswerAuthor;
};

export const NO_ANSWERS: CheckinFields = {
  light: undefined,
  energy: undefined,
  word: undefined,
  line: undefined,
  wish: undefined,
};
export const LIGHTS: readonly Light[] = [1, 2, 3, 4, 5];
export const WISHES: readonly Wish[] = [
  'listening',
  'comfort',
  'ideas',
  'company',
  'space',
  'nothing',
];
/** Characters. */
export const WORD_LIMIT = 40;
/** Characters. */
export const LINE_LIMIT = 500;

export type EnergyBand = 'low' | 'gentle' | 'steady' | 'lively' | 'high';

const BANDS: readonly EnergyBand[] = ['low', 'gentle', 'steady', 'lively', 'high'];

const KEY = /^(\d{4}-\d{2}-\d{2})#(\d{1,9})\.([0-9a-f]{1,32})$/;

type VersionKey = { key: string; evening: LocalDate; n: number; suffix: string };

/** Nothing is stored where the draft is empty, too long, or says what is already saved. */
export function saveCheckin(
  doc: Y.Doc,
  draft: CheckinDraft,
  { clock, random, after, author }: SaveContext,
): Result<Checkin, CheckinError> {
  const fields = checkFields(draft);
  if (!fields.ok) return fields;
  const previous = readHistory(doc, draft.evening, author)[0];
  if (previous && isSameCheckin(previous.checkin, { ...draft, ...fields.value }, after)) {
    return ok(previous.checkin);
  }
  const checkin: Checkin = {
    ...fields.value,
    evening: draft.evening,
    share: draft.share,
    timeZone: clock.timeZone(),
    savedAt: Math.max(clock.now(), (previous?.checkin.savedAt ?? -1) + 1, (after ?? -1) + 1),
  };
  const n = keysOf(doc, draft.evening).reduce((most, key) => Math.max(most, key.n), 0) + 1;
  const suffix = bytesToHex(random.bytes(4));
  if (!draft.seal || !author) putVersion(doc, checkin, n, suffix);
  else putRecord(doc, keyOf(checkin.evening, n, suffix), toSealedRecord(checkin, author));
  return ok(checkin);
}

/** The same number and suffix again are the same version: putting it twice changes nothing. */
export function putVersion(doc: Y.Doc, checkin: Checkin, n: number, suffix: string): void {
  putRecord(doc, keyOf(checkin.evening, n, suffix), toRecord(checkin));
}

function putRecord(doc: Y.Doc, key: string, record: StoredVersion): void {
  doc.transact(() => {
    doc.getMap('checkins').set(key, record);
  });
}

function keyOf(evening: LocalDate, n: number, suffix: string): string {
  return `${evening}#${n}.${suffix}`;
}

/** The version that counts for an evening. Without its author, what is sealed stays so. */
export function readCheckin(
  doc: Y.Doc,
  evening: LocalDate,
  author?: AnswerAuthor,
): Checkin | undefined {
  return readHistory(doc, evening, author)[0]?.checkin;
}

/** All versions of an evening, the one that counts first. */
export function readHistory(
  doc: Y.Doc,
  evening: LocalDate,
  author?: AnswerAuthor,
): readonly CheckinVersion[] {
  const found: CheckinVersion[] = [];
  for (const { key } of keysOf(doc, evening)) {
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
  const evenings = new Set(keysOf(doc).map((key) => key.evening));
  return [...evenings]
    .filter((evening) => readCheckin(doc, evening) !== undefined)
    .sort()
    .reverse();
}

/** False for a check-in whose fields all come from a newer version than this one. */
export function hasKnownFields(checkin: CheckinFields): boolean {
  const { light, energy, word, line, wish } = checkin;
  return [light, energy, word, line, wish].some((field) => field !== undefined);
}

/** A word instead of a number, which would read like a score. `energy` is 0 to 100. */
export function energyBand(energy: number): EnergyBand {
  return BANDS[Math.min(Math.floor(energy / 20), BANDS.length - 1)] ?? 'steady';
}

export function suffixOfKey(key: string): string | undefined {
  return parseKey(key)?.suffix;
}

function checkFields(draft: CheckinFields): Result<CheckinFields, CheckinError> {
  const word = draft.word?.trim() || undefined;
  const line = draft.line?.trim() || undefined;
  for (const [field, text, limit] of [
    ['word', word, WORD_LIMIT],
    ['line', line, LINE_LIMIT],
  ] as const) {
    const length = countCharacters(text ?? '');
    if (length > limit) return err({ type: 'TooLong', field, limit, length });
  }
  const fields = { light: draft.light, energy: draft.energy, word, line, wish: draft.wish };
  return hasKnownFields(fields) ? ok(fields) : err({ type: 'Empty' });
}

type StoredVersion = Record<string, string | number | boolean | Uint8Array>;

/** Undefined values are left out: an absent key is how the record says "not answered". */
function toRecord(checkin: Checkin): StoredVersion {
  const record: StoredVersion = {};
  for (const [field, value] of Object.entries(checkin)) {
    if (value !== undefined && value !== false) record[field] = value;
  }
  return record;
}

/** When it was saved is no secret; what was answered is. */
function toSealedRecord(checkin: Checkin, author: AnswerAuthor): StoredVersion {
  const { evening, timeZone, share, savedAt, ...fields } = checkin;
  return {
    ...toRecord({ ...NO_ANSWERS, evening, timeZone, share, savedAt }),
    ...closeAnswer(author, evening, fields),
  };
}

function readVersion(
  doc: Y.Doc,
  key: string,
  evening: LocalDate,
  author: AnswerAuthor | undefined,
): Checkin | undefined {
  const record = readRecord(doc.getMap('checkins').get(key));
  const savedAt = readMoment(record?.get('savedAt'));
  if (!record || savedAt === undefined) return undefined;
  const timeZone = readText(record.get('timeZone'), 64);
  const frame = { evening, timeZone, share: record.get('share') === true, savedAt };
  if (!isSealed(record)) return { ...parseFields(record), ...frame };
  const closed = readClosed(record);
  const { seal, fields } = openAnswer(author, evening, closed, readHandedOver(doc, key));
  return {
    ...(fields ? parseFields(fields) : NO_ANSWERS),
    ...frame,
    seal,
    ...(closed && { commitment: closed.commitment }),
  };
}

function parseFields(record: StoredRecord): CheckinFields {
  return {
    light: LIGHTS.find((light) => light === record.get('light')),
    energy: readWithin(record.get('energy'), 0, 100),
    word: readText(record.get('word'), WORD_LIMIT),
    line: readText(record.get('line'), LINE_LIMIT),
    wish: readChoice(record.get('wish'), WISHES),
  };
}

function keysOf(doc: Y.Doc, evening?: LocalDate): readonly VersionKey[] {
  const keys: VersionKey[] = [];
  for (const key of doc.getMap('checkins').keys()) {
    const parsed = parseKey(key);
    if (parsed && (evening === undefined || parsed.evening === evening)) keys.push(parsed);
  }
  return keys;
}

function parseKey(key: string): VersionKey | undefined {
  const match = KEY.exec(key);
  const evening = readDate(match?.[1]);
  const suffix = match?.[3];
  if (evening === undefined || suffix === undefined) return undefined;
  return { key, evening, n: Number(match?.[2]), suffix };
}

/** The same order on every device: the clocks, made monotonic by saving, and then the keys. */
function newestFirst(a: CheckinVersion, b: CheckinVersion): number {
  const later = b.checkin.savedAt - a.checkin.savedAt;
  if (later !== 0) return later;
  return a.key < b.key ? 1 : -1;
}

function isSameCheckin(saved: Checkin, draft: CheckinDraft, after: number | undefined): boolean {
  return (
    saved.light === draft.light &&
    saved.energy === draft.energy &&
    saved.word === draft.word &&
    saved.line === draft.line &&
    saved.wish === draft.wish &&
    saved.share === draft.share &&
    (saved.seal === 'closed') === (draft.seal ?? false) &&
    (after === undefined || saved.savedAt > after)
  );
}
