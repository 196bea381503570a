/** What the screens see of a first pairing. */

import type { Ceremony, CodeRefusal, FailureReason, NewBond, Phase } from './ceremony.js';
import { codeToText } from './code-text.js';
import type { FourWords } from './words.js';

export type PairingStep =
  | { readonly step: 'idle' }
  | { readonly step: 'gathering' }
  /** The browser tells no address: ask for the camera, then `start` again. */
  | { readonly step: 'no-candidates' }
  /** Show this code; the partner scans it, or we scan theirs. */
  | { readonly step: 'inviting'; readonly code: string }
  /** We took the partner's code; show ours until the channel opens. */
  | { readonly step: 'replying'; readonly code: string }
  /** Both have both codes. `late`: about 10 s have passed, something is in the way; it keeps on trying. */
  | { readonly step: 'connecting'; readonly code: string | undefined; readonly late: boolean }
  | { readonly step: 'comparing'; readonly words: FourWords; readonly greeting: Uint8Array }
  | { readonly step: 'waiting-for-partner' }
  | { readonly step: 'joining' }
  /** Store this bond, then call `persisted`. */
  | { readonly step: 'persisting'; readonly bond: NewBond }
  | { readonly step: 'done'; readonly bond: NewBond }
  /** With a bond: it is kept here and perhaps there. Without: nothing may remain stored. */
  | {
      readonly step: 'failed';
      readonly reason: FailureReason;
      readonly bond: NewBond | undefined;
    };

export type PairingState = PairingStep & { readonly lastRefusal?: CodeRefusal };

export function viewCeremony({ phase, refusal }: Ceremony): PairingState {
  const view = viewPhase(phase);
  return refusal ? { ...view, lastRefusal: refusal } : view;
}

function viewPhase(phase: Phase): PairingStep {
  switch (phase.step) {
    case 'gathering':
    case 'no-candidates':
    case 'waiting-for-partner':
    case 'joining':
      return { step: phase.step };
    case 'inviting':
    case 'replying':
      return { step: phase.step, code: codeToText(phase.mine) };
    case 'connecting':
      return { step: 'connecting', code: codeToText(phase.mine), late: phase.late };
    case 'committed':
    case 'revealed':
    case 'proving':
      return { step: 'connecting', code: undefined, late: false };
    case 'comparing':
      return { step: 'comparing', words: phase.talk.words, greeting: phase.talk.greeting };
    case 'persisting':
      return { step: 'persisting', bond: phase.bond };
    default:
      return phase;
  }
}
