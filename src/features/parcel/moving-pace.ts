/** What the screens of the moving code say about time and progress. Pure. */

/** A picture stays in view for three frames of a usual camera, of which one at least is whole. */
export const FRAME_MS = 100;
/** The camera that reads looks again almost at once: each picture is there for a tenth of a second only. */
export const LOOK_PAUSE_MS = 5;
/** What a camera usually reads of what is shown; said to people, promised by nothing. */
const USUAL_SHARE = 0.7;

/** Both from 1 on: the `shown`th picture of the `number`th round. */
export function roundOf(step: number, round: number): { number: number; shown: number } {
  return { number: Math.floor(step / round) + 1, shown: (step % round) + 1 };
}

export function usualSeconds(round: number): number {
  return Math.ceil((round / USUAL_SHARE) * (FRAME_MS / 1000));
}

/** How many quarters are there: what is read out, instead of every picture. */
export function quartersOf(have: number, needed: number): number {
  return Math.floor((4 * have) / needed);
}
