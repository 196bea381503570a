/** What no one waits for: it comes once the first screen stands and the page has nothing better to do. */

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';
import { type Cancel, type Clock, systemClock } from '../kernel/index.js';

/** Where a browser doesn't say when it is idle. */
const SOON_MS = 500;

function whenIdle(run: () => void, clock: Clock): Cancel {
  if (!('requestIdleCallback' in window)) return clock.after(SOON_MS, run);
  const id = requestIdleCallback(run);
  return () => cancelIdleCallback(id);
}

/**
 * Shows nothing until then. Where the part doesn't load, the page goes on without it, and the next start tries again:
 * so it is for what nobody asked for.
 */
export function AfterFirstPaint({
  load,
  clock = systemClock,
}: {
  load: () => Promise<ComponentType>;
  clock?: Clock;
}): ReactNode {
  const [Part, setPart] = useState<ComponentType>();
  useEffect(() => {
    const show = (part: ComponentType): void => setPart(() => part);
    return whenIdle(() => void load().then(show, () => undefined), clock);
  }, [load, clock]);
  return Part && <Part />;
}
