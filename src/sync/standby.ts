/**
 * When to fire the standby: pure transitions. While two phones are connected each prepares a second way in
 * for the other; when the connection falls silent, the way in is tried again and again. SPEC N70 to N75.
 */

/** A way in that the other phone keeps open: its description, good for any number of tries. */
export type WayIn = { readonly id: string; readonly offer: string };

export type StandbyState = {
  readonly wayIn: WayIn | undefined;
  readonly phase: 'resting' | 'firing' | 'pausing';
  readonly tries: number;
};

export type StandbyEvent =
  | { readonly type: 'offered'; readonly wayIn: WayIn }
  /** Nothing is heard over the connection in use, or it is given up. */
  | { readonly type: 'ailing' }
  | { readonly type: 'up' }
  /** A new connection is in use: the way in belonged to the one before, and a knock at it is over. */
  | { readonly type: 'replaced' }
  | { readonly type: 'tryEnded' | 'pauseEnded' | 'woken' }
  /** The other phone closed the connection, or misbehaved, or this browser can't do it. */
  | { readonly type: 'useless' };

export type StandbyEffect =
  | { readonly type: 'fire'; readonly wayIn: WayIn }
  | { readonly type: 'withdraw'; readonly id: string }
  | { readonly type: 'pause'; readonly ms: number };

export type StandbyStep = readonly [StandbyState, readonly StandbyEffect[]];

export const NO_STANDBY: StandbyState = { wayIn: undefined, phase: 'resting', tries: 0 };

/** One try lasts as long as an introduction's attempt; a link is down for minutes, seldom for hours. */
const EAGER_TRIES = 20;
const EAGER_PAUSE_MS = 500;
const PATIENT_PAUSE_MS = 60_000;

export function stepStandby(state: StandbyState, event: StandbyEvent): StandbyStep {
  switch (event.type) {
    case 'offered':
      return [{ ...state, wayIn: event.wayIn }, []];
    case 'ailing':
      return state.phase === 'resting' ? fire({ ...state, tries: 0 }) : [state, []];
    case 'up':
      return rest(state);
    case 'replaced': {
      const [rested, effects] = rest(state);
      return [{ ...rested, wayIn: undefined }, effects];
    }
    case 'useless':
      return rest({ ...state, wayIn: undefined });
    case 'tryEnded':
      if (state.phase !== 'firing') return [state, []];
      return [{ ...state, phase: 'pausing' }, [{ type: 'pause', ms: pauseAfter(state.tries) }]];
    case 'pauseEnded':
      return state.phase === 'pausing' ? fire(state) : [state, []];
    case 'woken':
      return state.phase === 'pausing' ? fire({ ...state, tries: 0 }) : [state, []];
  }
}

export function pauseAfter(tries: number): number {
  return tries < EAGER_TRIES ? EAGER_PAUSE_MS : PATIENT_PAUSE_MS;
}

function fire(state: StandbyState): StandbyStep {
  const { wayIn } = state;
  if (wayIn === undefined) return [{ ...state, phase: 'resting' }, []];
  return [{ ...state, phase: 'firing', tries: state.tries + 1 }, [{ type: 'fire', wayIn }]];
}

function rest(state: StandbyState): StandbyStep {
  const effects: StandbyEffect[] =
    state.phase === 'firing' && state.wayIn ? [{ type: 'withdraw', id: state.wayIn.id }] : [];
  return [{ ...state, phase: 'resting', tries: 0 }, effects];
}
