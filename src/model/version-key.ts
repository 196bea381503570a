/**
 * Names of versions: `evening#n.suffix`. n counts the versions of an evening, and a random suffix keeps two tabs
 * that save in the same moment from overwriting each other. A key names its version for ever, wherever it lies.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import { readDate } from './values.js';

export type VersionKey = {
  readonly key: string;
  readonly evening: LocalDate;
  readonly n: number;
  readonly suffix: string;
};

/** The root map of a chapter in which versions lie. */
export type VersionRoot = 'checkins' | 'replies';

const KEY = /^(\d{4}-\d{2}-\d{2})#(\d{1,9})\.([0-9a-f]{1,32})$/;

export function keyOf(evening: LocalDate, n: number, suffix: string): string {
  return `${evening}#${n}.${suffix}`;
}

export function parseKey(key: string): VersionKey | undefined {
  const match = KEY.exec(key);
  const evening = readDate(match?.[1]);
  const suffix = match?.[3];
  if (evening === undefined || suffix === undefined) return undefined;
  return { key, evening, n: Number(match?.[2]), suffix };
}

/** The versions in a root map; what is no version's key is left out. */
export function keysIn(doc: Y.Doc, root: VersionRoot, evening?: LocalDate): readonly VersionKey[] {
  const keys: VersionKey[] = [];
  for (const key of doc.getMap(root).keys()) {
    // Reading a month asks for each of its evenings, and most keys are of another one.
    if (evening !== undefined && !key.startsWith(evening)) continue;
    const parsed = parseKey(key);
    if (parsed && (evening === undefined || parsed.evening === evening)) keys.push(parsed);
  }
  return keys;
}

/** The number of the next version of an evening. */
export function nextNumber(doc: Y.Doc, root: VersionRoot, evening: LocalDate): number {
  return keysIn(doc, root, evening).reduce((most, { n }) => Math.max(most, n), 0) + 1;
}
