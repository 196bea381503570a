/**
 * What is meant for the partner and has not left this phone. It lies in the private ledger, which nothing carries
 * anywhere, until the moment in which it is handed over: so it can be taken back, and nobody can tell that it was.
 * Kept for one bond: what waits for another is never handed to this one. SPEC T1 to T3.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import {
  type Checkin,
  type CheckinVersion,
  putRecord,
  readVersion,
  toRecord,
} from './checkin-record.js';
import { readMoment, readRecord, type StoredRecord } from './values.js';
import { keyOf, keysIn, nextNumber, type VersionKey, type VersionRoot } from './version-key.js';

export type Outgoing = {
  /** The private chapter in which all that waits lies. */
  readonly doc: Y.Doc;
  /** Names the present bond. */
  readonly bond: string;
};

/** The check-ins of an evening that wait, the one that counts first. One that is to be sealed reads as closed. */
export function readWaiting(
  { doc, bond }: Outgoing,
  evening: LocalDate,
): readonly CheckinVersion[] {
  return listWaiting({ doc, bond }, 'checkins', evening).flatMap(({ key }) => {
    const checkin = readVersion(doc, key, evening, undefined);
    const toSeal = recordAt(doc, 'checkins', key)?.get('toSeal') === true;
    return checkin
      ? [{ key, checkin: toSeal ? { ...checkin, seal: 'closed' as const } : checkin }]
      : [];
  });
}

/** Newest first. */
export function listWaiting(
  { doc, bond }: Outgoing,
  root: VersionRoot,
  evening?: LocalDate,
): readonly VersionKey[] {
  const savedAt = (key: string): number =>
    readMoment(recordAt(doc, root, key)?.get('savedAt')) ?? 0;
  return keysIn(doc, root, evening)
    .filter(({ key }) => recordAt(doc, root, key)?.get('bond') === bond)
    .sort((a, b) => savedAt(b.key) - savedAt(a.key) || (a.key < b.key ? 1 : -1));
}

export function putWaiting(
  { doc, bond }: Outgoing,
  checkin: Checkin,
  suffix: string,
  seal: boolean,
): void {
  const { evening } = checkin;
  const key = keyOf(evening, nextNumber(doc, 'checkins', evening), suffix);
  putRecord(doc, key, { ...toRecord(checkin), bond, ...(seal && { toSeal: true }) });
}

/** Makes check-ins that wait their author's alone again: all of an evening, or those with these keys. */
export function keepWaiting(
  outgoing: Outgoing,
  privateDoc: Y.Doc,
  evening: LocalDate,
  keys?: ReadonlySet<string>,
): void {
  for (const { key, checkin } of readWaiting(outgoing, evening)) {
    if (keys && !keys.has(key)) continue;
    putRecord(privateDoc, key, toRecord(withoutSeal(checkin)));
    outgoing.doc.getMap('checkins').delete(key);
  }
}

/** What waits for a bond that is not this one, by its key: there is nobody any more to hand it to. */
export function listStranded(doc: Y.Doc, bond: string | undefined): readonly VersionKey[] {
  return keysIn(doc, 'checkins').filter(
    ({ key }) => recordAt(doc, 'checkins', key)?.get('bond') !== bond,
  );
}

/** Makes a check-in that waits for another bond its author's alone. */
export function keepStranded(doc: Y.Doc, { key }: VersionKey, privateDoc: Y.Doc): void {
  const {
    bond: _,
    toSeal: __,
    ...record
  } = Object.fromEntries(recordAt(doc, 'checkins', key) ?? []);
  privateDoc.getMap('checkins').set(key, record);
  doc.getMap('checkins').delete(key);
}

export function recordAt(doc: Y.Doc, root: VersionRoot, key: string): StoredRecord | undefined {
  return readRecord(doc.getMap(root).get(key));
}

export function withoutSeal({ seal: _, commitment: __, ...checkin }: Checkin): Checkin {
  return checkin;
}
