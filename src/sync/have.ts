/** "I have this": the message by which two connected phones tell each other what is durable with them. */
import { createEncoder, toUint8Array, writeUint8, writeUint8Array } from 'lib0/encoding';
import { DELETIONS_BYTES, type DocState, decodeClocks, encodeClocks } from '../ledger/index.js';

const FULL = 0;
const CHANGES = 1;

/** A client for every opening of the app: 27 a day for ten years. */
const MOST_CLIENTS = 100_000;

/**
 * After years a state vector has thousands of entries (every opening of the app that wrote is one), so
 * only the first message of a connection carries it whole; the later ones, what changed since.
 */
export function encodeHave(state: DocState, said: DocState | undefined): Uint8Array {
  const encoder = createEncoder();
  writeUint8(encoder, said === undefined ? FULL : CHANGES);
  writeUint8Array(encoder, state.deletions);
  const entries = [...state.clocks].filter(([client, clock]) => said?.clocks.get(client) !== clock);
  writeUint8Array(encoder, encodeClocks(new Map(entries)));
  return toUint8Array(encoder);
}

/** Undefined where the bytes are no such message, or hold changes to nothing. */
export function decodeHave(bytes: Uint8Array, heard: DocState | undefined): DocState | undefined {
  const [kind] = bytes;
  const deletions = bytes.subarray(1, 1 + DELETIONS_BYTES);
  const clocks = decodeClocks(bytes.subarray(1 + DELETIONS_BYTES));
  if (deletions.length < DELETIONS_BYTES || clocks === undefined) return undefined;
  if (clocks.size > MOST_CLIENTS) return undefined;
  if (kind === FULL) return { clocks, deletions };
  if (kind !== CHANGES || heard === undefined) return undefined;
  const all = new Map([...heard.clocks, ...clocks]);
  return all.size > MOST_CLIENTS ? undefined : { clocks: all, deletions };
}
