/** Being at a shared place, in React: told while the place is in sight, and taken back when it no longer is. */

import { useEffect } from 'react';
import type { PresenceAt } from '../sync/index.js';
import { useSession, useSignal } from './react.js';

/** Undefined `place`: nowhere that the other could be, too. Gives where the other is, if at the same place. */
export function usePresence(place: string | undefined, item?: string): PresenceAt | undefined {
  const { presence } = useSession();
  useEffect(() => {
    if (place === undefined) return;
    const tell = (): void => {
      const isSeen = document.visibilityState === 'visible';
      presence.show(isSeen ? { place, ...(item !== undefined && { item }) } : undefined);
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [presence, place, item]);
  // Its own effect: opening another note at the same place is no leaving.
  useEffect(() => {
    if (place === undefined) return;
    const leave = (): void => presence.show(undefined);
    addEventListener('pagehide', leave);
    return () => {
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [presence, place]);
  return useSignal(presence.partner);
}
