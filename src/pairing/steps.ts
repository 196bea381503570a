/** Small building blocks of the ceremony's rules: go on to a phase, or end with a reason. */

import type { Ceremony, Effect, FailureReason, NewBond, Phase, Step } from './ceremony.js';
import { type CancelCause, type CeremonyMessage, encodeMessage } from './ceremony-message.js';

export function stay(ceremony: Ceremony): Step {
  return [ceremony, []];
}

/** Going on forgets the last refusal: it was about a moment that is over. */
export function enter(ceremony: Ceremony, phase: Phase, ...effects: readonly Effect[]): Step {
  return [{ ...ceremony, phase, refusal: undefined }, effects];
}

export function send(message: CeremonyMessage): Effect {
  return { type: 'send', bytes: encodeMessage(message) };
}

/**
 * A failure without a bond means that nothing may remain stored. `tell` is what the partner is told, where
 * there is a channel to tell it over.
 */
export function fail(
  ceremony: Ceremony,
  reason: FailureReason,
  { tell, bond }: { tell?: CancelCause; bond?: NewBond } = {},
): Step {
  const told = tell ? [send({ type: 'cancel', cause: tell })] : [];
  const phase: Phase = { step: 'failed', reason, bond };
  return enter(ceremony, phase, ...told, { type: 'stop-timers' }, { type: 'close' });
}

export function failUnexpected(ceremony: Ceremony): Step {
  return fail(ceremony, { type: 'UnexpectedMessage' }, { tell: 'broken' });
}
