/**
 * How one version of a check-in lies in its chapter: the key that names it, and the record, plain or sealed.
 * Fields this version doesn't know are left where they are.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import {
  type AnswerAuthor,
  closeAnswer,
  isSealed,
  openAnswer,
  readClosed,
  readHandedOver,
  type Seal,
} from './answer-seal.js';
import { areSameFeelings, type Feeling, readFeelings } from './feelings.js';
import {
  readChoice,
  readMoment,
  readRecord,
  readText,
  readWithin,
  type StoredRecord,
} from './values.js';
import { parseKey } from './version-key.js';

/** 1 Night, 2 Dusk, 3 Cloud, 4 Sun, 5 Dawn: how much light, not how good. */
export type Light = 1 | 2 | 3 | 4 | 5;
export type Wish = 'listening' | 'comfort' | 'ideas' | 'company' | 'space' | 'nothing';

export type CheckinFields = {
  readonly light: Light | undefined;
  /** 0 low to 100 high. */
  readonly energy: number | undefined;
  /** 0 unpleasant to 100 pleasant: the other direction of the pad. */
  readonly pleasantness: number | undefined;
  /** At most `MOST_FEELINGS`, none twice, never empty. */
  readonly feelings: readonly Feeling[] | undefined;
  readonly line: string | undefined;
  readonly high: string | undefined;
  readonly low: string | undefined;
  /** Good news, which invites a question back. */
  readonly news: string | undefined;
  readonly wish: Wish | undefined;
};

/** What is written freely, each a line or more. */
export type TextField = 'line' | 'high' | 'low' | 'news';

export const TEXT_FIELDS: readonly TextField[] = ['line', 'high', 'low', 'news'];

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

export const NO_ANSWERS: CheckinFields = {
  light: undefined,
  energy: undefined,
  pleasantness: undefined,
  feelings: undefined,
  line: undefined,
  high: undefined,
  low: undefined,
  news: undefined,
  wish: undefined,
};
const FIELDS = [
  'light',
  'energy',
  'pleasantness',
  'feelings',
  'line',
  'high',
  'low',
  'news',
  'wish',
] as const satisfies readonly (keyof CheckinFields)[];

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
export const LINE_LIMIT = 500;
/** Characters each, for high, low and news. */
export const SHORT_LIMIT = 200;

export function limitOf(field: TextField): number {
  return field === 'line' ? LINE_LIMIT : SHORT_LIMIT;
}

export type EnergyBand = 'low' | 'gentle' | 'steady' | 'lively' | 'high';

const BANDS: readonly EnergyBand[] = ['low', 'gentle', 'steady', 'lively', 'high'];

/** Where the first check-ins had their only word. */
const ONE_WORD = 'word';

/** False for a check-in whose fields all come from a newer version than this one. */
export function hasKnownFields(checkin: CheckinFields): boolean {
  return FIELDS.some((field) => checkin[field] !== undefined);
}

/** Whether both say the same, whatever else lies about them. */
export function hasSameFields(a: CheckinFields, b: CheckinFields): boolean {
  return FIELDS.every((field) =>
    field === 'feelings' ? areSameFeelings(a[field], b[field]) : a[field] === b[field],
  );
}

/** The answers alone. */
export function fieldsOf(checkin: CheckinFields): CheckinFields {
  const { light, energy, pleasantness, feelings, line, high, low, news, wish } = checkin;
  return { light, energy, pleasantness, feelings, line, high, low, news, wish };
}

/** A word instead of a number, which would read like a score. `energy` is 0 to 100. */
export function energyBand(energy: number): EnergyBand {
  return BANDS[Math.min(Math.floor(energy / 20), BANDS.length - 1)] ?? 'steady';
}

export type PleasantnessBand = 'hard' | 'uneasy' | 'between' | 'easy' | 'pleasant';

const PLEASANT: readonly PleasantnessBand[] = ['hard', 'uneasy', 'between', 'easy', 'pleasant'];

/** As `energyBand`, for the other direction. `pleasantness` is 0 to 100. */
export function pleasantnessBand(pleasantness: number): PleasantnessBand {
  return PLEASANT[Math.min(Math.floor(pleasantness / 20), PLEASANT.length - 1)] ?? 'between';
}

export function suffixOfKey(key: string): string | undefined {
  return parseKey(key)?.suffix;
}

export function putRecord(doc: Y.Doc, key: string, record: StoredVersion): void {
  doc.transact(() => {
    doc.getMap('checkins').set(key, record);
  });
}

type StoredValue = string | number | boolean | Uint8Array | string[];

export type StoredVersion = Record<string, StoredValue>;

/** Undefined values are left out: an absent key is how the record says "not answered". */
export function toRecord(checkin: Checkin): StoredVersion {
  const record: StoredVersion = {};
  for (const [field, value] of Object.entries(checkin)) {
    if (value !== undefined && value !== false) record[field] = storable(value);
  }
  return record;
}

/** Yjs takes a plain array for itself, so it gets one of its own. */
export function storable(value: StoredValue | readonly string[]): StoredValue {
  return isListed(value) ? [...value] : value;
}

function isListed(value: StoredValue | readonly string[]): value is readonly string[] {
  return Array.isArray(value);
}

/** When it was saved is no secret; what was answered is. */
export function toSealedRecord(checkin: Checkin, author: AnswerAuthor): StoredVersion {
  const { evening, timeZone, share, savedAt, ...fields } = checkin;
  return {
    ...toRecord({ ...NO_ANSWERS, evening, timeZone, share, savedAt }),
    ...closeAnswer(author, evening, fields),
  };
}

export function readVersion(
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
    pleasantness: readWithin(record.get('pleasantness'), 0, 100),
    feelings: readFeelings(record.get('feelings') ?? [record.get(ONE_WORD)]),
    line: readText(record.get('line'), LINE_LIMIT),
    high: readText(record.get('high'), SHORT_LIMIT),
    low: readText(record.get('low'), SHORT_LIMIT),
    news: readText(record.get('news'), SHORT_LIMIT),
    wish: readChoice(record.get('wish'), WISHES),
  };
}
