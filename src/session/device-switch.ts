/**
 * Something that a person may switch off on this phone: one switch for all tabs of a browser, on unless it was
 * switched off, kept over restarts. Until it is known it counts as off.
 */

import { createSignal, ok, type Result, type Signal } from '../kernel/index.js';
import type { DeviceStore, StoreError } from '../storage/index.js';

export type DeviceSwitch = {
  readonly on: Signal<boolean>;
  /**
   * Off takes effect at once, whatever becomes of storing it; an error says that it won't last. On takes
   * effect once it is stored.
   */
  readonly set: (on: boolean) => Promise<Result<void, StoreError>>;
};

export type LiveDeviceSwitch = DeviceSwitch & {
  readonly load: () => Promise<void>;
  /** Another tab has switched it. */
  readonly hear: (on: boolean) => void;
};

function isTrue(value: unknown): value is true {
  return value === true;
}

export function createDeviceSwitch(options: {
  readonly store: Pick<DeviceStore, 'get' | 'put' | 'delete'>;
  /** Where the store notes that it is off. */
  readonly key: string;
  /** The other tabs should know. */
  readonly tell: (on: boolean) => void;
}): LiveDeviceSwitch {
  const { store, key, tell } = options;
  const on = createSignal(false);
  let newest = 0;
  let isKnown = false;

  const apply = (next: boolean): void => {
    isKnown = true;
    if (next !== on.get()) on.set(next);
  };

  async function switchOff(): Promise<Result<void, StoreError>> {
    newest += 1;
    apply(false);
    tell(false);
    return store.put(key, true);
  }

  async function switchOn(): Promise<Result<void, StoreError>> {
    const turn = ++newest;
    const kept = await store.delete(key);
    // Whoever has switched it off meanwhile has the last word.
    if (!kept.ok || turn !== newest) return kept.ok ? ok() : kept;
    apply(true);
    tell(true);
    return kept;
  }

  return {
    on,
    set: (next) => (next ? switchOn() : switchOff()),
    load: async () => {
      if (isKnown) return;
      const isOff = (await store.get(key, isTrue)) === true;
      if (!isKnown) apply(!isOff);
    },
    hear: (next) => {
      newest += 1;
      apply(next);
    },
  };
}
