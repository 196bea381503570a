/**
 * First pairing as a pure function: `(ceremony, event) -> [ceremony, effects]`. It owns no clock, no chance and
 * no connection; the runner (`create-pairing.ts`) carries out the effects. Rules: SPEC.md, P7 to P20.
 */

import { bytesToHex } from '../kernel/index.js';
import type { Ceremony, CeremonyEvent, Effect, Step } from './ceremony.js';
import { fitsCode, type PairingCode } from './code.js';
import { isTalking, talkOn } from './conversation.js';
import { enter, fail, stay } from './steps.js';
import { CODE_LIFETIME_MINUTES, minutesOf, replyMark, takeCode } from './take-code.js';

/** How long after both codes are exchanged the person is told that something is in the way. */
const LATE_MS = 10_000;

type EventOf<T extends CeremonyEvent['type']> = Extract<CeremonyEvent, { type: T }>;

const GATHER: Effect = { type: 'gather' };
const CODE_TIMER: Effect = {
  type: 'set-timer',
  timer: 'code',
  ms: CODE_LIFETIME_MINUTES * 60_000,
};
const LATE_TIMER: Effect = { type: 'set-timer', timer: 'late', ms: LATE_MS };

export function transition(ceremony: Ceremony, event: CeremonyEvent): Step {
  switch (event.type) {
    case 'start':
      return start(ceremony);
    case 'read':
      return read(ceremony, event);
    case 'gathered':
      return showCode(ceremony, event);
    case 'code-delivered':
      return expectOpening(ceremony);
    case 'cannot-connect':
      return isMeeting(ceremony) ? fail(ceremony, { type: 'CannotConnect' }) : stay(ceremony);
    default:
      return isTalking(ceremony, event) ? talkOn(ceremony, event) : endEarly(ceremony, event);
  }
}

/** Asks again for addresses, or begins anew with a new code. Never out of a conversation. */
function start(ceremony: Ceremony): Step {
  const { phase } = ceremony;
  const mayStart = isMeeting(ceremony) || phase.step === 'idle' || phase.step === 'failed';
  if (!mayStart || phase.step === 'gathering') return stay(ceremony);
  // A kept bond is a pairing, even if unconfirmed: it must not be paired over.
  if (phase.step === 'failed' && phase.bond) return stay(ceremony);
  const theirs = phase.step === 'no-candidates' ? phase.theirs : undefined;
  return enter(ceremony, { step: 'gathering', theirs }, { type: 'stop-timers' }, GATHER);
}

function read(ceremony: Ceremony, event: EventOf<'read'>): Step {
  const taken = takeCode(ceremony, event.text, event.now);
  if (!taken.ok) return [{ ...ceremony, refusal: taken.error }, []];
  const theirs = taken.value;
  const usedNonces = [...ceremony.usedNonces, bytesToHex(theirs.nonce)];
  const after = { ...ceremony, usedNonces };
  const { phase } = after;
  if (phase.step === 'inviting') return meet(after, phase.mine, theirs);
  if (phase.step === 'gathering' || phase.step === 'no-candidates') {
    return enter(after, { ...phase, theirs });
  }
  return stay(ceremony);
}

function showCode(ceremony: Ceremony, event: EventOf<'gathered'>): Step {
  const { phase, self } = ceremony;
  if (!isMeeting(ceremony)) return stay(ceremony);
  const theirs = 'theirs' in phase ? phase.theirs : undefined;
  if (event.endpoint.candidates.length === 0) {
    return enter(ceremony, { step: 'no-candidates', theirs }, { type: 'close' });
  }
  if (!fitsCode(event.endpoint)) return fail(ceremony, { type: 'CannotConnect' });
  const mine: PairingCode = {
    endpoint: event.endpoint,
    publicKey: self.device.publicKey,
    nonce: event.nonce,
    madeAt: minutesOf(event.now),
    replyTo: undefined,
  };
  if (!theirs) return enter(ceremony, { step: 'inviting', mine }, CODE_TIMER);
  const [after, effects] = meet(ceremony, mine, theirs);
  return [after, [CODE_TIMER, ...effects]];
}

/** Both codes are known here. Only a partner that replies is known to have ours as well. */
function meet(ceremony: Ceremony, mine: PairingCode, theirs: PairingCode): Step {
  const connect: Effect = { type: 'connect', theirs: theirs.endpoint };
  if (theirs.replyTo) {
    const phase = { step: 'connecting', mine, theirs, late: false } as const;
    return enter(ceremony, phase, connect, LATE_TIMER);
  }
  const reply = { ...mine, replyTo: replyMark(theirs) };
  return enter(ceremony, { step: 'replying', mine: reply, theirs }, connect);
}

function expectOpening(ceremony: Ceremony): Step {
  const { phase } = ceremony;
  if (phase.step !== 'replying') return stay(ceremony);
  return enter(ceremony, { ...phase, step: 'connecting', late: false }, LATE_TIMER);
}

/** Before the channel opens there is nobody to tell. */
function endEarly(ceremony: Ceremony, event: CeremonyEvent): Step {
  if (!isMeeting(ceremony)) return stay(ceremony);
  if (event.type === 'cancel') return fail(ceremony, { type: 'Cancelled' });
  if (event.type !== 'time-up') return stay(ceremony);
  if (event.timer === 'code') return fail(ceremony, { type: 'TimedOut' });
  const { phase } = ceremony;
  // The connection keeps on trying: only the person is told.
  if (event.timer === 'late' && phase.step === 'connecting') {
    return enter(ceremony, { ...phase, late: true });
  }
  return stay(ceremony);
}

/** From the first wish for a code until the channel opens. */
function isMeeting({ phase }: Ceremony): boolean {
  return ['gathering', 'no-candidates', 'inviting', 'replying', 'connecting'].includes(phase.step);
}
