/** The evenings of one month, both partners' side by side: what is there, newest first. */
import type * as Y from 'yjs';
import type { LocalDate } from '../kernel/index.js';
import type { AnswerAuthor } from './answer-seal.js';
import { listEvenings, readHistory } from './checkin.js';
import type { CheckinVersion } from './checkin-record.js';
import {
  chooseOwnCheckin,
  judgeTheirs,
  type OwnCheckin,
  readSeen,
  type TheirCheckin,
} from './own-checkin.js';

export type EveningOfTwo = {
  readonly evening: LocalDate;
  readonly mine: OwnCheckin | undefined;
  readonly theirs: TheirCheckin | undefined;
};

/** What one chapter has of one evening. */
export type EveningRecord = {
  readonly evening: LocalDate;
  readonly versions: readonly CheckinVersion[];
  /** For which of the partner's answers the own one was opened. */
  readonly seen: Uint8Array | undefined;
};

export function readMonth(doc: Y.Doc, author: AnswerAuthor | undefined): readonly EveningRecord[] {
  return listEvenings(doc).map((evening) => ({
    evening,
    versions: readHistory(doc, evening, author),
    seen: readSeen(doc, evening),
  }));
}

export type MonthRecords = {
  readonly own: readonly EveningRecord[];
  readonly shared: readonly EveningRecord[];
  readonly partners: readonly EveningRecord[];
};

export function pairEvenings({ own, shared, partners }: MonthRecords): readonly EveningOfTwo[] {
  const evenings = new Set([...own, ...shared, ...partners].map(({ evening }) => evening));
  const find = (records: readonly EveningRecord[], evening: LocalDate) =>
    records.find((record) => record.evening === evening);
  return [...evenings]
    .sort()
    .reverse()
    .map((evening) => {
      const mine = find(shared, evening);
      return {
        evening,
        mine: chooseOwnCheckin(
          find(own, evening)?.versions[0]?.checkin,
          mine?.versions[0]?.checkin,
        ),
        theirs: judgeTheirs(find(partners, evening)?.versions ?? [], mine?.seen),
      };
    });
}
