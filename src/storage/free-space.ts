/** Whether the room the browser gives is running out, so that it can be said before a write fails. */

/** Warn when less than this is left: several years of two people's words. */
const LOW_BYTES = 20 * 1024 * 1024;
/** ... or when this much of a small allowance is used. */
const LOW_SHARE = 0.9;

/** False where the browser does not tell. */
export function isNearlyFull(estimate: StorageEstimate | undefined): boolean {
  const { usage, quota } = estimate ?? {};
  if (usage === undefined || quota === undefined || quota === 0) return false;
  return quota - usage < LOW_BYTES || usage / quota > LOW_SHARE;
}
