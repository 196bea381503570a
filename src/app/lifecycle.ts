/** What the page's own life means for what is being written: seal before it may die, look around when it wakes. */

import { type Clock, systemClock } from '../kernel/index.js';
import { askToPersist } from '../pwa/index.js';
import type { OpenSession } from '../session/index.js';

/** Folding waits until the first minute is over, so that opening the app stays about writing; then from time to time. */
const TIDY_EVERY_MS = 60_000;

function watchLeaving(session: OpenSession): void {
  const seal = (): void => session.flush();
  // At `pagehide` a write may come too late to reach the disk; before, the page still has a moment.
  addEventListener('beforeunload', seal);
  addEventListener('pagehide', seal);
  addEventListener('blur', seal);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') seal();
  });
}

function watchComingBack(session: OpenSession): void {
  const wake = (): void => session.wake();
  addEventListener('pageshow', wake);
  addEventListener('online', wake);
  document.addEventListener('resume', wake);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake();
  });
}

function tidyNowAndThen(session: OpenSession, clock: Clock): void {
  clock.after(TIDY_EVERY_MS, () => {
    void session.tidy().then(() => tidyNowAndThen(session, clock));
  });
}

/** Once something is saved there is a reason not to clear it away, so that is when the browser is asked. */
function keepAfterFirstSave(session: OpenSession): void {
  const stop = session.saving.subscribe(() => {
    if (session.saving.get().state !== 'saved') return;
    stop();
    void askToPersist();
  });
}

/** Follows the page for as long as it lives. */
export function followPageLife(session: OpenSession, clock: Clock = systemClock): void {
  watchLeaving(session);
  watchComingBack(session);
  keepAfterFirstSave(session);
  tidyNowAndThen(session, clock);
}
