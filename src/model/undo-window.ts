/** How long a removal can be undone, in milliseconds: well beyond the time the offer is shown. */
export const UNDO_WINDOW_MS = 60_000;
