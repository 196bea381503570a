/**
 * What the partner's phone is known to have, as pure transitions. Never ahead of the truth: it moves only
 * on what the other side says it holds *durably*, and is compared with what was here. SPEC N30 to N36.
 */
import { covers, type DocState, hasSameDeletions } from './doc-state.js';

export type Knowledge = {
  /** What the partner's phone said last. */
  readonly partner: DocState | undefined;
  /** What was here at a time that isn't acknowledged yet. */
  readonly checkpoint: { readonly at: number; readonly state: DocState } | undefined;
  /** Epoch milliseconds: everything that was here then is there. */
  readonly upTo: number | undefined;
  /** Whether that holds for what is here now. */
  readonly complete: boolean;
};

export const NOTHING_KNOWN: Knowledge = {
  partner: undefined,
  checkpoint: undefined,
  upTo: undefined,
  complete: false,
};

/** At start: what an earlier run was told still holds, as far as what is here now goes. */
export function recallKnowledge(
  partner: DocState | undefined,
  upTo: number | undefined,
  here: DocState,
): Knowledge {
  if (partner === undefined) return NOTHING_KNOWN;
  return { partner, checkpoint: undefined, upTo, complete: holds(partner, here, here) };
}

/**
 * Deletions are known by digest only, and grow only: whoever has exactly those that are here now has
 * those that were here before.
 */
function holds(partner: DocState, wanted: DocState, here: DocState): boolean {
  const deletionsFit = hasSameDeletions(partner, wanted) || hasSameDeletions(partner, here);
  return deletionsFit && covers(partner.clocks, wanted.clocks);
}

/** Something changed here, wherever it came from: until the partner's phone says so, it doesn't have it. */
export function noteChange(knowledge: Knowledge): Knowledge {
  return knowledge.complete ? { ...knowledge, complete: false } : knowledge;
}

/** The partner's phone says what it durably has, at `at` on this phone's clock, when `here` was here. */
export function hearPartner(
  knowledge: Knowledge,
  said: DocState,
  here: DocState,
  at: number,
): Knowledge {
  const lost = knowledge.partner !== undefined && !covers(said.clocks, knowledge.partner.clocks);
  const before = lost ? NOTHING_KNOWN : knowledge;
  if (holds(said, here, here)) {
    return { partner: said, checkpoint: undefined, upTo: at, complete: true };
  }
  const { checkpoint } = before;
  const reached = checkpoint !== undefined && holds(said, checkpoint.state, here);
  return {
    partner: said,
    // One open question at a time: a new one is asked when the last is answered.
    checkpoint: reached || checkpoint === undefined ? { at, state: here } : checkpoint,
    upTo: reached ? checkpoint.at : before.upTo,
    complete: false,
  };
}
