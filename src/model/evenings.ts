/** The evenings of one month, both partners' side by side: what is there, newest first. */
import type * as Y from 'yjs';
import { type LocalDate, type Month, monthOf } from '../kernel/index.js';
import type { AnswerAuthor } from './answer-seal.js';
import { readHistory } from './checkin.js';
import type { Checkin, CheckinVersion } from './checkin-record.js';
import { listWaiting, type Outgoing, readWaiting } from './outgoing.js';
import {
  chooseOwnCheckin,
  judgeTheirs,
  type OwnCheckin,
  readSeen,
  type TheirCheckin,
} from './own-checkin.js';
import { type Removal, readRemovals } from './removal.js';
import { keysIn } from './version-key.js';

export type EveningOfTwo = {
  readonly evening: LocalDate;
  readonly mine: OwnCheckin | undefined;
  readonly theirs: TheirCheckin | undefined;
  /** What one had shared was removed, and nothing was written since. */
  readonly mineRemoved?: boolean;
};

/** What one chapter has of one evening. */
export type EveningRecord = {
  readonly evening: LocalDate;
  readonly versions: readonly CheckinVersion[];
  /** For which of the partner's answers the own one was opened. */
  readonly seen: Uint8Array | undefined;
  /** Newest first. */
  readonly removals: readonly Removal[];
};

export function readMonth(doc: Y.Doc, author: AnswerAuthor | undefined): readonly EveningRecord[] {
  const all = [...keysIn(doc, 'checkins'), ...readRemovals(doc)];
  return [...new Set(all.map(({ evening }) => evening))]
    .map((evening) => ({
      evening,
      versions: readHistory(doc, evening, author),
      seen: readSeen(doc, evening),
      removals: readRemovals(doc, evening),
    }))
    .filter(({ versions, removals }) => versions.length > 0 || removals.length > 0);
}

/** The same of what waits to be handed over. */
export function readWaitingMonth(outgoing: Outgoing, month: Month): readonly EveningRecord[] {
  const evenings = listWaiting(outgoing, 'checkins')
    .map(({ evening }) => evening)
    .filter((evening) => monthOf(evening) === month);
  return [...new Set(evenings)].map((evening) => ({
    evening,
    versions: readWaiting(outgoing, evening),
    seen: undefined,
    removals: [],
  }));
}

export type MonthRecords = {
  readonly own: readonly EveningRecord[];
  readonly outgoing?: readonly EveningRecord[];
  readonly shared: readonly EveningRecord[];
  readonly partners: readonly EveningRecord[];
};

export function pairEvenings(records: MonthRecords): readonly EveningOfTwo[] {
  const { own, outgoing = [], shared, partners } = records;
  const all = [...own, ...outgoing, ...shared, ...partners];
  return [...new Set(all.map(({ evening }) => evening))]
    .sort()
    .reverse()
    .map((evening) => {
      const [mine, shares] = [find(own, evening), find(shared, evening)];
      const theirs = find(partners, evening);
      const chosen = chooseOwnCheckin(
        newestOf(mine),
        newestOf(shares),
        newestOf(find(outgoing, evening)),
      );
      return {
        evening,
        mine: chosen,
        theirs: judgeTheirs(evening, theirs?.versions ?? [], shares?.seen, theirs?.removals),
        mineRemoved: chosen === undefined && (shares?.removals.length ?? 0) > 0,
      };
    });
}

function find(records: readonly EveningRecord[], evening: LocalDate): EveningRecord | undefined {
  return records.find((record) => record.evening === evening);
}

function newestOf(record: EveningRecord | undefined): Checkin | undefined {
  return record?.versions[0]?.checkin;
}
