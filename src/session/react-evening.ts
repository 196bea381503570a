/** The evening it is now, in React: it turns at 04:00 also while the app stays open. */

import { useCallback, useSyncExternalStore } from 'react';
import { eveningOf, type LocalDate } from '../kernel/index.js';
import { useSession } from './react.js';

const LOOK_EVERY_MS = 30_000;

export function useEvening(): LocalDate {
  const { clock } = useSession();
  const subscribe = useCallback(
    (listener: () => void) => {
      const look = (): void => {
        listener();
        cancel = clock.after(LOOK_EVERY_MS, look);
      };
      let cancel = clock.after(LOOK_EVERY_MS, look);
      // Timers sleep with the page: look at once when it wakes.
      document.addEventListener('visibilitychange', listener);
      return () => {
        cancel();
        document.removeEventListener('visibilitychange', listener);
      };
    },
    [clock],
  );
  return useSyncExternalStore(subscribe, () => eveningOf(clock.now(), clock.timeZone()));
}
