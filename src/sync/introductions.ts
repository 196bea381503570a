/** Runs the introducer: carriers, sealing, timers and the making of connections. */
import { bytesToHex, type Cancel, type Clock, type Random } from '../kernel/index.js';
import type { Connection, ConnectionMaker } from './connection.js';
import type { Carrier } from './faces.js';
import {
  ATTEMPT_DEADLINE_MS,
  beginIntroducing,
  type IntroducerEffect,
  type IntroducerEvent,
  type IntroducerState,
  stepIntroducer,
  type Timer,
} from './introducer.js';
import {
  createReplayGuard,
  type Introduction,
  type IntroductionContext,
  openIntroduction,
  type RunId,
  sealIntroduction,
} from './introduction-message.js';
import { type Line, type Switchboard, sideOf } from './switchboard.js';

export type Introductions = {
  readonly introduceOver: (carrier: Carrier) => () => void;
  readonly wake: () => void;
  /** The switchboard's health may have changed. */
  readonly look: () => void;
  readonly isTrying: () => boolean;
  /** The other phone did what no sound one does: no connection for a while, longer each time. */
  readonly shun: () => void;
  readonly stop: () => void;
};

export type IntroductionsOptions = {
  readonly context: IntroductionContext;
  readonly switchboard: Switchboard;
  readonly makeConnection: ConnectionMaker;
  readonly clock: Clock;
  readonly random: Random;
};

const FIRST_SHUNNING_MS = 30_000;
const LONGEST_SHUNNING_MS = 600_000;

/** What a message says, without what `post` adds to each. */
type Draft = Introduction extends infer Each
  ? Each extends unknown
    ? Omit<Each, 'from' | 'to' | 'seq'>
    : never
  : never;

