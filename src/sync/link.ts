/**
 * One connection between two phones, from "the channel is open" to its end: proof first, then framed and
 * authenticated messages with back pressure and a heartbeat. Knows nothing of Yjs or of how it came about.
 */
import type { Cancel, Clock, Random } from '../kernel/index.js';
import { createBudget, LIGHT_BYTES } from './budget.js';
import { createExchangeProgress, type Progress } from './exchange-progress.js';
import type { LinkEnd } from './faces.js';
import { createFrameOpener, createFrameSealer, isSpoken, STREAM, type Stream } from './frames.js';
import { CREDIT_EVERY_BYTES, createOutbox, type Outbox } from './outbox.js';
import {
  beginProof,
  type ConnectionKeys,
  type ProofContext,
  type ProofState,
  takeProofFrame,
} from './proof.js';
import type { RawChannel } from './raw-channel.js';
import { createReassembler, type Message } from './reassembly.js';
import { decodeTotal, encodeTotal } from './total.js';

export const PROOF_DEADLINE_MS = 15_000;
export const HEARTBEAT_MS = 2_000;
/** With one heartbeat before and one timer turn after it, a silent death shows within 10 s. */
export const QUIET_AFTER_MS = 7_500;
/** A quiet connection may come back by itself (a stopped browser did after 60 s): only then it is over. */
export const GIVE_UP_AFTER_MS = 120_000;
/**
 * One turn of the heartbeat never counts for more: a page that was frozen wakes up to one huge step of
 * the clock, which says nothing about the other side.
 */
const MAX_TURN_MS = 2 * HEARTBEAT_MS;

export type LinkListener = {
  /** The other side has proved the bond. */
  readonly proved: () => void;
  readonly message: (stream: Stream, bytes: Uint8Array<ArrayBuffer>) => void;
  /** Nothing was heard for a while; or it was heard again. */
  readonly quiet: (quiet: boolean) => void;
  /** A turn of the heartbeat, or a part of something large: a good time to refresh figures. */
  readonly beat: () => void;
  readonly ended: (end: LinkEnd) => void;
};

export type LinkFigures = {
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly bytesWaiting: number;
  /** The exchange that is arriving, or else the message. */
  readonly receiving: Progress | undefined;
};

export type Link = {
  readonly state: () => 'proving' | 'open' | 'quiet' | 'ended';
  /** Whether the other side has ears for it; false before the proof. */
  readonly speaks: (stream: Stream) => boolean;
  /** What the other side's version has no stream for is not sent. */
  readonly send: (stream: Stream, bytes: Uint8Array) => void;
  /** So many bytes of words are about to be sent that belong together. */
  readonly announce: (bytes: number) => void;
  /** The layer below thinks that the way is broken (or whole again): asks for a sign at once. */
  readonly doubt: () => void;
  /** For the second channel; undefined before the proof, and where the other side's version has none. */
  readonly bulkKeys: () => ConnectionKeys | undefined;
  readonly figures: () => LinkFigures;
  readonly end: (end: LinkEnd) => void;
};

export type LinkOptions = {
  readonly channel: RawChannel;
  /** Asked once the channel is open: only then both descriptions are final. Undefined refuses the connection. */
  readonly proofContext: () => ProofContext | undefined;
  readonly clock: Clock;
  readonly random: Random;
  readonly listener: LinkListener;
};

type Phase =
  | { readonly name: 'opening' }
  | { readonly name: 'proving'; readonly context: ProofContext; proof: ProofState }
  | ({ readonly name: 'open' } & Conversation)
  | { readonly name: 'ended' };

type Conversation = {
  readonly bulkKeys: ConnectionKeys | undefined;
  readonly version: number;
  readonly outbox: Outbox;
  readonly take: (frame: Uint8Array) => void;
  readonly receiving: () => Progress | undefined;
};

