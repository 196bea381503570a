/**
 * The ceremony's rules from the open channel on: commit, reveal, prove, compare, confirm, share, keep.
 * Every message fits exactly one phase; any other ends the ceremony (SPEC.md, P12 to P20).
 */

import { equalBytes } from '../kernel/index.js';
import type {
  Agreement,
  Ceremony,
  CeremonyEvent,
  Effect,
  NewBond,
  Phase,
  Step,
  Talk,
} from './ceremony.js';
import { type CeremonyMessage, decodeMessage } from './ceremony-message.js';
import { joinBond } from './join-bond.js';
import { enter, fail, failUnexpected, send, stay } from './steps.js';
import {
  agreementToWords,
  chooseSide,
  commitTo,
  digestAgreement,
  digestCodes,
  isDeviceProven,
  proveDevice,
} from './transcript.js';

/** How long the other phone may take where no person has to do anything. */
const ANSWER_MS = 30_000;

type PhaseOf<T extends Phase['step']> = Extract<Phase, { step: T }>;
type MessageOf<T extends CeremonyMessage['type']> = Extract<CeremonyMessage, { type: T }>;
type Persisting = PhaseOf<'persisting'>;

const ANSWER_TIMER: Effect = { type: 'set-timer', timer: 'answer', ms: ANSWER_MS };
const STOP_TIMERS: Effect = { type: 'stop-timers' };

export function isTalking({ phase }: Ceremony, event: CeremonyEvent): boolean {
  if (phase.step === 'replying' || phase.step === 'connecting') return event.type === 'opened';
  return TALKING.has(phase.step);
}

const TALKING: ReadonlySet<Phase['step']> = new Set([
  'committed',
  'revealed',
  'proving',
  'comparing',
  'waiting-for-partner',
  'joining',
  'persisting',
]);

export function talkOn(ceremony: Ceremony, event: CeremonyEvent): Step {
  switch (event.type) {
    case 'opened':
      return open(ceremony, event.random, event.share);
    case 'received':
      return receive(ceremony, decodeMessage(event.bytes));
    case 'confirm':
      return confirm(ceremony);
    case 'reject':
      return ceremony.phase.step === 'comparing'
        ? fail(ceremony, { type: 'WordsDiffer' }, { tell: 'words-differ' })
        : stay(ceremony);
    case 'cancel':
      return cancel(ceremony);
    case 'persisted':
      return persisted(ceremony);
    case 'closed':
      return loseLink(ceremony);
    case 'time-up':
      return event.timer === 'answer' ? timeOut(ceremony) : stay(ceremony);
    default:
      return stay(ceremony);
  }
}

function open(ceremony: Ceremony, random: Uint8Array, share: Uint8Array): Step {
  const { phase, self } = ceremony;
  if (phase.step !== 'replying' && phase.step !== 'connecting') return stay(ceremony);
  const { mine, theirs } = phase;
  const talk: Talk = { mine, theirs, random, share, codes: digestCodes(mine, theirs) };
  const commitment = commitTo(talk.codes, self.device.publicKey, random);
  return enter(
    ceremony,
    { step: 'committed', talk },
    STOP_TIMERS,
    ANSWER_TIMER,
    send({ type: 'commit', commitment }),
  );
}

function receive(ceremony: Ceremony, message: CeremonyMessage | undefined): Step {
  const { phase } = ceremony;
  if (message?.type === 'cancel') return hearCancel(ceremony, message);
  if (phase.step === 'committed' && message?.type === 'commit') {
    return reveal(ceremony, phase, message);
  }
  if (phase.step === 'revealed' && message?.type === 'reveal') {
    return hearReveal(ceremony, phase, message);
  }
  if (phase.step === 'proving' && message?.type === 'proof') {
    return hearProof(ceremony, phase, message);
  }
  if (phase.step === 'comparing' && message?.type === 'confirm' && !phase.partnerConfirmed) {
    return enter(ceremony, { ...phase, partnerConfirmed: true });
  }
  if (phase.step === 'waiting-for-partner' && message?.type === 'confirm') {
    return handOver(ceremony, phase.talk);
  }
  if (phase.step === 'joining' && message?.type === 'share') return join(ceremony, phase, message);
  if (phase.step === 'persisting' && message?.type === 'kept' && !phase.bond.partnerConfirmed) {
    return hearKept(ceremony, phase);
  }
  return failUnexpected(ceremony);
}

/** Only now that the partner can no longer choose do we show what we chose. */
function reveal(
  ceremony: Ceremony,
  { talk }: PhaseOf<'committed'>,
  { commitment }: MessageOf<'commit'>,
): Step {
  const phase = { step: 'revealed', talk, commitment } as const;
  return enter(ceremony, phase, send({ type: 'reveal', random: talk.random }));
}

