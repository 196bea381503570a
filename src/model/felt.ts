/**
 * How the author felt on reading the partner's answer: three marks for themselves. They lie in the private ledger,
 * which nothing carries anywhere; there is no place for them in the shared one. SPEC P6.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';

export const FELT = ['understood', 'validated', 'caredFor'] as const;
export type Felt = (typeof FELT)[number];

const ROOT = 'felt';

export function readFelt(privateDoc: Y.Doc, evening: LocalDate): readonly Felt[] {
  const marks = privateDoc.getMap(ROOT);
  return FELT.filter((felt) => marks.get(keyOf(evening, felt)) === true);
}

export function writeFelt(privateDoc: Y.Doc, evening: LocalDate, felt: readonly Felt[]): void {
  const marks = privateDoc.getMap(ROOT);
  privateDoc.transact(() => {
    for (const each of FELT) {
      const key = keyOf(evening, each);
      if (felt.includes(each) && marks.get(key) !== true) marks.set(key, true);
      if (!felt.includes(each) && marks.has(key)) marks.delete(key);
    }
  });
}

function keyOf(evening: LocalDate, felt: Felt): string {
  return `${evening}/${felt}`;
}
