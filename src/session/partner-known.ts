/** Where the device store keeps what the other phone is known to have. */

import type { DeviceStore } from '../storage/index.js';

export const KNOWN = 'known';

export async function forgetKnown(store: DeviceStore): Promise<void> {
  await store.delete(KNOWN);
}
