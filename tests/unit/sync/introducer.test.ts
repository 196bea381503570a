import { describe, expect, it } from 'vitest';
import {
  ATTEMPT_DEADLINE_MS,
  beginIntroducing,
  HELLO_EVERY_MS,
  type IntroducerEffect,
  type IntroducerEvent,
  type IntroducerState,
  retryDelay,
  stepIntroducer,
} from '../../../src/sync/introducer.js';
import {
  createReplayGuard,
  type Introduction,
  openIntroduction,
  sealIntroduction,
} from '../../../src/sync/introduction-message.js';
import {
  NO_STANDBY,
  pauseAfter,
  type StandbyEvent,
  stepStandby,
} from '../../../src/sync/standby.js';
import { decodeWord, encodeWord } from '../../../src/sync/ways-in.js';
import { ANA, BEN, BOND, createSeededRandom } from './simulation.js';

/** What the last of these events brings about, and the state it leaves. */
function run(
  role: 'offers' | 'answers',
  ...events: IntroducerEvent[]
): [IntroducerState, readonly IntroducerEffect[]] {
  let state = beginIntroducing(role);
  let effects: readonly IntroducerEffect[] = [];
  for (const event of events) [state, effects] = stepIntroducer(state, event);
  return [state, effects];
}

const opened: IntroducerEvent = { type: 'carrierOpened' };
const hello = (changes: object = {}): IntroducerEvent => ({
  type: 'helloHeard',
  from: 'run',
  live: true,
  needs: true,
  link: undefined,
  ...changes,
});
const offerOf = (attempt: number, restart = false) => ({ type: 'makeOffer', attempt, restart });
const up: IntroducerEvent = { type: 'health', health: 'up', link: 'L' };
const ailing: IntroducerEvent = { type: 'health', health: 'ailing', link: 'L' };

