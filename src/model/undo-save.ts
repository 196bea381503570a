/** Undoing a save: as it was before, where nothing has left this phone since; else by saving what was said before. */
import type { LocalDate } from '../kernel/index.js';
import type { SaveContext } from './checkin.js';
import { fieldsOf } from './checkin-record.js';
import {
  type OwnCheckin,
  type OwnCheckinDocs,
  readOwnCheckin,
  saveOwnCheckin,
} from './own-checkin.js';
import { finishTakingAway, takeAwayCheckin } from './take-away.js';
import { keysIn } from './version-key.js';
import { type KeyedRecord, putBack, recordsOf, takeAway } from './waiting-away.js';

/** An evening before a save; it lies in memory only. */
export type BeforeSave = {
  readonly evening: LocalDate;
  readonly counted: OwnCheckin | undefined;
  readonly own: readonly KeyedRecord[];
  readonly waiting: readonly KeyedRecord[];
  /** The keys of what the partner's phone may have. */
  readonly left: ReadonlySet<string>;
};

/**
 * `undone`: without a trace. `saidAgain`: what counted before counts again, as a newer version. `removed`: there was
 * nothing before, and the other phone may have it, so it leaves the mark of a removal (SPEC T4).
 */
export type Undone = 'undone' | 'saidAgain' | 'removed';

function keysThatLeft({ shared }: OwnCheckinDocs, evening: LocalDate): ReadonlySet<string> {
  return new Set(shared ? keysIn(shared, 'checkins', evening).map(({ key }) => key) : []);
}

export function lookBeforeSave(
  docs: OwnCheckinDocs,
  evening: LocalDate,
  author: SaveContext['author'],
): BeforeSave {
  return {
    evening,
    counted: readOwnCheckin(docs, evening, author),
    own: recordsOf(docs.private, 'checkins', evening),
    waiting: docs.outgoing ? recordsOf(docs.outgoing.doc, 'checkins', evening) : [],
    left: keysThatLeft(docs, evening),
  };
}

export function undoSave(docs: OwnCheckinDocs, before: BeforeSave, context: SaveContext): Undone {
  const { evening, counted } = before;
  const hasLeft = [...keysThatLeft(docs, evening)].some((key) => !before.left.has(key));
  if (!hasLeft) {
    putAsItWas(docs, before);
    return 'undone';
  }
  if (!counted) {
    takeAwayCheckin(docs, evening, context.clock.now());
    finishTakingAway(docs, evening);
    return 'removed';
  }
  const share = counted.place !== 'private' || counted.checkin.share;
  saveOwnCheckin(docs, { ...fieldsOf(counted.checkin), evening, share }, context);
  return 'saidAgain';
}

function putAsItWas({ private: own, outgoing }: OwnCheckinDocs, before: BeforeSave): void {
  takeAway(own, 'checkins', before.evening);
  putBack(own, 'checkins', before.own);
  if (!outgoing) return;
  takeAway(outgoing.doc, 'checkins', before.evening);
  putBack(outgoing.doc, 'checkins', before.waiting);
}
