/**
 * Whether this phone connects at all: one switch for all tabs of a browser, kept over restarts. While it
 * is off nothing of WebRTC and no socket is touched. Until it is known it counts as off.
 */

import { createSignal, ok, type Result, type Signal } from '../kernel/index.js';
import type { DeviceStore, StoreError } from '../storage/index.js';
import type { SyncStatus } from '../sync/index.js';

const OFF = 'connections-off';

/** What is known of the other phone; `off` where nobody looks for it, since somebody switched that off. */
export type PhoneStatus = Omit<SyncStatus, 'partner'> & {
  readonly partner: SyncStatus['partner'] | 'off';
};

export type ConnectionsSwitch = {
  readonly on: Signal<boolean>;
  /**
   * Off takes effect at once, whatever becomes of storing it; an error says that it won't last. On takes
   * effect once it is stored.
   */
  readonly set: (on: boolean) => Promise<Result<void, StoreError>>;
};

export type LiveConnectionsSwitch = ConnectionsSwitch & {
  readonly load: () => Promise<void>;
  /** Another tab has switched it. */
  readonly hear: (on: boolean) => void;
};

function isTrue(value: unknown): value is true {
  return value === true;
}

export function createConnectionsSwitch(
  store: Pick<DeviceStore, 'get' | 'put' | 'delete'>,
  tell: (on: boolean) => void,
): LiveConnectionsSwitch {
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
    return store.put(OFF, true);
  }

  async function switchOn(): Promise<Result<void, StoreError>> {
    const turn = ++newest;
    const kept = await store.delete(OFF);
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
      const isOff = (await store.get(OFF, isTrue)) === true;
      if (!isKnown) apply(!isOff);
    },
    hear: (next) => {
      newest += 1;
      apply(next);
    },
  };
}
