/** What of the app is in sight, read from the page itself. */
import type { PageSight } from './follower.js';
import type { Sight } from './visit.js';

const PLACES: Readonly<Record<string, Sight>> = { '': 'today', '/': 'today', '/board': 'board' };

/** `hash` as in `#/board?new`. */
export function sightOf(hash: string, isVisible: boolean): Sight {
  if (!isVisible) return 'away';
  const path = hash.replace(/^#/, '').split('?')[0] ?? '';
  return PLACES[path] ?? 'elsewhere';
}

export function watchPage(): PageSight {
  return {
    sight: () => sightOf(location.hash, document.visibilityState === 'visible'),
    onChange: (listener) => {
      window.addEventListener('hashchange', listener);
      document.addEventListener('visibilitychange', listener);
      return () => {
        window.removeEventListener('hashchange', listener);
        document.removeEventListener('visibilitychange', listener);
      };
    },
  };
}
