/**
 * What one chapter of check-ins amounts to, without its history: small enough to keep ten years of at hand, and
 * all that looking back, searching and drawing need. Always the same as reading the chapter itself.
 */
import type * as Y from 'yjs';
import { base64UrlToBytes, bytesToBase64Url } from '../kernel/index.js';
import type { AnswerAuthor } from './answer-seal.js';
import { type CheckinVersion, NO_ANSWERS } from './checkin-record.js';
import { type EveningRecord, readMonth } from './evenings.js';

/** Newest evening first; of older versions only what a broken seal is found out by. */
export type MonthSummary = readonly EveningRecord[];

/** A summary made by a Vesper that knew other answers, or kept something else, is none: it is made anew. */
const FORMAT = `1 ${Object.keys(NO_ANSWERS).sort().join(' ')}`;

export function summariseMonth(doc: Y.Doc, author: AnswerAuthor | undefined): MonthSummary {
  return readMonth(doc, author).map((record) => ({
    ...record,
    versions: keepWhatCounts(record.versions),
  }));
}

function keepWhatCounts([newest, ...older]: readonly CheckinVersion[]): readonly CheckinVersion[] {
  if (!newest) return [];
  const sealed = older.filter(({ checkin }) => checkin.commitment !== undefined);
  return [
    newest,
    ...sealed.map(({ key, checkin }) => ({ key, checkin: { ...checkin, ...NO_ANSWERS } })),
  ];
}

type Kept = { readonly format: string; readonly evenings: MonthSummary };

/** How bytes stand in JSON: by this name, in base64url. */
const BYTES = '~';

function writeBytes(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? { [BYTES]: bytesToBase64Url(value) } : value;
}

function readBytes(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(BYTES in value)) return value;
  const text = value[BYTES];
  return typeof text === 'string' ? base64UrlToBytes(text) : value;
}

/** As JSON. */
export function encodeSummary(summary: MonthSummary): string {
  return JSON.stringify({ format: FORMAT, evenings: summary } satisfies Kept, writeBytes);
}

/** Undefined for one of another format. Only for what this phone wrote itself, and kept sealed. */
export function decodeSummary(text: string): MonthSummary | undefined {
  const kept = parse(text);
  return isKept(kept) ? kept.evenings : undefined;
}

function parse(text: string): unknown {
  try {
    // Bytes are rare, and looking at every value for them takes longer than the rest.
    return text.includes(`"${BYTES}"`) ? JSON.parse(text, readBytes) : JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'format' in value &&
    value.format === FORMAT &&
    'evenings' in value &&
    Array.isArray(value.evenings)
  );
}
