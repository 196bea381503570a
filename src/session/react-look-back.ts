/** Months that are over, in React: read when they are shown, and anew after each change. */

import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { Month } from '../kernel/index.js';
import type { EveningOfTwo } from '../model/index.js';
import type { LookBack } from './look-back.js';
import { useSession, useSignal } from './react.js';

const NEVER = (): void => undefined;

/** Undefined until it is open. */
export function useLookBack(): LookBack | undefined {
  const session = useSession();
  const bond = useSignal(session.bond);
  const [opened, setOpened] = useState<{ readonly lookBack: LookBack }>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another bond is another look back.
  useEffect(() => {
    let isWanted = true;
    void session.lookBack().then((lookBack) => isWanted && setOpened({ lookBack }));
    return () => {
      isWanted = false;
    };
  }, [session, bond]);
  return opened?.lookBack;
}

/** Something that is computed from it, followed through every change; compared by `Object.is`. */
export function useLookBackValue<T>(
  lookBack: LookBack | undefined,
  select: (lookBack: LookBack) => T,
): T | undefined {
  const subscribe = useCallback(
    (listener: () => void) => lookBack?.subscribe(listener) ?? NEVER,
    [lookBack],
  );
  return useSyncExternalStore(subscribe, () => lookBack && select(lookBack));
}

/** The months in which somebody wrote, newest first. */
export function useKeptMonths(lookBack: LookBack | undefined): readonly Month[] | undefined {
  // As one string, since a snapshot is compared as it is.
  return useLookBackValue(lookBack, ({ months }) => months().join())
    ?.split(',')
    .filter(Boolean);
}

/** The evenings of a month; what was there stays until its change is read. Undefined before. */
export function useMonthKept(
  lookBack: LookBack | undefined,
  month: Month,
): readonly EveningOfTwo[] | undefined {
  const stamp = useLookBackValue(lookBack, ({ stampOf }) => stampOf(month) ?? '');
  const [evenings, setEvenings] = useState<readonly EveningOfTwo[]>();
  useEffect(() => {
    if (!lookBack || stamp === undefined) return undefined;
    let isWanted = true;
    void lookBack.read(month).then((read) => isWanted && setEvenings(read));
    return () => {
      isWanted = false;
    };
  }, [lookBack, month, stamp]);
  return evenings;
}
