/**
 * What the partner's phone is known to have, as pure transitions. Never ahead of the truth: it moves only
 * on what the other side says it holds *durably*, and is compared with what was here. SPEC L50 to L57.
 */
import { covers, type DocState, hasSameDeletions } from './doc-state.js';

/** What was here at a time, in milliseconds since the epoch, and isn't acknowledged yet. */
export type Checkpoint = { readonly at: number; readonly state: DocState };

export type Knowledge = {
  /** What the partner's phone said last. */
  readonly partner: DocState | undefined;
  /** Asked by being connected: one at a time. */
  readonly checkpoint: Checkpoint | undefined;
  /** Asked by what was sent with no connection, oldest first: each may be answered days later, or never. */
  readonly sent: readonly Checkpoint[];
  /** Epoch milliseconds: everything that was here then is there. */
  readonly upTo: number | undefined;
  /** Whether that holds for what is here now. */
  readonly complete: boolean;
};

export const NOTHING_KNOWN: Knowledge = {
  partner: undefined,
  checkpoint: undefined,
  sent: [],
  upTo: undefined,
  complete: false,
};

/** Each holds a state vector. An answer to one that was let go still counts for what is here by then. */
const MOST_SENT = 8;

/** At start: what an earlier run was told still holds, as far as what is here now goes. */
export function recallKnowledge(
  kept: Pick<Knowledge, 'partner' | 'sent' | 'upTo'>,
  here: DocState,
): Knowledge {
  const { partner, sent, upTo } = kept;
  if (partner === undefined) return { ...NOTHING_KNOWN, sent };
  return { partner, checkpoint: undefined, sent, upTo, complete: holds(partner, here, here) };
}

/**
 * Deletions are known by digest only, and grow only: whoever has exactly those that are here now has
 * those that were here before.
 */
function holds(partner: DocState, wanted: DocState, here: DocState): boolean {
  const deletionsFit = hasSameDeletions(partner, wanted) || hasSameDeletions(partner, here);
  return deletionsFit && covers(partner.clocks, wanted.clocks);
}

/** Something was written here: until the partner's phone says so, it doesn't have it. */
export function noteChange(knowledge: Knowledge): Knowledge {
  return knowledge.complete ? { ...knowledge, complete: false } : knowledge;
}

/** Something came in: its author may have said before that it is there, and does not say so twice. */
export function noteArrival(knowledge: Knowledge, here: DocState, at: number): Knowledge {
  const { partner } = knowledge;
  if (partner === undefined || !holds(partner, here, here)) return noteChange(knowledge);
  return { partner, checkpoint: undefined, sent: [], upTo: at, complete: true };
}

/** What is here was handed over, with nobody there to say that it arrived. */
export function noteSent(knowledge: Knowledge, here: DocState, at: number): Knowledge {
  return { ...knowledge, sent: [...knowledge.sent, { at, state: here }].slice(-MOST_SENT) };
}

/** The partner's phone says what it durably has, at `at` on this phone's clock, when `here` was here. */
export function hearPartner(
  knowledge: Knowledge,
  said: DocState,
  here: DocState,
  at: number,
): Knowledge {
  const { sent } = knowledge;
  const lost = knowledge.partner !== undefined && !covers(said.clocks, knowledge.partner.clocks);
  const before = lost ? { ...NOTHING_KNOWN, sent } : knowledge;
  if (holds(said, here, here)) {
    return { partner: said, checkpoint: undefined, sent: [], upTo: at, complete: true };
  }
  const { checkpoint } = before;
  const isReached = ({ state }: Checkpoint): boolean => holds(said, state, here);
  const reached = checkpoint !== undefined && isReached(checkpoint);
  const times = [...sent.filter(isReached), ...(reached ? [checkpoint] : [])].map((one) => one.at);
  const upTo = times.length > 0 ? Math.max(before.upTo ?? 0, ...times) : before.upTo;
  return {
    partner: said,
    // One open question at a time: a new one is asked when the last is answered.
    checkpoint: reached || checkpoint === undefined ? { at, state: here } : checkpoint,
    sent: sent.filter((one) => upTo === undefined || one.at > upTo),
    upTo,
    complete: false,
  };
}

/**
 * The same from a message that may be old, repeated or overtaken by another: having less than before then
 * only means that it was written earlier, and is passed over. `startOver`: its sender misses what it once had.
 */
export function hearLate(
  knowledge: Knowledge,
  said: DocState,
  here: DocState,
  at: number,
  startOver: boolean,
): Knowledge {
  const { partner, sent } = knowledge;
  if (startOver) return hearPartner({ ...NOTHING_KNOWN, sent }, said, here, at);
  return partner !== undefined && isOlder(said, partner, here)
    ? knowledge
    : hearPartner(knowledge, said, here, at);
}

/** All that `said` had deleted is deleted here by now: with exactly today's deletions, `known` has those too. */
function isOlder(said: DocState, known: DocState, here: DocState): boolean {
  if (!covers(known.clocks, said.clocks)) return false;
  return !covers(said.clocks, known.clocks) || hasSameDeletions(known, here);
}