describe('the introducer', () => {
  it('[N50] says hello when a carrier opens, and again while nobody answers', () => {
    const greeted = [{ type: 'sayHello' }, { type: 'wait', timer: 'helloDue', ms: HELLO_EVERY_MS }];
    expect(run('offers', opened)[1]).toEqual(greeted);
    expect(run('answers', opened, { type: 'helloDue' })[1]).toEqual(greeted);
    expect(run('answers', opened, { type: 'woken' })[1]).toEqual(greeted);
    expect(run('offers', { type: 'woken' })[1]).toEqual([]);
  });

  it('[N43] answers a hello that does not name us with a hello, and nothing else', () => {
    for (const role of ['offers', 'answers'] as const) {
      const [state, effects] = run(role, opened, hello({ live: false }));
      expect(effects).toEqual([{ type: 'sayHello', to: 'run' }]);
      expect(state.partner).toBeUndefined();
    }
  });

  it('[N45] only one side offers', () => {
    expect(run('offers', opened, hello())[1]).toContainEqual(offerOf(1));
    expect(run('answers', opened, hello())[1]).toEqual([{ type: 'sayHello' }]);
    expect(run('answers', opened, hello(), hello())[1]).toEqual([]);
  });

  it('makes one attempt at a time, but a new one for a new run of the partner', () => {
    expect(run('offers', opened, hello(), hello())[1]).toEqual([]);
    expect(run('offers', opened, hello(), hello({ from: 'other' }))[1]).toContainEqual(offerOf(2));
  });

  it('[N46] gives every attempt a deadline, and follows it with another', () => {
    const [, effects] = run('offers', opened, hello());
    expect(effects).toContainEqual({ type: 'wait', timer: 'deadline', ms: ATTEMPT_DEADLINE_MS });
    const answered: IntroducerEvent = { type: 'answerHeard', attempt: 1, sdp: 'sdp' };
    expect(run('offers', opened, hello(), answered)[1]).toEqual([
      { type: 'applyAnswer', attempt: 1, sdp: 'sdp' },
    ]);
    const late = run('offers', opened, hello(), answered, { type: 'deadline' });
    expect(late[1]).toContainEqual({ type: 'wait', timer: 'retryDue', ms: 500 });
    expect(stepIntroducer(late[0], { type: 'retryDue' })[1]).toContainEqual(offerOf(2));
    expect([1, 2, 3, 4, 5, 6, 20].map(retryDelay)).toEqual([
      500, 1000, 2000, 4000, 8000, 15000, 15000,
    ]);
  });

  it('[N48] a partner who did not answer has to show again that it is there', () => {
    const [state] = run('offers', opened, hello(), { type: 'deadline' });
    expect(state.partner).toBeUndefined();
    expect(stepIntroducer(state, { type: 'retryDue' })[1]).toContainEqual({ type: 'sayHello' });
  });

  it('[N47] looks for a new way for a silent connection first, then makes a new one', () => {
    const [state, effects] = run('offers', opened, hello(), up, ailing);
    expect(effects).toContainEqual(offerOf(2, true));
    const gone = stepIntroducer(state, { type: 'goneHeard', attempt: 2 });
    expect(gone[1]).toContainEqual(offerOf(3, false));
    const failed = stepIntroducer(
      { ...state, attempt: { ...state.attempt!, answered: true } },
      { type: 'deadline' },
    );
    expect(stepIntroducer(failed[0], { type: 'retryDue' })[1]).toContainEqual(offerOf(3, false));
  });

  it('[N47] makes a new connection for a partner who holds another or none', () => {
    expect(run('offers', opened, up, hello({ link: undefined }))[1]).toContainEqual(
      offerOf(1, false),
    );
    expect(run('offers', opened, up, hello({ link: 'L' }))[1]).toContainEqual(offerOf(1, true));
    expect(run('offers', opened, up, hello({ needs: false, link: 'L' }))[1]).toEqual([]);
  });

  it('lets go of its timers once there is a connection, and ignores answers to what is over', () => {
    const [state, effects] = run('offers', opened, hello(), up);
    expect(effects.map((effect) => effect.type)).toEqual(['forget', 'forget', 'forget']);
    expect(stepIntroducer(state, { type: 'answerHeard', attempt: 1, sdp: '' })[1]).toEqual([]);
    expect(stepIntroducer(state, { type: 'deadline' })[1]).toEqual([]);
    expect(stepIntroducer(state, { type: 'retryDue' })[1]).toEqual([]);
  });

  it('waits in silence without a carrier', () => {
    expect(
      run('offers', opened, hello(), { type: 'carriersGone' }, { type: 'retryDue' })[1],
    ).toEqual([]);
  });
});

