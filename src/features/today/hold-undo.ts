/** How long something can be undone: for a while, and not beyond the page. */
import type { Clock } from '../../kernel/index.js';
import { UNDO_WINDOW_MS } from '../../model/index.js';

type Undoable = {
  readonly finish: () => void;
  /** Whether it still could. */
  readonly undo: () => boolean;
};

/** Exactly one of the two is called. The undo that is returned says whether it was that one, and could. */
export function holdUndo(clock: Clock, { finish, undo }: Undoable): () => boolean {
  let isOpen = true;
  const close = (): boolean => {
    const wasOpen = isOpen;
    isOpen = false;
    cancel();
    removeEventListener('pagehide', end);
    return wasOpen;
  };
  const end = (): void => {
    if (close()) finish();
  };
  const cancel = clock.after(UNDO_WINDOW_MS, end);
  addEventListener('pagehide', end);
  return () => close() && undo();
}
