/** What its owner doesn't want to be shown again unasked: an evening, or all from one day to another. Private; SPEC B1, B2. */
import type * as Y from 'yjs';
import { bytesToHex, type Clock, type LocalDate, type Random } from '../kernel/index.js';
import { readDate, readMoment, readRecord } from './values.js';

/** Both days belong to it; one evening has the same twice. */
export type Period = { readonly from: LocalDate; readonly to: LocalDate };

export type Rest = Period & {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly since: number;
};

export const RESTING_CHAPTER = 'resting';

const BYTES_OF_ID = 8;

/** The two days in either order. */
export function orderPeriod(one: LocalDate, other: LocalDate): Period {
  return one <= other ? { from: one, to: other } : { from: other, to: one };
}

/** Resting twice is resting once: the same period again changes nothing. */
export function letRest(
  doc: Y.Doc,
  { from, to }: Period,
  { clock, random }: { readonly clock: Clock; readonly random: Random },
): Rest {
  const known = readRests(doc).find((rest) => rest.from === from && rest.to === to);
  if (known) return known;
  const rest = { id: bytesToHex(random.bytes(BYTES_OF_ID)), from, to, since: clock.now() };
  const { id, ...record } = rest;
  doc.transact(() => restsOf(doc).set(id, record));
  return rest;
}

export function endRest(doc: Y.Doc, id: string): void {
  doc.transact(() => restsOf(doc).delete(id));
}

/** The newest days first. */
export function readRests(doc: Y.Doc): readonly Rest[] {
  const rests: Rest[] = [];
  for (const [id, value] of restsOf(doc)) {
    const record = readRecord(value);
    const from = readDate(record?.get('from'));
    const to = readDate(record?.get('to'));
    const since = readMoment(record?.get('since'));
    if (from === undefined || to === undefined || since === undefined) continue;
    rests.push({ id, ...orderPeriod(from, to), since });
  }
  return rests.sort(
    (a, b) => compare(b.to, a.to) || compare(b.from, a.from) || compare(a.id, b.id),
  );
}

export function isResting(rests: readonly Period[], evening: LocalDate): boolean {
  return rests.some(({ from, to }) => from <= evening && evening <= to);
}

function restsOf(doc: Y.Doc): Y.Map<unknown> {
  return doc.getMap('resting');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
