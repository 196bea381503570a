/** A phone that holds the bond's keys and nothing of our code behind the proof: it says what a test wants. */
import { concatBytes } from '../../../src/kernel/index.js';
import {
  createFrameOpener,
  createFrameSealer,
  MAX_PIECE_BYTES,
  type Piece,
  type Stream,
} from '../../../src/sync/frames.js';
import { beginProof, type ProofContext, takeProofFrame } from '../../../src/sync/proof.js';
import type { RawChannel } from '../../../src/sync/raw-channel.js';
import { createSeededRandom } from './simulation.js';

export type HandMadePeer = {
  /** Seals and sends one piece; by default a whole message. */
  readonly say: (stream: Stream, bytes?: Uint8Array, piece?: Partial<Piece>) => void;
  /** Seals without sending. */
  readonly seal: (piece: Piece) => Uint8Array<ArrayBuffer>;
  readonly sendRaw: (frame: Uint8Array) => void;
  readonly heard: Piece[];
  readonly isProved: () => boolean;
  readonly isClosed: () => boolean;
};

export type HandMadeOptions = {
  readonly channel: RawChannel;
  readonly context: () => ProofContext;
  /** The greeting to send instead, made of a good one. */
  readonly greet?: (good: Uint8Array) => Uint8Array;
  /** Answers each frame that is heard after the proof. */
  readonly onPiece?: (peer: HandMadePeer, piece: Piece) => void;
  readonly onProved?: (peer: HandMadePeer) => void;
};

export function createHandMadePeer(options: HandMadeOptions): HandMadePeer {
  const { channel, context, greet = (good) => good } = options;
  const { state: first, send } = beginProof(createSeededRandom(4711).bytes(32));
  const greeting = Uint8Array.from(greet(send));
  let state = first.step === 'greeting' ? { ...first, greeting } : first;
  let seal: HandMadePeer['seal'] | undefined;
  let open: ReturnType<typeof createFrameOpener> | undefined;
  let closed = false;

  const sayLong = (stream: Stream, bytes: Uint8Array): void => {
    for (let at = 0; at < bytes.length; at += MAX_PIECE_BYTES) {
      const part = bytes.subarray(at, at + MAX_PIECE_BYTES);
      const last = at + MAX_PIECE_BYTES >= bytes.length;
      const total = at === 0 ? bytes.length : undefined;
      peer.sendRaw(peer.seal({ stream, bytes: part, total, last }));
    }
  };

  const peer: HandMadePeer = {
    heard: [],
    isProved: () => seal !== undefined,
    isClosed: () => closed,
    seal: (piece) => {
      if (seal === undefined) throw new Error('not proved yet');
      return seal(piece);
    },
    say: (stream, bytes = new Uint8Array(), piece = {}) => {
      if (bytes.length > MAX_PIECE_BYTES) return sayLong(stream, bytes);
      peer.sendRaw(peer.seal({ stream, bytes, total: bytes.length, last: true, ...piece }));
    },
    sendRaw: (frame) => channel.send(concatBytes(frame)),
  };

  channel.listen({
    opened: () => channel.send(greeting),
    closed: () => {
      closed = true;
    },
    drained: () => {},
    received: (frame) => {
      if (open !== undefined) {
        const piece = open(frame);
        if (!piece.ok) throw new Error('our own side sent a bad frame');
        peer.heard.push(piece.value);
        options.onPiece?.(peer, piece.value);
        return;
      }
      const step = takeProofFrame(state, frame, context());
      // With a wrong key our own proof is as wrong as the one this side makes.
      if (!step.ok) return;
      state = step.value.state as typeof state;
      if (step.value.send) channel.send(step.value.send);
      if (step.value.state.step !== 'proved') return;
      seal = createFrameSealer(step.value.state.keys.send);
      open = createFrameOpener(step.value.state.keys.receive);
      options.onProved?.(peer);
    },
  });
  return peer;
}
