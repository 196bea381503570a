/** Where the months are kept that were made ready for looking back: a store of its own, so that it goes as a whole. */

import type { Clock } from '../kernel/index.js';
import { openDeviceStore } from '../storage/index.js';

export const MONTHS_STORE = 'vesper-months';

/** Together with the words that they were made from. */
export async function eraseMonths(clock: Clock): Promise<void> {
  const opened = await openDeviceStore(MONTHS_STORE, clock);
  if (opened.ok) await opened.value.erase();
}
