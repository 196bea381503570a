/** The one look back of a session: opened when it is first asked for, and another one for every bond. */

import type { LiveLookBack, LookBack, LookBackParts } from './look-back.js';
import { loadPart } from './part-not-loaded.js';

export type LookBackHolder = {
  readonly open: () => Promise<LookBack>;
  /** The bond is another now, or none. */
  readonly leave: () => void;
  readonly tidy: () => Promise<void>;
};

export function holdLookBack(partsNow: () => Omit<LookBackParts, 'store'>): LookBackHolder {
  let held: Promise<LiveLookBack> | undefined;

  function open(): Promise<LiveLookBack> {
    if (held) return held;
    const opening = loadPart(() => import('./look-back.js')).then(({ openLookBack }) =>
      openLookBack(partsNow()),
    );
    held = opening;
    // The next one tries again.
    opening.catch(() => {
      if (held === opening) held = undefined;
    });
    return opening;
  }

  return {
    open,
    leave: () => {
      held?.then(
        (lookBack) => lookBack.close(),
        () => undefined,
      );
      held = undefined;
    },
    tidy: async () => {
      const lookBack = await open().catch(() => undefined);
      await lookBack?.dropStale();
    },
  };
}
