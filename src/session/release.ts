/** Hands over what waits, and ends what the outgoing chapter says is unfinished. Loaded when there is something to do. */
import type * as Y from 'yjs';
import { type Clock, type LocalDate, monthOf } from '../kernel/index.js';
import type { Side } from '../ledger/index.js';
import {
  type AnswerAuthor,
  checkinChapter,
  finishRemovals,
  forgetRemoval,
  handOver,
  keepStranded,
  letGo,
  listNotedRemovals,
  listStranded,
  listWaiting,
  type Outgoing,
  replyChapter,
  type VersionRoot,
} from '../model/index.js';
import type { LedgerSpace } from './space.js';

export type OutgoingParts = {
  readonly own: LedgerSpace;
  readonly shared: LedgerSpace;
  readonly mySide: Side;
  readonly author: AnswerAuthor;
  /** Names the present bond. */
  readonly bond: string;
  readonly clock: Clock;
};

type Released = {
  readonly root: VersionRoot;
  readonly evening: LocalDate;
  readonly keys: readonly string[];
};

const ROOTS: readonly VersionRoot[] = ['checkins', 'replies'];

/** What waits is let go only once its copy is durable. */
export async function releaseWaiting(outgoing: Outgoing, parts: OutgoingParts): Promise<void> {
  const released = ROOTS.flatMap((root) =>
    [...new Set(listWaiting(outgoing, root).map(({ evening }) => evening))].map(
      (evening): Released => ({ root, evening, keys: copyOne(outgoing, root, evening, parts) }),
    ),
  );
  const kept = await parts.shared.store.saved();
  if (!kept.ok) return;
  for (const { root, evening, keys } of released) {
    const own = parts.own.ledger.openChapter(checkinChapter(monthOf(evening)));
    letGo(outgoing, root, evening, keys, own.doc);
    own.close();
  }
}

function copyOne(
  outgoing: Outgoing,
  root: VersionRoot,
  evening: LocalDate,
  { shared, mySide, author }: OutgoingParts,
): readonly string[] {
  const chapter = shared.ledger.openChapter(sharedChapter(root, evening, mySide));
  const keys = handOver(outgoing, root, evening, chapter.doc, author);
  chapter.close();
  return keys;
}

/** True where some are not due yet. */
export function finishNoted(
  doc: Y.Doc,
  { shared, mySide, clock }: Pick<OutgoingParts, 'shared' | 'mySide' | 'clock'>,
): boolean {
  let isLeft = false;
  for (const noted of listNotedRemovals(doc)) {
    const chapter = shared.ledger.openChapter(sharedChapter(noted.root, noted.evening, mySide));
    const isDone = finishRemovals(chapter.doc, noted.root, noted.evening, clock.now());
    chapter.close();
    if (isDone) forgetRemoval(doc, noted);
    else isLeft = true;
  }
  return isLeft;
}

export function moveStranded(own: LedgerSpace, doc: Y.Doc, bond: string | undefined): void {
  for (const key of listStranded(doc, bond)) {
    const chapter = own.ledger.openChapter(checkinChapter(monthOf(key.evening)));
    keepStranded(doc, key, chapter.doc);
    chapter.close();
  }
}

function sharedChapter(root: VersionRoot, evening: LocalDate, side: Side): string {
  const name = root === 'checkins' ? checkinChapter : replyChapter;
  return name(monthOf(evening), side);
}
