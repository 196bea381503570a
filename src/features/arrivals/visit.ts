/** What is listed as new while someone is here, and what counts as looked at. Pure. */
import { addDays, type LocalDate, monthOf } from '../../kernel/index.js';
import type { ArrivedItem } from '../../model/index.js';

/** What is in sight. `away`: nothing, the page is hidden. */
export type Sight = 'today' | 'board' | 'elsewhere' | 'away';

/** One look at Today, from coming to it until leaving it. */
export type Visit = {
  readonly listed: readonly ArrivedItem[];
  /** False until Today was in sight for the first time. */
  readonly isBegun: boolean;
  /** Since when the page has been hidden, in milliseconds since the epoch. */
  readonly hiddenAt: number | undefined;
};

export const NO_VISIT: Visit = { listed: [], isBegun: false, hiddenAt: undefined };

/** A glance at another app ends no visit. */
export const SAME_VISIT_MS = 10 * 60_000;

export type Looked = {
  readonly visit: Visit;
  readonly seen: readonly ArrivedItem[];
};

export type Situation = {
  readonly sight: Sight;
  readonly now: number;
  readonly tonight: LocalDate;
};

/** Today shows these evenings themselves, with whatever comes while one looks; answers only to this one's. */
function isOnToday(item: ArrivedItem, tonight: LocalDate): boolean {
  if (item.kind === 'note') return false;
  return item.evening >= (item.kind === 'checkin' ? addDays(tonight, -1) : tonight);
}

function lookAtToday(visit: Visit, unseen: readonly ArrivedItem[], at: Situation): Looked {
  const isOver = visit.hiddenAt !== undefined && at.now - visit.hiddenAt >= SAME_VISIT_MS;
  const { listed, isBegun } = isOver ? NO_VISIT : visit;
  const cameWhileHere = isBegun && visit.hiddenAt === undefined;
  const fresh = unseen.filter((item) => !cameWhileHere || !isOnToday(item, at.tonight));
  const known = new Set(listed.map(({ id }) => id));
  const added = fresh.filter(({ id }) => !known.has(id));
  return {
    visit: { listed: [...listed, ...added], isBegun: true, hiddenAt: undefined },
    seen: unseen,
  };
}

function lookAtBoard(unseen: readonly ArrivedItem[], { tonight }: Situation): Looked {
  const seen = unseen.filter((item) => item.kind === 'note' && item.month === monthOf(tonight));
  return { visit: NO_VISIT, seen };
}

export function look(visit: Visit, unseen: readonly ArrivedItem[], at: Situation): Looked {
  if (at.sight === 'today') return lookAtToday(visit, unseen, at);
  if (at.sight === 'board') return lookAtBoard(unseen, at);
  if (at.sight === 'elsewhere') return { visit: NO_VISIT, seen: [] };
  return { visit: { ...visit, hiddenAt: visit.hiddenAt ?? at.now }, seen: [] };
}
