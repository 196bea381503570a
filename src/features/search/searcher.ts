/**
 * Looks through everything that was written, the newest month first, and gives way between two months: so that
 * a letter typed meanwhile is there at once, and the search for what it makes obsolete ends.
 */
import type { Clock, LocalDate, Month } from '../../kernel/index.js';
import {
  type Checkin,
  type EveningOfTwo,
  foldText,
  holdsAll,
  readQuery,
  TEXT_FIELDS,
} from '../../model/index.js';
import type { LookBack } from '../../session/index.js';
import { nameFeeling } from '../../telling/index.js';

/** What one of the two wrote on an evening, as it was written. */
export type Written = {
  readonly evening: LocalDate;
  readonly by: 'mine' | 'theirs';
  readonly texts: readonly string[];
};

export type FoundMonth = { readonly month: Month; readonly found: readonly Written[] };

export type Search = {
  /** Newest first; only months in which something was found. */
  readonly months: readonly FoundMonth[];
  /** How many check-ins. */
  readonly count: number;
  readonly isDone: boolean;
};

export type Searcher = {
  /** Makes everything ready, so that the first search need not. */
  readonly prepare: (signal: AbortSignal) => Promise<void>;
  /** Tells what was found so far, and lastly all of it; nothing any more once `signal` is aborted. */
  readonly search: (
    query: string,
    tell: (search: Search) => void,
    signal: AbortSignal,
  ) => Promise<void>;
};

type Entry = Written & { readonly folded: readonly string[] };
type Ready = {
  readonly stamp: string | undefined;
  readonly entries: Promise<readonly Entry[]>;
};

/** After so long whoever types or scrolls has their turn: well below a frame, also on a slow phone. */
const TURN_MS = 6;
/** Months that are read at once. */
const READ_AHEAD = 12;
/** The list that grows is shown anew no more often than this. */
const TELL_EVERY_MS = 250;

function textsOf(checkin: Checkin): readonly string[] {
  const words = checkin.feelings?.map(nameFeeling) ?? [];
  return [...words, ...TEXT_FIELDS.flatMap((field) => checkin[field] ?? [])];
}

function entriesOf({ evening, mine, theirs }: EveningOfTwo): readonly Entry[] {
  const both = [
    { by: 'mine' as const, checkin: mine?.checkin },
    { by: 'theirs' as const, checkin: theirs },
  ];
  return both.flatMap(({ by, checkin }) => {
    const texts = checkin ? textsOf(checkin) : [];
    return texts.length === 0 ? [] : [{ evening, by, texts, folded: texts.map(foldText) }];
  });
}

/** The texts of it in which one of the words stands. */
function showFound({ evening, by, texts, folded }: Entry, words: readonly string[]): Written {
  const holding = texts.filter((_, at) => words.some((word) => folded[at]?.includes(word)));
  return { evening, by, texts: holding };
}

/** `pause` settles once the page has done what waits to be done. */
export function createSearcher(
  lookBack: Pick<LookBack, 'months' | 'read' | 'stampOf'>,
  clock: Pick<Clock, 'now'>,
  pause: () => Promise<void>,
): Searcher {
  const ready = new Map<Month, Ready>();

  /** Once for each state of the month. */
  function prepareMonth(month: Month): Promise<readonly Entry[]> {
    const stamp = lookBack.stampOf(month);
    const known = ready.get(month);
    if (known && known.stamp === stamp) return known.entries;
    const entries = lookBack.read(month).then((evenings) => evenings.flatMap(entriesOf));
    ready.set(month, { stamp, entries });
    return entries;
  }

  /** False where it was given up. */
  async function eachMonth(
    visit: (month: Month, entries: readonly Entry[]) => void,
    atTurn: () => void,
    signal: AbortSignal,
  ): Promise<boolean> {
    // The letter that was just typed is shown first.
    await pause();
    const months = signal.aborted ? [] : lookBack.months();
    let since = clock.now();
    for (const [at, month] of months.entries()) {
      for (const ahead of months.slice(at, at + READ_AHEAD)) void prepareMonth(ahead);
      visit(month, await prepareMonth(month));
      if (clock.now() - since >= TURN_MS) {
        atTurn();
        await pause();
        since = clock.now();
      }
      if (signal.aborted) return false;
    }
    return !signal.aborted;
  }

  return {
    prepare: async (signal) => {
      await eachMonth(
        () => undefined,
        () => undefined,
        signal,
      );
    },
    search: async (query, tell, signal) => {
      const words = readQuery(query);
      const months: FoundMonth[] = [];
      let count = 0;
      let told = 0;
      let toldAt = -Infinity;
      const visit = (month: Month, entries: readonly Entry[]): void => {
        const found = entries.filter(({ folded }) => holdsAll(folded, words));
        if (found.length === 0) return;
        months.push({ month, found: found.map((entry) => showFound(entry, words)) });
        count += found.length;
      };
      const tellNews = (): void => {
        if (signal.aborted || count === told || clock.now() - toldAt < TELL_EVERY_MS) return;
        tell({ months: [...months], count, isDone: false });
        told = count;
        toldAt = clock.now();
      };
      if (words.length > 0 && !(await eachMonth(visit, tellNews, signal))) return;
      if (!signal.aborted) tell({ months, count, isDone: true });
    },
  };
}
