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

/** A summary made by a Vesper that knew other answers is none: it is made anew. */
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

type Kept<T> = { readonly format: string; readonly evenings: readonly T[] };

/** As JSON; bytes in base64url. */
export function encodeSummary(summary: MonthSummary): string {
  const evenings = summary.map(({ seen, versions, ...record }) => ({
    ...record,
    seen: seen && bytesToBase64Url(seen),
    versions: versions.map(({ key, checkin: { commitment, ...checkin } }) => ({
      key,
      checkin: { ...checkin, commitment: commitment && bytesToBase64Url(commitment) },
    })),
  }));
  return JSON.stringify({ format: FORMAT, evenings } satisfies Kept<unknown>);
}

type WrittenBytes<T, K extends keyof T> = Omit<T, K> & { readonly [key in K]?: string };
type WrittenVersion = Omit<CheckinVersion, 'checkin'> & {
  readonly checkin: WrittenBytes<CheckinVersion['checkin'], 'commitment'>;
};
type WrittenRecord = WrittenBytes<Omit<EveningRecord, 'versions'>, 'seen'> & {
  readonly versions: readonly WrittenVersion[];
};

/** Undefined for one of another format. Only for what this phone wrote itself, and kept sealed. */
export function decodeSummary(text: string): MonthSummary | undefined {
  const kept: unknown = parse(text);
  if (!isKept(kept)) return undefined;
  return kept.evenings.map(({ seen, versions, ...record }) => ({
    ...record,
    seen: readBytes(seen),
    versions: versions.map(({ key, checkin: { commitment, ...checkin } }) => {
      const bytes = readBytes(commitment);
      return { key, checkin: { ...NO_ANSWERS, ...checkin, ...(bytes && { commitment: bytes }) } };
    }),
  }));
}

function readBytes(text: string | undefined): Uint8Array | undefined {
  return text === undefined ? undefined : base64UrlToBytes(text);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isKept(value: unknown): value is Kept<WrittenRecord> {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'format' in value &&
    value.format === FORMAT &&
    'evenings' in value &&
    Array.isArray(value.evenings)
  );
}