function hearReveal(
  ceremony: Ceremony,
  { talk, commitment }: PhaseOf<'revealed'>,
  { random }: MessageOf<'reveal'>,
): Step {
  const { mine, theirs, codes } = talk;
  if (!equalBytes(commitment, commitTo(codes, theirs.publicKey, random))) {
    return fail(ceremony, { type: 'BrokenCommitment' }, { tell: 'broken' });
  }
  const agreement =
    chooseSide(mine, theirs) === 'a'
      ? digestAgreement(codes, talk.random, random)
      : digestAgreement(codes, random, talk.random);
  const { device, greeting } = ceremony.self;
  const signature = proveDevice(device, agreement, greeting);
  return enter(
    ceremony,
    { step: 'proving', talk, agreement },
    send({ type: 'proof', signature, greeting }),
  );
}

function hearProof(
  ceremony: Ceremony,
  { talk, agreement }: PhaseOf<'proving'>,
  { signature, greeting }: MessageOf<'proof'>,
): Step {
  if (!isDeviceProven(talk.theirs.publicKey, agreement, greeting, signature)) {
    return fail(ceremony, { type: 'NotTheirKey' }, { tell: 'broken' });
  }
  const agreed: Agreement = { ...talk, agreement, greeting, words: agreementToWords(agreement) };
  // People take the time they take: from here on nothing runs out until both have said yes.
  return enter(ceremony, { step: 'comparing', talk: agreed, partnerConfirmed: false }, STOP_TIMERS);
}

function confirm(ceremony: Ceremony): Step {
  const { phase } = ceremony;
  if (phase.step !== 'comparing') return stay(ceremony);
  const { talk, partnerConfirmed } = phase;
  const say = send({ type: 'confirm' });
  if (!partnerConfirmed) return enter(ceremony, { step: 'waiting-for-partner', talk }, say);
  const [after, effects] = handOver(ceremony, talk);
  return [after, [say, ...effects]];
}

/** The only place that sends our share: both people have said yes. */
function handOver(ceremony: Ceremony, talk: Agreement): Step {
  const share = send({ type: 'share', share: talk.share });
  return enter(ceremony, { step: 'joining', talk }, ANSWER_TIMER, share);
}

function join(
  ceremony: Ceremony,
  { talk }: PhaseOf<'joining'>,
  { share }: MessageOf<'share'>,
): Step {
  const bond = joinBond(talk, share);
  const phase = { step: 'persisting', bond, persisted: false, linkLost: false } as const;
  return enter(ceremony, phase, STOP_TIMERS);
}

function hearKept(ceremony: Ceremony, phase: Persisting): Step {
  const bond = { ...phase.bond, partnerConfirmed: true };
  return phase.persisted ? finish(ceremony, bond) : enter(ceremony, { ...phase, bond });
}

function persisted(ceremony: Ceremony): Step {
  const { phase } = ceremony;
  if (phase.step !== 'persisting' || phase.persisted) return stay(ceremony);
  const { bond, linkLost } = phase;
  const kept = linkLost ? [] : [send({ type: 'kept' })];
  if (bond.partnerConfirmed) {
    const [after, effects] = finish(ceremony, bond);
    return [after, [...kept, ...effects]];
  }
  if (linkLost) return fail(ceremony, { type: 'LinkLost' }, { bond });
  return enter(ceremony, { ...phase, persisted: true }, ...kept, ANSWER_TIMER);
}

function finish(ceremony: Ceremony, bond: NewBond): Step {
  return enter(ceremony, { step: 'done', bond }, STOP_TIMERS);
}

/**
 * Once this phone has said that it kept the bond, the other may be done any moment: then stopping can only
 * end the waiting, not undo the bond.
 */
function cancel(ceremony: Ceremony): Step {
  const kept = keptBond(ceremony);
  if (kept) return fail(ceremony, { type: 'Cancelled' }, { bond: kept });
  return fail(ceremony, { type: 'Cancelled' }, { tell: 'stopped' });
}

function hearCancel(ceremony: Ceremony, { cause }: MessageOf<'cancel'>): Step {
  if (cause === 'words-differ') return fail(ceremony, { type: 'PartnerSaysWordsDiffer' });
  if (cause === 'broken') return fail(ceremony, { type: 'UnexpectedMessage' });
  return fail(ceremony, { type: 'PartnerCancelled' });
}

/**
 * A bond that both computed outlives the link: the caller may be storing it this moment, and the partner may
 * have stored it. What stays unknown is said by `partnerConfirmed`.
 */
function loseLink(ceremony: Ceremony): Step {
  const { phase } = ceremony;
  if (phase.step === 'persisting' && !phase.persisted) {
    return enter(ceremony, { ...phase, linkLost: true });
  }
  return failWithKept(ceremony, { type: 'LinkLost' });
}

function timeOut(ceremony: Ceremony): Step {
  return failWithKept(ceremony, { type: 'TimedOut' });
}

function failWithKept(ceremony: Ceremony, reason: { type: 'LinkLost' | 'TimedOut' }): Step {
  const bond = keptBond(ceremony);
  if (bond) return fail(ceremony, reason, { bond });
  return fail(ceremony, reason, reason.type === 'TimedOut' ? { tell: 'stopped' } : {});
}

function keptBond({ phase }: Ceremony): NewBond | undefined {
  return phase.step === 'persisting' && phase.persisted ? phase.bond : undefined;
}
