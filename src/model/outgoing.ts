/**
 * What is meant for the partner and has not left this phone. It lies in the private ledger, which nothing carries
 * anywhere, until the moment in which it is handed over: so it can be taken back, and nobody can tell that it was.
 * Kept for one bond: what waits for another is never handed to this one. SPEC T1 to T3.
 */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import type { AnswerAuthor } from './answer-seal.js';
import { putVersion } from './checkin.js';
import {
  type Checkin,
  type CheckinVersion,
  putRecord,
  readVersion,
  toRecord,
  toSealedRecord,
} from './checkin-record.js';
import { readRemovals } from './removal.js';
import { readMoment, readRecord, type StoredRecord } from './values.js';
import {
  keyOf,
  keysIn,
  nextNumber,
  parseKey,
  type VersionKey,
  type VersionRoot,
} from './version-key.js';

export type Outgoing = {
  /** The private chapter in which all that waits lies. */
  readonly doc: Y.Doc;
  /** Names the present bond. */
  readonly bond: string;
};

/** A record under its key, as it lies in a root map. */
export type KeyedRecord = { readonly key: string; readonly record: unknown };

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

/** When the oldest of all that waits was saved, in milliseconds since the epoch; undefined where nothing waits. */
export function oldestWaiting(outgoing: Outgoing): number | undefined {
  const roots: readonly VersionRoot[] = ['checkins', 'replies'];
  const moments = roots.flatMap((root) =>
    listWaiting(outgoing, root).flatMap(
      ({ key }) => readMoment(recordAt(outgoing.doc, root, key)?.get('savedAt')) ?? [],
    ),
  );
  return moments.length > 0 ? Math.min(...moments) : undefined;
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

/**
 * Copies the version that counts into the author's shared chapter, sealed where it is to be. Done again, as after a
 * crash, it changes nothing. Returns the keys of all that waited for this: to be let go once the copy is durable.
 */
export function handOver(
  outgoing: Outgoing,
  root: VersionRoot,
  evening: LocalDate,
  shared: Y.Doc,
  author: AnswerAuthor,
): readonly string[] {
  const waiting = listWaiting(outgoing, root, evening);
  const [newest] = waiting;
  if (newest && !isThere(shared, root, newest)) {
    if (root === 'checkins') handOverCheckin(outgoing, newest, shared, author);
    else handOverRecord(outgoing.doc, root, newest, shared);
  }
  return waiting.map(({ key }) => key);
}

function handOverCheckin(
  { doc, bond }: Outgoing,
  { key, evening, suffix }: VersionKey,
  shared: Y.Doc,
  author: AnswerAuthor,
): void {
  const version = readWaiting({ doc, bond }, evening).find((waiting) => waiting.key === key);
  if (!version) return;
  const n = nextNumber(shared, 'checkins', evening);
  const checkin = withoutSeal(version.checkin);
  if (!version.checkin.seal) putVersion(shared, checkin, n, suffix);
  else putRecord(shared, keyOf(evening, n, suffix), toSealedRecord(checkin, author));
}

function handOverRecord(
  doc: Y.Doc,
  root: VersionRoot,
  { key, evening, suffix }: VersionKey,
  shared: Y.Doc,
): void {
  const { bond: _, ...record } = Object.fromEntries(recordAt(doc, root, key) ?? []);
  shared.getMap(root).set(keyOf(evening, nextNumber(shared, root, evening), suffix), record);
}

/** Lets go of what has been handed over; earlier versions of a check-in stay with their author. */
export function letGo(
  outgoing: Outgoing,
  root: VersionRoot,
  evening: LocalDate,
  keys: readonly string[],
  privateDoc: Y.Doc,
): void {
  const [handedOver, ...earlier] = keys;
  if (root === 'checkins') keepWaiting(outgoing, privateDoc, evening, new Set(earlier));
  const map = outgoing.doc.getMap(root);
  outgoing.doc.transact(() => {
    for (const key of [handedOver, ...earlier]) if (key !== undefined) map.delete(key);
  });
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

/** All versions of an evening. */
export function recordsOf(
  doc: Y.Doc,
  root: VersionRoot,
  evening: LocalDate,
): readonly KeyedRecord[] {
  const map = doc.getMap(root);
  return keysIn(doc, root, evening).map(({ key }) => ({ key, record: map.get(key) }));
}

/** Deletes all versions of an evening from a map that only this phone has, and returns them for the undo. */
export function takeAway(
  doc: Y.Doc,
  root: VersionRoot,
  evening: LocalDate,
): readonly KeyedRecord[] {
  const map = doc.getMap(root);
  const taken = recordsOf(doc, root, evening);
  doc.transact(() => {
    for (const { key } of taken) map.delete(key);
  });
  return taken;
}

export function putBack(doc: Y.Doc, root: VersionRoot, taken: readonly KeyedRecord[]): void {
  doc.transact(() => {
    for (const { key, record } of taken) doc.getMap(root).set(key, record);
  });
}

function isThere(shared: Y.Doc, root: VersionRoot, { evening, suffix }: VersionKey): boolean {
  const removed = readRemovals(shared, evening).map(({ key }) => parseKey(key)?.suffix);
  return (
    removed.includes(suffix) ||
    keysIn(shared, root, evening).some((version) => version.suffix === suffix)
  );
}

function recordAt(doc: Y.Doc, root: VersionRoot, key: string): StoredRecord | undefined {
  return readRecord(doc.getMap(root).get(key));
}

function withoutSeal({ seal: _, commitment: __, ...checkin }: Checkin): Checkin {
  return checkin;
}
