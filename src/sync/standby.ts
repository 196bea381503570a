/**
 * When to fire the standby: pure transitions. While two phones are connected each prepares ways in for the
 * other; when the connection falls silent, they are tried in turn, again and again. SPEC N70 to N77.
 */

/** A way in that the other phone keeps open: its description, good for any number of tries. */
export type WayIn = { readonly id: string; readonly offer: string };

export type StandbyState = {
  /** In the order in which they are tried next. */
  readonly waysIn: readonly WayIn[];
  readonly phase: 'resting' | 'firing' | 'pausing';
  /** Being knocked at, while firing. */
  readonly knockingAt: string | undefined;
  readonly tries: number;
};

export type StandbyEvent =
  /** All that the other phone keeps open, the best first. */
  | { readonly type: 'offered'; readonly waysIn: readonly WayIn[] }
  /** Nothing is heard over the connection in use, or it is given up. */
  | { readonly type: 'ailing' }
  | { readonly type: 'up' }
  /** A new connection is in use. */
  | { readonly type: 'replaced' }
  /** A connection came about by this way: it is there for one only. */
  | { readonly type: 'spent'; readonly id: string }
  | { readonly type: 'tryEnded' | 'pauseEnded' | 'woken' }
  /** The other phone closed the connection, or misbehaved, or this browser can't do it. */
  | { readonly type: 'useless' };

export type StandbyEffect =
  | { readonly type: 'fire'; readonly wayIn: WayIn }
  | { readonly type: 'withdraw'; readonly id: string }
  | { readonly type: 'pause'; readonly ms: number };

export type StandbyStep = readonly [StandbyState, readonly StandbyEffect[]];

export const NO_STANDBY: StandbyState = {
  waysIn: [],
  phase: 'resting',
  knockingAt: undefined,
  tries: 0,
};

/** One try lasts as long as an introduction's attempt; a link is down for minutes, seldom for hours. */
const EAGER_TRIES = 20;
const EAGER_PAUSE_MS = 500;
const PATIENT_PAUSE_MS = 60_000;

export function stepStandby(state: StandbyState, event: StandbyEvent): StandbyStep {
  switch (event.type) {
    case 'offered':
      return [{ ...state, waysIn: event.waysIn }, []];
    case 'ailing':
      return state.phase === 'resting' ? fire({ ...state, tries: 0 }) : [state, []];
    case 'up':
    case 'replaced':
      return rest(state);
    case 'spent':
      return [{ ...state, waysIn: state.waysIn.filter(({ id }) => id !== event.id) }, []];
    case 'useless':
      return rest({ ...state, waysIn: [] });
    case 'tryEnded':
      if (state.phase !== 'firing') return [state, []];
      return [
        { ...state, phase: 'pausing', knockingAt: undefined },
        [{ type: 'pause', ms: pauseAfter(state.tries) }],
      ];
    case 'pauseEnded':
      return state.phase === 'pausing' ? fire(state) : [state, []];
    case 'woken':
      return wake(state);
  }
}

export function pauseAfter(tries: number): number {
  return tries < EAGER_TRIES ? EAGER_PAUSE_MS : PATIENT_PAUSE_MS;
}

/** Each way in its turn: one may be spent, or its owner may have moved, and that can't be seen from here. */
function fire(state: StandbyState): StandbyStep {
  const [wayIn, ...others] = state.waysIn;
  if (wayIn === undefined) return [{ ...state, phase: 'resting', knockingAt: undefined }, []];
  return [
    {
      waysIn: [...others, wayIn],
      phase: 'firing',
      knockingAt: wayIn.id,
      tries: state.tries + 1,
    },
    [{ type: 'fire', wayIn }],
  ];
}

/** A try that began without a network finds its way late, if at all; the next one at once. */
function wake(state: StandbyState): StandbyStep {
  if (state.phase === 'resting') return [state, []];
  const [rested, withdrawals] = rest(state);
  const [firing, fires] = fire(rested);
  return [firing, [...withdrawals, ...fires]];
}

function rest(state: StandbyState): StandbyStep {
  const { knockingAt } = state;
  const effects: StandbyEffect[] = knockingAt ? [{ type: 'withdraw', id: knockingAt }] : [];
  return [{ ...state, phase: 'resting', knockingAt: undefined, tries: 0 }, effects];
}