export function createIntroductions(options: IntroductionsOptions): Introductions {
  const { context, switchboard, makeConnection, clock, random } = options;
  const run: RunId = bytesToHex(random.bytes(16));
  const carriers = new Set<Carrier>();
  const isFresh = createReplayGuard();
  const timers = new Map<Timer, Cancel>();
  const role = sideOf(context.me, context.partner) === 'low' ? 'offers' : 'answers';
  let state: IntroducerState = beginIntroducing(role);
  let seq = 0;
  let pending: { attempt: number; line: Line } | undefined;
  let shunnedUntil = 0;
  let shunnings = 0;
  let stopped = false;

  const isShunned = (): boolean => clock.now() < shunnedUntil;

  function dispatch(event: IntroducerEvent): void {
    if (stopped) return;
    const [next, effects] = stepIntroducer(state, event);
    state = next;
    for (const effect of effects) perform(effect);
  }

  function perform(effect: IntroducerEffect): void {
    switch (effect.type) {
      case 'sayHello':
        sayHello(effect.to ?? state.partner);
        return;
      case 'makeOffer':
        void makeOffer(effect.attempt, effect.restart);
        return;
      case 'applyAnswer':
        void applyAnswer(effect.attempt, effect.sdp);
        return;
      case 'wait':
        timers.get(effect.timer)?.();
        timers.set(
          effect.timer,
          clock.after(effect.ms, () => onTimer(effect.timer)),
        );
        return;
      case 'forget':
        timers.get(effect.timer)?.();
        timers.delete(effect.timer);
    }
  }

  function onTimer(timer: Timer): void {
    if (![...carriers].some((carrier) => carrier.isOpen())) dispatch({ type: 'carriersGone' });
    dispatch({ type: timer });
  }

  function post(draft: Draft, to: RunId | undefined): void {
    const message: Introduction = { ...draft, from: run, seq: seq++, ...(to && { to }) };
    // For each carrier anew: the same bytes at two servers would show them that it is one couple.
    for (const carrier of carriers) {
      if (carrier.isOpen()) carrier.send(sealIntroduction(message, context, random));
    }
  }

  function sayHello(to: RunId | undefined): void {
    const link = switchboard.inUse()?.id;
    const needs = switchboard.health() !== 'up';
    post({ type: 'hello', needs, ...(link !== undefined && { link }) }, to);
  }

  async function makeOffer(attempt: number, restart: boolean): Promise<void> {
    const to = state.partner;
    if (isShunned()) return dispatch({ type: 'offerFailed', attempt });
    abandon(pending?.line);
    const line = restart ? switchboard.inUse() : addLine(`${run}-${attempt}`);
    if (line === undefined) return dispatch({ type: 'offerFailed', attempt });
    pending = { attempt, line };
    try {
      const sdp = await line.connection.offer(restart);
      post({ type: 'offer', attempt, link: line.id, restart, sdp }, to);
    } catch {
      dispatch({ type: 'offerFailed', attempt });
    }
  }

  /** The attempt before this one is over; whoever was to answer it need not be waited for. */
  function abandon(line: Line | undefined): void {
    if (line?.link.state() === 'proving') line.link.end({ type: 'Stopped' });
  }

  async function applyAnswer(attempt: number, sdp: string): Promise<void> {
    if (pending?.attempt !== attempt) return;
    try {
      await pending.line.connection.accept(sdp);
    } catch {
      dispatch({ type: 'offerFailed', attempt });
    }
  }

  function addLine(id: string): Line {
    const route = [...carriers].find((carrier) => carrier.isOpen())?.route ?? 'codes';
    return switchboard.add(id, makeConnection(), { route, deadlineMs: ATTEMPT_DEADLINE_MS });
  }

  async function answer(offer: Introduction & { type: 'offer' }, carrier: Carrier): Promise<void> {
    const { attempt, from } = offer;
    if (isShunned()) return;
    const line = offer.restart ? switchboard.find(offer.link) : addLine(offer.link);
    if (line === undefined) return post({ type: 'gone', attempt }, from);
    line.route = carrier.route;
    const sdp = await answerWith(line.connection, offer.sdp);
    post(sdp === undefined ? { type: 'gone', attempt } : { type: 'answer', attempt, sdp }, from);
  }

  function hear(bytes: Uint8Array, carrier: Carrier): void {
    const message = openIntroduction(bytes, context);
    if (message === undefined || stopped) return;
    // A recording, or someone who has not heard of us yet: neither may move anything but a greeting.
    const live = message.to === run;
    if (live ? !isFresh(message) : message.type !== 'hello') return;
    if (live && message.type === 'offer' && role === 'answers') void answer(message, carrier);
    if (message.type === 'answer') setRoute(message.attempt, carrier);
    const event = eventFrom(message, live);
    if (event) dispatch(event);
  }

  function setRoute(attempt: number, carrier: Carrier): void {
    if (pending?.attempt === attempt) pending.line.route = carrier.route;
  }

  return {
    introduceOver: (carrier) => {
      carriers.add(carrier);
      const stopHearing = carrier.onMessage((bytes) => hear(bytes, carrier));
      const stopWatching = carrier.onOpen(() => dispatch({ type: 'carrierOpened' }));
      if (carrier.isOpen()) dispatch({ type: 'carrierOpened' });
      return () => {
        stopHearing();
        stopWatching();
        carriers.delete(carrier);
        if (carriers.size === 0) dispatch({ type: 'carriersGone' });
      };
    },
    wake: () => dispatch({ type: 'woken' }),
    look: () => {
      const health = switchboard.health();
      const link = switchboard.inUse()?.id;
      if (health !== state.health || link !== state.link) {
        dispatch({ type: 'health', health, link });
      }
    },
    isTrying: () => state.attempt !== undefined,
    shun: () => {
      shunnedUntil =
        clock.now() + Math.min(FIRST_SHUNNING_MS * 2 ** shunnings++, LONGEST_SHUNNING_MS);
    },
    stop: () => {
      stopped = true;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      carriers.clear();
    },
  };
}

function eventFrom(message: Introduction, live: boolean): IntroducerEvent | undefined {
  switch (message.type) {
    case 'hello': {
      const { from, needs, link } = message;
      return { type: 'helloHeard', from, live, needs, link };
    }
    case 'answer':
      return { type: 'answerHeard', attempt: message.attempt, sdp: message.sdp };
    case 'gone':
      return { type: 'goneHeard', attempt: message.attempt };
    case 'offer':
      return undefined;
  }
}

/** Undefined where this connection can't take such an offer any more. */
async function answerWith(connection: Connection, offer: string): Promise<string | undefined> {
  try {
    return await connection.answer(offer);
  } catch {
    return undefined;
  }
}
