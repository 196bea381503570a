/** What is marked as removed, as both phones read it; `remove.ts` sets the marks. SPEC T4 to T8. */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import { readBytes32, readMoment, readRecord } from './values.js';
import { parseKey } from './version-key.js';

export type Removal = {
  readonly key: string;
  readonly evening: LocalDate;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of a sealed answer: what it was held to. */
  readonly commitment: Uint8Array | undefined;
  /** Of a sealed answer that was opened: the commitment of the partner's for which it was. */
  readonly seen: Uint8Array | undefined;
};

export const REMOVED = 'removed';

export function isRemoved(doc: Y.Doc, key: string): boolean {
  return readRemoval(doc, key) !== undefined;
}

/** Newest first. */
export function readRemovals(doc: Y.Doc, evening?: LocalDate): readonly Removal[] {
  return [...doc.getMap(REMOVED).keys()]
    .flatMap((key) => readRemoval(doc, key) ?? [])
    .filter((removal) => evening === undefined || removal.evening === evening)
    .sort((a, b) => b.at - a.at || (a.key < b.key ? 1 : -1));
}

function readRemoval(doc: Y.Doc, key: string): Removal | undefined {
  const record = readRecord(doc.getMap(REMOVED).get(key));
  const evening = parseKey(key)?.evening;
  const at = readMoment(record?.get('at'));
  if (!record || evening === undefined || at === undefined) return undefined;
  const commitment = readBytes32(record.get('commitment'));
  return { key, evening, at, commitment, seen: readBytes32(record.get('seen')) };
}
