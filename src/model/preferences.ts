/** How somebody likes Vesper on this phone: in the private ledger, and known to nobody else. */
import type * as Y from 'yjs';

/** Each is off until it is switched on. */
export type Preference = 'pad';

const PREFERENCES = 'preferences';

export function readPreference(doc: Y.Doc, name: Preference): boolean {
  return doc.getMap(PREFERENCES).get(name) === true;
}

export function writePreference(doc: Y.Doc, name: Preference, on: boolean): void {
  const preferences = doc.getMap(PREFERENCES);
  if (on) preferences.set(name, true);
  else preferences.delete(name);
}
