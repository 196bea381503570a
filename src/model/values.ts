/** Reading values that another device, or a newer Vesper, wrote: what is not understood is undefined. */
import type { LocalDate } from '../kernel/index.js';

/** The fields of a plain object, each still to be validated. */
export type StoredRecord = ReadonlyMap<string, unknown>;

export function readRecord(value: unknown): StoredRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return undefined;
  return new Map(Object.entries(value));
}

/** A trimmed text of 1 to `limit` characters. One that is longer is shown cut, not lost. */
export function readText(value: unknown, limit: number): string | undefined {
  if (typeof value !== 'string') return undefined;
  const text = cutText(value.trim(), limit).trim();
  return text === '' ? undefined : text;
}

/** Control characters, and those that turn the direction of the text around them. */
const UNSEEN = /[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** One line as people see it. */
export function cleanLine(text: string): string {
  return text.replace(UNSEEN, ' ').replace(/\s+/gu, ' ').trim();
}

export function readWithin(value: unknown, least: number, most: number): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most
    ? value
    : undefined;
}

export function readChoice<T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

/** Milliseconds since the epoch, within what a Date can show. */
export function readMoment(value: unknown): number | undefined {
  return readWithin(value, 0, 8_640_000_000_000_000);
}

/** What a key, a salt or a commitment is as long as. */
export function readBytes32(value: unknown): Uint8Array | undefined {
  return value instanceof Uint8Array && value.length === 32 ? value : undefined;
}

export function readDate(value: unknown): LocalDate | undefined {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return undefined;
  const midnight = Date.parse(`${value}T00:00:00Z`);
  return Number.isNaN(midnight) || new Date(midnight).toISOString().slice(0, 10) !== value
    ? undefined
    : value;
}

/** Characters as a reader counts code points, so an astral letter is one. */
export function countCharacters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : [...text].slice(0, limit).join('');
}
