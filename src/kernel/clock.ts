/** Time, passed in: rules and runners never read the wall clock themselves, so tests own it. */

export type Cancel = () => void;

export type Clock = {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Calls back once after `ms` milliseconds, unless cancelled before. */
  readonly after: (ms: number, run: () => void) => Cancel;
  /** The IANA name of the time zone this device is in now. */
  readonly timeZone: () => string;
};

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
};
