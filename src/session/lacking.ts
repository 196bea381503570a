/**
 * Whether something is missing here that this phone once said it had: a parcel came that hung on it. The next
 * parcel asks for all of it; days may pass until then, and the app be closed and opened many times.
 */
import type { DeviceStore } from '../storage/index.js';
import { LACKING } from './partner-known.js';

export type Lacking = {
  readonly get: () => boolean;
  readonly set: (isLacking: boolean) => void;
};

function isTrue(value: unknown): value is true {
  return value === true;
}

export async function openLacking(store: DeviceStore): Promise<Lacking> {
  let isLacking = (await store.get(LACKING, isTrue)) ?? false;
  return {
    get: () => isLacking,
    set: (next) => {
      if (next === isLacking) return;
      isLacking = next;
      // Where the store is full it is known until the app is closed, and the next such parcel tells again.
      void (next ? store.put(LACKING, true) : store.delete(LACKING));
    },
  };
}
