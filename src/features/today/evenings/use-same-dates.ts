/** Looks for what was written on this day, and follows what changes and what is let rest. */
import { useEffect, useMemo, useState } from 'react';
import { type LocalDate, monthOf } from '../../../kernel/index.js';
import {
  type EveningOfTwo,
  isResting,
  isWorthRemembering,
  listAllMonths,
  listSameDates,
  type Period,
  type SameDate,
} from '../../../model/index.js';
import type { LookBack } from '../../../session/index.js';
import { useLookBack, useLookBackValue } from '../../../session/react-look-back.js';

export type FoundDate = EveningOfTwo & Pick<SameDate, 'monthsAgo'>;

/** One month after the other, only as many as are needed. */
async function findSameDates(
  lookBack: LookBack,
  dates: readonly SameDate[],
  most: number,
): Promise<readonly FoundDate[]> {
  const found: FoundDate[] = [];
  for (const { evening, monthsAgo } of dates) {
    if (found.length >= most) break;
    const evenings = await lookBack.read(monthOf(evening));
    const written = evenings.find((each) => each.evening === evening);
    if (written && isWorthRemembering(written)) found.push({ ...written, monthsAgo });
  }
  return found;
}

/** None until it is known what rests. */
export function useSameDates(
  tonight: LocalDate,
  most: number,
  rests: readonly Period[] | undefined,
): readonly FoundDate[] {
  const lookBack = useLookBack();
  const [found, setFound] = useState<readonly FoundDate[]>([]);
  const dates = useMemo(() => listSameDates(tonight, listAllMonths(tonight)), [tonight]);
  // Only of these months: Today must not look through all that ever was.
  const stamps = useLookBackValue(lookBack, ({ stampOf }) =>
    dates.map(({ evening }) => stampOf(monthOf(evening))).join(),
  );
  useEffect(() => {
    if (!lookBack || !rests || stamps === undefined) return undefined;
    let isWanted = true;
    const awake = dates.filter(({ evening }) => !isResting(rests, evening));
    void findSameDates(lookBack, awake, most).then((all) => isWanted && setFound(all));
    return () => {
      isWanted = false;
    };
  }, [lookBack, dates, stamps, rests, most]);
  return rests ? found.filter(({ evening }) => !isResting(rests, evening)) : [];
}
