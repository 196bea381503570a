/** Where the app is: what stands behind the page's `#`, as a path with its query. */
import { useSyncExternalStore } from 'react';

function subscribe(listener: () => void): () => void {
  addEventListener('hashchange', listener);
  return () => removeEventListener('hashchange', listener);
}

/** `/board?new` for `#/board?new`; `/` where nothing stands there. */
function readPath(): string {
  return `/${location.hash.replace(/^#?\/?/, '')}`;
}

/** Follows the address; links and `location` change it. */
export function useHashPath(): string {
  return useSyncExternalStore(subscribe, readPath);
}