describe('introductions', () => {
  const context = {
    key: BOND.introductionKey,
    roomName: BOND.roomName,
    me: ANA.id,
    partner: BEN.id,
  };
  const bens = { ...context, me: BEN.id, partner: ANA.id };
  const random = createSeededRandom(1);
  const message: Introduction = {
    type: 'offer',
    attempt: 1,
    link: 'L',
    restart: false,
    sdp: 'v=0',
    from: 'a',
    to: 'b',
    seq: 3,
  };

  it('[N40] open for the partner, and for nobody else; never for their sender', () => {
    const sealed = sealIntroduction(message, context, random);
    expect(openIntroduction(sealed, bens)).toMatchObject(message);
    expect(openIntroduction(sealed, context)).toBeUndefined();
    expect(openIntroduction(sealed, { ...bens, roomName: 'other' })).toBeUndefined();
    expect(openIntroduction(sealed, { ...bens, key: BOND.proofKey })).toBeUndefined();
    expect(new TextDecoder('latin1').decode(sealed)).not.toContain('v=0');
    for (let i = 0; i < sealed.length; i++) {
      const harmed = sealed.map((byte, at) => (at === i ? byte ^ 1 : byte));
      expect(openIntroduction(harmed, bens)).toBeUndefined();
    }
  });

  it('[N42] count once, in whatever order they come', () => {
    const isFresh = createReplayGuard();
    const fresh = (from: string, seq: number) => isFresh({ ...message, from, seq });
    expect([fresh('a', 5), fresh('a', 5), fresh('a', 3), fresh('a', 3)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
    expect([fresh('a', 500), fresh('a', 5), fresh('b', 5)]).toEqual([true, false, true]);
    expect([fresh('a', 500), fresh('b', 5)]).toEqual([false, false]);
  });
});

describe('the standby', () => {
  const [near, far] = [
    { id: 'W', offer: 'sdp' },
    { id: 'X', offer: 'other sdp' },
  ];
  const play = (...events: StandbyEvent[]) => {
    let step = stepStandby(NO_STANDBY, { type: 'offered', waysIn: [near, far] });
    for (const event of events) step = stepStandby(step[0], event);
    return step;
  };
  const again: StandbyEvent[] = [{ type: 'tryEnded' }, { type: 'pauseEnded' }];

  it('[N72] knocks when the connection goes silent, again and again, then patiently', () => {
    expect(play({ type: 'ailing' })[1]).toEqual([{ type: 'fire', wayIn: near }]);
    expect(play({ type: 'ailing' }, { type: 'ailing' })[1]).toEqual([]);
    expect(play({ type: 'ailing' }, { type: 'tryEnded' })[1]).toEqual([{ type: 'pause', ms: 500 }]);
    expect([pauseAfter(19), pauseAfter(20)]).toEqual([500, 60_000]);
  });

  it('[N72] knocks at each way in its turn', () => {
    expect(play({ type: 'ailing' }, ...again)[1]).toEqual([{ type: 'fire', wayIn: far }]);
    expect(play({ type: 'ailing' }, ...again, ...again)[1]).toEqual([
      { type: 'fire', wayIn: near },
    ]);
  });

  it('[N72] begins anew when the page or the network is back, and only then where there is need', () => {
    const atFar = { type: 'fire', wayIn: far };
    expect(play({ type: 'woken' })[1]).toEqual([]);
    expect(play({ type: 'ailing' }, { type: 'tryEnded' }, { type: 'woken' })[1]).toEqual([atFar]);
    expect(play({ type: 'ailing' }, { type: 'woken' })[1]).toEqual([
      { type: 'withdraw', id: 'W' },
      atFar,
    ]);
  });

  it('[N76] does not knock again at a way that somebody came in by, but goes on with the others', () => {
    const spent: StandbyEvent = { type: 'spent', id: 'W' };
    expect(play({ type: 'replaced' }, spent, { type: 'ailing' })[1]).toEqual([
      { type: 'fire', wayIn: far },
    ]);
  });

  it('[N73] stops as soon as there is a connection', () => {
    expect(play({ type: 'ailing' }, { type: 'up' })[1]).toEqual([{ type: 'withdraw', id: 'W' }]);
    expect(
      play({ type: 'ailing' }, { type: 'tryEnded' }, { type: 'up' }, { type: 'pauseEnded' })[1],
    ).toEqual([]);
  });

  it('[N74] does not knock at what was closed or did wrong', () => {
    expect(play({ type: 'useless' }, { type: 'ailing' })[1]).toEqual([]);
  });
});

describe('what is said about ways in', () => {
  const id = '0a'.repeat(16);
  const way = { id, offer: 'sdp' };

  it('[N77] is read as it was said', () => {
    for (const word of [{ waysIn: [way, way] }, { known: id }]) {
      expect(decodeWord(encodeWord(word))).toEqual(word);
    }
  });

  it('[N77] is refused in any other form, whole', () => {
    const others = [
      {},
      { known: 'W' },
      { waysIn: way },
      { waysIn: [way, { id }] },
      { waysIn: [{ ...way, id: 'W' }] },
      { waysIn: Array.from({ length: 10 }, () => way) },
      { waysIn: [{ id, offer: 'o'.repeat(70_000) }] },
    ];
    for (const other of others) {
      expect(decodeWord(new TextEncoder().encode(JSON.stringify(other)))).toBeUndefined();
    }
    expect(decodeWord(new Uint8Array([0xff]))).toBeUndefined();
  });
});
