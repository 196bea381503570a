/** Hands what waits for the partner over, once there is somebody to hand it to. SPEC T1 to T3. */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import type { AnswerAuthor } from './answer-seal.js';
import { putVersion } from './checkin.js';
import { putRecord, toSealedRecord } from './checkin-record.js';
import {
  keepWaiting,
  listWaiting,
  type Outgoing,
  readWaiting,
  recordAt,
  withoutSeal,
} from './outgoing.js';
import { readRemovals } from './removal.js';
import { readMoment } from './values.js';
import {
  keyOf,
  keysIn,
  nextNumber,
  parseKey,
  type VersionKey,
  type VersionRoot,
} from './version-key.js';

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

function isThere(shared: Y.Doc, root: VersionRoot, { evening, suffix }: VersionKey): boolean {
  const removed = readRemovals(shared, evening).map(({ key }) => parseKey(key)?.suffix);
  return (
    removed.includes(suffix) ||
    keysIn(shared, root, evening).some((version) => version.suffix === suffix)
  );
}
