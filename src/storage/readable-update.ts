/** The check of a row for a store that was given no stricter one. */

import * as Y from 'yjs';

/** Whether the bytes can be read to their end as a Yjs update. Nothing is applied. */
export function isReadableUpdate(bytes: Uint8Array): boolean {
  try {
    Y.decodeUpdate(bytes);
    return true;
  } catch {
    return false;
  }
}
