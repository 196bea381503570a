/** What a ledger holds, small enough to say: a state vector, and a digest of everything deleted. */
import {
  createEncoder,
  toUint8Array,
  writeUint8,
  writeUint8Array,
  writeVarUint,
} from 'lib0/encoding';
import * as Y from 'yjs';
import { equalBytes } from '../kernel/index.js';
import { digest } from '../vault/index.js';
import type { KnownState } from './faces.js';
import { readClocks } from './gate.js';
import { createReader } from './reading.js';

export const DELETIONS_BYTES = 32;
const FULL = 0;
const CHANGES = 1;

export type DocState = {
  readonly clocks: ReadonlyMap<number, number>;
  /** SHA-256 over the delete set in canonical order: 32 bytes. */
  readonly deletions: Uint8Array;
};

/** Watches one document, so that reading its state costs a walk over its clients, not over all it holds. */
export function watchDocState(doc: Y.Doc): { read: () => DocState; stop: () => void } {
  let deletions: Uint8Array | undefined;
  const forget = (transaction: Y.Transaction): void => {
    if (transaction.deleteSet.clients.size > 0) deletions = undefined;
  };
  doc.on('afterTransaction', forget);
  return {
    read: () => {
      deletions ??= digestDeletions(doc);
      return { clocks: Y.decodeStateVector(Y.encodeStateVector(doc)), deletions };
    },
    stop: () => doc.off('afterTransaction', forget),
  };
}

/** Ranges come out merged and in order for each client, so equal deletions give equal bytes on any phone. */
export function digestDeletions(doc: Y.Doc): Uint8Array {
  const encoder = createEncoder();
  const deleted = [...Y.createDeleteSetFromStructStore(doc.store).clients];
  for (const [client, ranges] of deleted.sort(([a], [b]) => a - b)) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, ranges.length);
    for (const { clock, len } of ranges) {
      writeVarUint(encoder, clock);
      writeVarUint(encoder, len);
    }
  }
  return digest(toUint8Array(encoder));
}

/** Whether everything that `wanted` counts is in `clocks`. */
export function covers(
  clocks: ReadonlyMap<number, number>,
  wanted: ReadonlyMap<number, number>,
): boolean {
  for (const [client, clock] of wanted) if ((clocks.get(client) ?? 0) < clock) return false;
  return true;
}

export function hasSameDeletions(a: DocState, b: DocState): boolean {
  return equalBytes(a.deletions, b.deletions);
}

/**
 * After years a state vector has thousands of entries (every opening of the app that wrote is one), so
 * only the first message of a connection carries it whole; the later ones, what changed since.
 */
export function encodeHave(state: DocState, said: DocState | undefined): Uint8Array {
  const encoder = createEncoder();
  writeUint8(encoder, said === undefined ? FULL : CHANGES);
  writeUint8Array(encoder, state.deletions);
  const entries = [...state.clocks].filter(([client, clock]) => said?.clocks.get(client) !== clock);
  writeVarUint(encoder, entries.length);
  for (const [client, clock] of entries) {
    writeVarUint(encoder, client);
    writeVarUint(encoder, clock);
  }
  return toUint8Array(encoder);
}

/** Undefined where the bytes are no such message, or hold changes to nothing. */
export function decodeHave(bytes: Uint8Array, heard: DocState | undefined): DocState | undefined {
  const reader = createReader(bytes);
  const kind = reader.number();
  const deletions = reader.bytes(DELETIONS_BYTES);
  const clocks = readClocks(reader);
  if (deletions === undefined || clocks === undefined) return undefined;
  if (kind === FULL) return { clocks, deletions };
  if (kind !== CHANGES || heard === undefined) return undefined;
  return { clocks: new Map([...heard.clocks, ...clocks]), deletions };
}

export function encodeClocks(clocks: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map(clocks));
}

/** What was kept from an earlier run; undefined when it isn't what this version wrote. */
export function stateFromKnown(known: KnownState | undefined): DocState | undefined {
  if (known === undefined || known.deletions.length !== DELETIONS_BYTES) return undefined;
  const clocks = readClocks(createReader(known.stateVector));
  return clocks && { clocks, deletions: known.deletions };
}
