/**
 * Answers what the other phone asks for, part by part, with time in between for whoever types here. While it
 * goes on nothing else is said of the document: what is written meanwhile comes with it. SPEC N100 to N105, N118.
 */
import type * as Y from 'yjs';
import type { Cancel, Clock } from '../kernel/index.js';
import { createMissingParts, decodeClocks, type MissingParts } from '../ledger/index.js';
import { PART_BYTES, writeUpdate } from './parts.js';
import { createReader } from './reading.js';

/** Half a frame of the screen. */
const TURN_MS = 8;
/** What waits for the network is bounded, however much there is to say. */
const ENOUGH_WAITING_BYTES = 4 * 1024 * 1024;
const WAIT_MS = 20;

export type AnsweringOptions = {
  readonly doc: Y.Doc;
  readonly clock: Clock;
  readonly send: (message: Uint8Array) => void;
  readonly announce: (bytes: number) => void;
  readonly bytesWaiting: () => number;
};

export type Answering = {
  /** The message that asks, found sound. */
  readonly answer: (ask: Uint8Array) => void;
  /** A message with an update in it came from there, found sound. */
  readonly heard: (message: Uint8Array) => void;
  readonly isGoingOn: () => boolean;
  readonly stop: () => void;
};

export function createAnswering(options: AnsweringOptions): Answering {
  const { doc, clock, send, announce, bytesWaiting } = options;
  let missing: MissingParts | undefined;
  let cancelTurn: Cancel = () => {};

  function turn(): void {
    const until = clock.now() + TURN_MS;
    while (missing && bytesWaiting() < ENOUGH_WAITING_BYTES) {
      sayNext(missing);
      if (clock.now() >= until) break;
    }
    if (!missing) return;
    const isFull = bytesWaiting() >= ENOUGH_WAITING_BYTES;
    cancelTurn = clock.after(isFull ? WAIT_MS : 0, turn);
  }

  /** An answer is one message to y-webrtc: what comes before its last part are updates. */
  function sayNext(from: MissingParts): void {
    const { parts, isLast } = from.next();
    for (const [i, part] of parts.entries()) {
      send(writeUpdate(isLast && i === parts.length - 1 ? 'answer' : 'update', part));
    }
    if (isLast) missing = undefined;
  }

  return {
    answer: (ask) => {
      cancelTurn();
      missing = createMissingParts(doc, decodeClocks(readContent(ask)) ?? new Map(), PART_BYTES);
      const bytes = missing.bytesAhead();
      if (bytes > PART_BYTES) announce(bytes);
      turn();
    },
    heard: (message) => missing?.exclude(readContent(message)),
    isGoingOn: () => missing !== undefined,
    stop: () => {
      missing = undefined;
      cancelTurn();
    },
  };
}

/** Of a sync message: behind its two types, and its own length. */
function readContent(message: Uint8Array): Uint8Array {
  const reader = createReader(message);
  reader.number();
  reader.number();
  return reader.block() ?? new Uint8Array();
}
