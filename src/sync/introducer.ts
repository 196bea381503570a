/**
 * Who says what, and when, until the two phones have a working connection: pure transitions. One side of
 * each pair always offers (the lower device id), every attempt has a deadline, and a failed one is
 * followed by another. SPEC N45 to N52.
 */
import type { RunId } from './introduction-message.js';

export const ATTEMPT_DEADLINE_MS = 15_000;
/** Nobody answered: say hello again, in case the carrier lost it. */
export const HELLO_EVERY_MS = 20_000;
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 15_000;

export type Health = 'none' | 'up' | 'ailing';

export type Attempt = {
  readonly number: number;
  readonly restart: boolean;
  readonly answered: boolean;
};

export type IntroducerState = {
  readonly role: 'offers' | 'answers';
  readonly carrierOpen: boolean;
  /** The partner's run that has shown to be alive on a carrier. */
  readonly partner: RunId | undefined;
  readonly health: Health;
  /** The connection that still exists, working or not. */
  readonly link: string | undefined;
  /** A connection whose restart has failed once is not restarted again. */
  readonly beyondRestart: string | undefined;
  readonly attempt: Attempt | undefined;
  readonly attempts: number;
  readonly failures: number;
};

export type IntroducerEvent =
  | { readonly type: 'carrierOpened' | 'carriersGone' | 'woken' }
  | {
      readonly type: 'helloHeard';
      readonly from: RunId;
      /** It was said to this very run. */
      readonly live: boolean;
      readonly needs: boolean;
      readonly link: string | undefined;
    }
  | { readonly type: 'answerHeard'; readonly attempt: number; readonly sdp: string }
  | { readonly type: 'goneHeard' | 'offerFailed'; readonly attempt: number }
  | { readonly type: 'deadline' | 'retryDue' | 'helloDue' }
  | { readonly type: 'health'; readonly health: Health; readonly link: string | undefined };

export type Timer = 'deadline' | 'retryDue' | 'helloDue';

export type IntroducerEffect =
  /** To `to`, who has not heard of us; otherwise to the partner's run, if there is one. */
  | { readonly type: 'sayHello'; readonly to?: RunId }
  | { readonly type: 'makeOffer'; readonly attempt: number; readonly restart: boolean }
  | { readonly type: 'applyAnswer'; readonly attempt: number; readonly sdp: string }
  | { readonly type: 'wait'; readonly timer: Timer; readonly ms: number }
  | { readonly type: 'forget'; readonly timer: Timer };

export type IntroducerStep = readonly [IntroducerState, readonly IntroducerEffect[]];

export function beginIntroducing(role: 'offers' | 'answers'): IntroducerState {
  return {
    role,
    carrierOpen: false,
    partner: undefined,
    health: 'none',
    link: undefined,
    beyondRestart: undefined,
    attempt: undefined,
    attempts: 0,
    failures: 0,
  };
}

export function stepIntroducer(state: IntroducerState, event: IntroducerEvent): IntroducerStep {
  switch (event.type) {
    case 'carrierOpened':
    case 'woken':
      return announce({
        ...state,
        carrierOpen: state.carrierOpen || event.type === 'carrierOpened',
        failures: 0,
      });
    case 'carriersGone':
      return [
        { ...state, carrierOpen: false, partner: undefined },
        [forget('helloDue'), forget('retryDue')],
      ];
    case 'helloHeard':
      if (event.live) return hearLiveHello(state, event);
      return [state, [{ type: 'sayHello', to: event.from }]];
    case 'answerHeard':
      return hearAnswer(state, event.attempt, event.sdp);
    case 'goneHeard':
      if (state.attempt?.number !== event.attempt) return [state, []];
      return attemptNow({ ...state, attempt: undefined, beyondRestart: state.link });
    case 'offerFailed':
      return state.attempt?.number === event.attempt ? failAttempt(state) : [state, []];
    case 'deadline':
      return failAttempt(state);
    case 'retryDue':
      return seek(state);
    case 'helloDue':
      return state.health === 'up' ? [state, []] : announce(state);
    case 'health':
      return changeHealth(state, event.health, event.link);
  }
}

function wait(timer: Timer, ms: number): IntroducerEffect {
  return { type: 'wait', timer, ms };
}

function forget(timer: Timer): IntroducerEffect {
  return { type: 'forget', timer };
}

function announce(state: IntroducerState): IntroducerStep {
  if (!state.carrierOpen) return [state, []];
  return [state, [{ type: 'sayHello' }, wait('helloDue', HELLO_EVERY_MS)]];
}

function hearLiveHello(
  before: IntroducerState,
  hello: IntroducerEvent & { type: 'helloHeard' },
): IntroducerStep {
  const isNew = hello.from !== before.partner;
  const state = { ...before, partner: hello.from };
  // The other side offers once it knows that we are alive, which only a hello of ours can tell it.
  if (state.role === 'answers') return [state, isNew ? [{ type: 'sayHello' }] : []];
  if (state.health === 'up' && !hello.needs) return [state, []];
  if (state.attempt !== undefined && !isNew) return [state, []];
  const shared = hello.link !== undefined && hello.link === state.link;
  return attemptNow({ ...state, beyondRestart: shared ? state.beyondRestart : state.link });
}

/** Looks for a new way for the connection there is; makes another one when that was tried. */
function attemptNow(state: IntroducerState): IntroducerStep {
  const restart = state.link !== undefined && state.link !== state.beyondRestart;
  const number = state.attempts + 1;
  return [
    { ...state, attempts: number, attempt: { number, restart, answered: false } },
    [
      { type: 'makeOffer', attempt: number, restart },
      wait('deadline', ATTEMPT_DEADLINE_MS),
      forget('retryDue'),
    ],
  ];
}

function hearAnswer(state: IntroducerState, number: number, sdp: string): IntroducerStep {
  const { attempt } = state;
  if (attempt === undefined || attempt.number !== number || attempt.answered) return [state, []];
  return [
    { ...state, attempt: { ...attempt, answered: true } },
    [{ type: 'applyAnswer', attempt: number, sdp }],
  ];
}

function failAttempt(before: IntroducerState): IntroducerStep {
  const { attempt } = before;
  if (attempt === undefined) return [before, []];
  const state: IntroducerState = {
    ...before,
    attempt: undefined,
    failures: before.failures + 1,
    // Whoever didn't answer may be gone: has to show again that it is there.
    partner: attempt.answered ? before.partner : undefined,
    beyondRestart: attempt.restart ? before.link : before.beyondRestart,
  };
  const effects: IntroducerEffect[] = [forget('deadline')];
  if (state.health !== 'up' && state.carrierOpen) {
    effects.push(wait('retryDue', retryDelay(state.failures)));
  }
  return [state, effects];
}

export function retryDelay(failures: number): number {
  return Math.min(FIRST_RETRY_MS * 2 ** Math.max(failures - 1, 0), LONGEST_RETRY_MS);
}

function seek(state: IntroducerState): IntroducerStep {
  if (state.health === 'up' || !state.carrierOpen || state.attempt !== undefined)
    return [state, []];
  if (state.role === 'offers' && state.partner !== undefined) return attemptNow(state);
  return announce(state);
}

function changeHealth(
  before: IntroducerState,
  health: Health,
  link: string | undefined,
): IntroducerStep {
  const state = { ...before, health, link };
  if (health === 'up') {
    return [
      { ...state, attempt: undefined, failures: 0, beyondRestart: undefined },
      [forget('deadline'), forget('retryDue'), forget('helloDue')],
    ];
  }
  return health === before.health ? [state, []] : seek(state);
}