export function createLink(options: LinkOptions): Link {
  const { channel, clock, listener, random } = options;
  let phase: Phase = { name: 'opening' };
  let bytesReceived = 0;
  let plainBytesSent = 0;
  let silentMs = 0;
  let quiet = false;
  const progress = createExchangeProgress();
  let lastTurn = clock.now();
  let cancelBeat: Cancel = () => {};
  let cancelDeadline: Cancel = () => {};

  function end(reason: LinkEnd): void {
    if (phase.name === 'ended') return;
    phase = { name: 'ended' };
    cancelDeadline();
    cancelBeat();
    channel.close();
    listener.ended(reason);
  }

  function sendPlain(bytes: Uint8Array<ArrayBuffer> | undefined): void {
    if (bytes === undefined) return;
    plainBytesSent += bytes.length;
    channel.send(bytes);
  }

  function greet() {
    if (phase.name !== 'opening') return;
    const context = options.proofContext();
    if (context === undefined) return end({ type: 'WrongProof' });
    const { state, send } = beginProof(random.bytes(32));
    phase = { name: 'proving', context, proof: state };
    cancelDeadline = clock.after(PROOF_DEADLINE_MS, () => end({ type: 'ProofTimeout' }));
    sendPlain(send);
  }

  function prove(frame: Uint8Array, proving: Phase & { name: 'proving' }) {
    const step = takeProofFrame(proving.proof, frame, proving.context);
    if (!step.ok) return end(step.error);
    proving.proof = step.value.state;
    sendPlain(step.value.send);
    if (step.value.state.step === 'proved') converse(step.value.state);
  }

  function converse({ keys, version }: ProofState & { step: 'proved' }): void {
    cancelDeadline();
    const bulkKeys = version > 1 ? keys.bulk : undefined;
    phase = { name: 'open', version, bulkKeys, ...createConversation(keys) };
    lastTurn = clock.now();
    cancelBeat = clock.after(HEARTBEAT_MS, beat);
    listener.proved();
  }

  function createConversation(
    keys: ConnectionKeys,
  ): Pick<Conversation, 'outbox' | 'take' | 'receiving'> {
    const budget = createBudget(clock);
    const open = createFrameOpener(keys.receive);
    const reassembler = createReassembler();
    const outbox = createOutbox(channel, createFrameSealer(keys.send));
    let taken = 0;
    let acknowledged = 0;
    const take = (frame: Uint8Array) => {
      const piece = open(frame);
      if (!piece.ok) return end(piece.error);
      taken += frame.length;
      if (taken - acknowledged >= CREDIT_EVERY_BYTES) {
        acknowledged = taken;
        outbox.send(STREAM.credit, encodeTotal(taken));
      }
      const message = reassembler.accept(piece.value);
      if (!message.ok) return end(message.error);
      if (message.value) admit(message.value);
    };
    const admit = (message: Message) => {
      if (isLight(message, outbox) && !budget.spend()) return end({ type: 'Flood' });
      deliver(message.stream, message.bytes, outbox);
    };
    return { outbox, take, receiving: () => progress.read(reassembler.progress(STREAM.words)) };
  }

  function deliver(stream: Stream, bytes: Uint8Array<ArrayBuffer>, outbox: Outbox): void {
    // Version 1 speaks of its standby in a form that is gone; the two meet again by the other ways.
    if (phase.name === 'open' && !isSpoken(stream, phase.version)) return;
    if (stream === STREAM.ping) send(STREAM.pong, new Uint8Array());
    else if (stream === STREAM.credit) outbox.credit(decodeTotal(bytes));
    else if (stream === STREAM.progress) progress.hear(bytes);
    else if (stream === STREAM.words) deliverWords(bytes);
    else if (stream !== STREAM.pong) listener.message(stream, bytes);
  }

  function deliverWords(bytes: Uint8Array<ArrayBuffer>): void {
    progress.took(bytes.length);
    listener.message(STREAM.words, bytes);
    if (bytes.length >= CREDIT_EVERY_BYTES) listener.beat();
  }

  function hear(): void {
    silentMs = 0;
    if (!quiet) return;
    quiet = false;
    listener.quiet(false);
  }

  function beat() {
    if (phase.name !== 'open') return;
    const now = clock.now();
    silentMs += Math.min(Math.max(now - lastTurn, 0), MAX_TURN_MS);
    lastTurn = now;
    if (silentMs >= GIVE_UP_AFTER_MS) return end({ type: 'Silent' });
    phase.outbox.send(STREAM.ping, new Uint8Array());
    if (!quiet && silentMs >= QUIET_AFTER_MS) {
      quiet = true;
      listener.quiet(true);
    }
    cancelBeat = clock.after(HEARTBEAT_MS, beat);
    listener.beat();
  }

  function send(stream: Stream, bytes: Uint8Array): void {
    if (phase.name !== 'open' || !isSpoken(stream, phase.version)) return;
    if (stream === STREAM.words) progress.sent(bytes.length);
    if (!phase.outbox.send(stream, bytes)) end({ type: 'Stalled' });
  }

  channel.listen({
    opened: greet,
    closed: () => end({ type: 'Closed' }),
    drained: () => {
      if (phase.name === 'open') phase.outbox.drained();
    },
    received: (frame) => {
      bytesReceived += frame.length;
      // What the other side says may arrive before our own channel tells us that it is open.
      if (phase.name === 'opening') greet();
      if (phase.name === 'proving') return prove(frame, phase);
      if (phase.name !== 'open') return;
      phase.take(frame);
      hear();
    },
  });

  return {
    state: () => {
      if (phase.name === 'ended') return 'ended';
      if (phase.name !== 'open') return 'proving';
      return quiet ? 'quiet' : 'open';
    },
    speaks: (stream) => phase.name === 'open' && isSpoken(stream, phase.version),
    send,
    announce: (bytes) => send(STREAM.progress, progress.announce(bytes)),
    doubt: () => {
      if (phase.name === 'open') phase.outbox.send(STREAM.ping, new Uint8Array());
    },
    bulkKeys: () => (phase.name === 'open' ? phase.bulkKeys : undefined),
    figures: () => ({
      bytesSent: plainBytesSent + (phase.name === 'open' ? phase.outbox.bytesSent() : 0),
      bytesReceived,
      bytesWaiting: phase.name === 'open' ? phase.outbox.bytesWaiting() : 0,
      receiving: phase.name === 'open' ? phase.receiving() : undefined,
    }),
    end,
  };
}

/** What costs the other side next to nothing to send. Acknowledgements that move on come with what was sent. */
function isLight({ stream, bytes }: Message, outbox: Outbox): boolean {
  if (stream === STREAM.words) return bytes.length < LIGHT_BYTES;
  if (stream !== STREAM.credit) return true;
  return decodeTotal(bytes) - outbox.credited() < CREDIT_EVERY_BYTES;
}
