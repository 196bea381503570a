/** What the page's own life means for what is being written: seal before it may die, look around when it wakes. */

import { type Clock, systemClock } from '../kernel/index.js';
import type { OpenSession } from '../session/index.js';

/** Folding waits until the first minute is over, so that opening the app stays about writing; then from time to time. */
const TIDY_EVERY_MS = 60_000;

/** The device slept if a timer of the visible page comes this much too late; no browser says so. */
const LOOK_EVERY_MS = 5_000;
const SLEPT_MS = 5_000;

/** What of the page is listened to. */
export type PageEvents = {
  readonly window: Pick<EventTarget, 'addEventListener'>;
  readonly document: Pick<EventTarget, 'addEventListener'> & {
    readonly visibilityState: DocumentVisibilityState;
  };
};

export type LivingSession = Pick<OpenSession, 'flush' | 'wake' | 'tidy'>;

function watchLeaving(session: LivingSession, { window, document }: PageEvents): void {
  const seal = (): void => session.flush();
  // At `pagehide` a write may come too late to reach the disk; before, the page still has a moment.
  window.addEventListener('beforeunload', seal);
  window.addEventListener('pagehide', seal);
  window.addEventListener('blur', seal);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') seal();
  });
}

function watchComingBack(session: LivingSession, { window, document }: PageEvents): void {
  const wake = (): void => session.wake();
  window.addEventListener('pageshow', wake);
  window.addEventListener('online', wake);
  document.addEventListener('resume', wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake();
  });
}

/** A hidden page's timers come late as a rule, and it is woken when it is shown. */
function watchForSleep(session: LivingSession, page: PageEvents, clock: Clock): void {
  const due = clock.now() + LOOK_EVERY_MS;
  clock.after(LOOK_EVERY_MS, () => {
    const slept = clock.now() - due >= SLEPT_MS;
    if (slept && page.document.visibilityState === 'visible') session.wake();
    watchForSleep(session, page, clock);
  });
}

function tidyNowAndThen(session: LivingSession, clock: Clock): void {
  clock.after(TIDY_EVERY_MS, () => {
    void session.tidy().then(() => tidyNowAndThen(session, clock));
  });
}

/** Follows the page for as long as it lives. */
export function followPageLife(
  session: LivingSession,
  clock: Clock = systemClock,
  page: PageEvents = { window, document },
): void {
  watchLeaving(session, page);
  watchComingBack(session, page);
  watchForSleep(session, page, clock);
  tidyNowAndThen(session, clock);
}
