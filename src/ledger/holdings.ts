/**
 * Follows what the partner's phone holds of one ledger, whoever brings word of it: a connection, or a message
 * that was on its way for days. Hands what is worth keeping to the caller, at a pace that storage can take.
 */
import type * as Y from 'yjs';
import { type Cancel, type Clock, createSignal, type Signal } from '../kernel/index.js';
import {
  DELETIONS_BYTES,
  type DocState,
  decodeClocks,
  encodeClocks,
  watchDocState,
} from './doc-state.js';
import {
  hearLate,
  hearPartner,
  type Knowledge,
  NOTHING_KNOWN,
  noteArrival,
  noteChange,
  noteSent,
  recallKnowledge,
} from './knowledge.js';

export type KeptState = {
  /** A Yjs state vector. */
  readonly stateVector: Uint8Array;
  /** Digest over everything deleted: a state vector alone does not tell of deletions. */
  readonly deletions: Uint8Array;
};

/** What the partner's phone acknowledged last; survives restarts in the caller's storage. */
export type KnownState = KeptState & {
  readonly upTo: number | undefined;
  /** What was handed over without a connection and not acknowledged yet. `at`: epoch milliseconds. */
  readonly sent?: readonly (KeptState & { readonly at: number })[];
};

export type HeldByPartner = {
  /** Epoch milliseconds: everything that was here then is durable on the partner's phone. */
  readonly upTo: number | undefined;
  /** Whether that holds for everything that is here now. */
  readonly complete: boolean;
};

export type Holdings = {
  readonly held: Signal<HeldByPartner>;
  /** What is here now. */
  readonly here: () => DocState;
  /** What the partner's phone acknowledged last. */
  readonly partner: () => DocState | undefined;
  /** Said on a connection: it holds now. */
  readonly hear: (said: DocState) => void;
  /** Said in a message that may be old. `startOver`: its sender has lost what it once acknowledged. */
  readonly hearLate: (said: DocState, startOver: boolean) => void;
  /** Remembers that `state` was handed over at `at` (epoch milliseconds). */
  readonly noteSent: (state: DocState, at: number) => void;
  /** Hands over what is still to be kept, and lets go of the document. */
  readonly stop: () => void;
};

export type HoldingsOptions = {
  /** The ledger's outer document. */
  readonly doc: Y.Doc;
  readonly clock: Clock;
  readonly known?: KnownState | undefined;
  readonly onKnown: (known: KnownState) => void;
};

export const RECORD_EVERY_MS = 2_000;

export function watchHoldings({ doc, clock, known, onKnown }: HoldingsOptions): Holdings {
  const docState = watchDocState(doc);
  let knowledge = recallKnowledge(keptFromKnown(known), docState.read());
  const held = createSignal(heldOf(knowledge));
  let cancelRecord: Cancel | undefined;
  let stopped = false;

  const record = (): void => {
    cancelRecord?.();
    cancelRecord = undefined;
    onKnown(knownFromKnowledge(knowledge));
  };
  const show = (next: Knowledge): void => {
    knowledge = next;
    const { upTo, complete } = held.get();
    if (next.upTo !== upTo || next.complete !== complete) {
      held.set(heldOf(next));
    }
  };
  const learn = (next: Knowledge): void => {
    if (stopped || next === knowledge) return;
    show(next);
    cancelRecord ??= clock.after(RECORD_EVERY_MS, record);
  };
  const noteUpdate = (_update: Uint8Array, _origin: unknown, _doc: Y.Doc, turn: Turn): void => {
    if (turn.local) show(noteChange(knowledge));
    else learn(noteArrival(knowledge, docState.read(), clock.now()));
  };
  doc.on('update', noteUpdate);

  return {
    held,
    here: docState.read,
    partner: () => knowledge.partner,
    hear: (said) => learn(hearPartner(knowledge, said, docState.read(), clock.now())),
    hearLate: (said, startOver) =>
      learn(hearLate(knowledge, said, docState.read(), clock.now(), startOver)),
    noteSent: (state, at) => learn(noteSent(knowledge, state, at)),
    stop: () => {
      stopped = true;
      if (cancelRecord) record();
      doc.off('update', noteUpdate);
      docState.stop();
    },
  };
}

type Turn = { readonly local: boolean };

function heldOf({ upTo, complete }: Knowledge): HeldByPartner {
  return { upTo, complete };
}

/** Of a partner who never said anything, that it has nothing. */
function knownFromKnowledge({ partner, sent, upTo }: Knowledge): KnownState {
  return {
    ...keepState(partner ?? { clocks: new Map(), deletions: new Uint8Array(DELETIONS_BYTES) }),
    upTo,
    sent: sent.map(({ at, state }) => ({ at, ...keepState(state) })),
  };
}

function keepState({ clocks, deletions }: DocState): KeptState {
  return { stateVector: encodeClocks(clocks), deletions };
}

/** Undefined when it isn't what this version wrote. */
export function stateFromKept(kept: KeptState): DocState | undefined {
  if (kept.deletions.length !== DELETIONS_BYTES) return undefined;
  const clocks = decodeClocks(kept.stateVector);
  return clocks && { clocks, deletions: kept.deletions };
}

function keptFromKnown(
  known: KnownState | undefined,
): Pick<Knowledge, 'partner' | 'sent' | 'upTo'> {
  const partner = known && stateFromKept(known);
  if (known === undefined || partner === undefined) return NOTHING_KNOWN;
  const sent = (known.sent ?? []).flatMap(({ at, ...kept }) => {
    const state = stateFromKept(kept);
    return state ? [{ at, state }] : [];
  });
  return { partner, sent, upTo: known.upTo };
}
