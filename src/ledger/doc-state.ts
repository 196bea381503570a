/** What a ledger holds, small enough to say: a state vector, and a digest of everything deleted. */
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import * as Y from 'yjs';
import { equalBytes } from '../kernel/index.js';
import { digest } from '../vault/index.js';
import { ByteReader } from './byte-reader.js';

export const DELETIONS_BYTES = 32;

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

export function encodeClocks(clocks: ReadonlyMap<number, number>): Uint8Array {
  return Y.encodeStateVector(new Map(clocks));
}

/**
 * A Yjs state vector from outside: `count (client clock)*` to the last byte, or undefined. Every pair takes
 * two bytes at least, so a count can't lie far.
 */
export function decodeClocks(bytes: Uint8Array): ReadonlyMap<number, number> | undefined {
  const reader = new ByteReader(bytes);
  const clocks = new Map<number, number>();
  const count = reader.varUint();
  for (let i = 0; i < count && !reader.failed; i++) clocks.set(reader.varUint(), reader.varUint());
  return reader.failed || reader.left > 0 ? undefined : clocks;
}
