/** Where the device store keeps what the other phone is known to have. */

import type { DeviceStore } from '../storage/index.js';

export const KNOWN = 'known';
/** And that something is missing here. */
export const LACKING = 'parcel-lacking';

export async function forgetKnown(store: DeviceStore): Promise<void> {
  await store.delete(KNOWN);
  await store.delete(LACKING);
}
