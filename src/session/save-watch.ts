/** Keeps the one honest sentence about saving: it turns to `saved` only when storage has said so. */

import { type Clock, createSignal, ok, type Result, type Signal } from '../kernel/index.js';
import type { StoreError } from '../storage/index.js';
import type { SaveState } from './session.js';
import type { LedgerSpace } from './space.js';

const SAVED: SaveState = { state: 'saved' };
const SAVING: SaveState = { state: 'saving' };

export type SaveWatch = {
  readonly state: Signal<SaveState>;
  /** Something was written: say so until it is durable. */
  readonly written: () => void;
  /** Storage fell into trouble or out of it by itself: ask it, and say so. */
  readonly storageChanged: () => void;
  readonly whenSaved: () => Promise<Result<void, StoreError>>;
};

/** A little longer than typing is coalesced, so that looking whether it is saved doesn't seal every keystroke. */
const LOOK_AFTER_MS = 200;

export function createSaveWatch(spaces: () => readonly LedgerSpace[], clock: Clock): SaveWatch {
  const state = createSignal<SaveState>(SAVED);
  let writes = 0;
  let looking = false;

  async function whenSaved(): Promise<Result<void, StoreError>> {
    for (const { ledger } of spaces()) ledger.flush();
    const results = await Promise.all(spaces().map(({ store }) => store.saved()));
    return results.find((result) => !result.ok) ?? ok();
  }

  async function settle(): Promise<void> {
    const seen = writes;
    const result = await whenSaved();
    // A later write has its own look under way, and its answer is the one that counts.
    if (seen !== writes) return;
    state.set(result.ok ? SAVED : { state: 'trouble', error: result.error });
  }

  function written(): void {
    writes += 1;
    state.set(SAVING);
    if (looking) return;
    looking = true;
    clock.after(LOOK_AFTER_MS, () => {
      looking = false;
      void settle();
    });
  }

  return { state, whenSaved, written, storageChanged: () => void settle() };
}
