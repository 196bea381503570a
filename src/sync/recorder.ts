/** Hands what the partner is known to have to whoever keeps it, at a pace that storage can take. */
import type { Cancel, Clock } from '../kernel/index.js';
import { encodeClocks } from './doc-state.js';
import type { KnownState } from './faces.js';
import type { Knowledge } from './knowledge.js';

export const RECORD_EVERY_MS = 2_000;

export type Recorder = {
  readonly record: (knowledge: Knowledge) => void;
  /** Hands over what is left. */
  readonly stop: () => void;
};

export function createRecorder(onKnown: (known: KnownState) => void, clock: Clock): Recorder {
  let latest: Knowledge | undefined;
  let cancel: Cancel | undefined;

  const flush = (): void => {
    cancel?.();
    cancel = undefined;
    const known = latest;
    latest = undefined;
    if (known?.partner === undefined) return;
    const { clocks, deletions } = known.partner;
    onKnown({ stateVector: encodeClocks(clocks), deletions, upTo: known.upTo });
  };

  return {
    record: (knowledge) => {
      latest = knowledge;
      cancel ??= clock.after(RECORD_EVERY_MS, flush);
    },
    stop: flush,
  };
}
