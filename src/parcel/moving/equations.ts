/**
 * Sums of blocks over GF(2), as rows of words: first which blocks are in it, then the sum itself. XOR adds two
 * rows, and Gauss's elimination finds the blocks once there are as many independent rows as blocks.
 */

import type { Cut } from './blocks.js';
import { hasBlock, wordsFor } from './combination.js';

export type Equations = {
  /** Independent rows so far; the blocks are known when this is their number. */
  readonly rank: () => number;
  /** True where the row told something new. What tells nothing new takes no memory. */
  readonly add: (combination: Uint32Array, sum: Uint8Array) => boolean;
  /** All blocks, one after the other; undefined while rows are missing. */
  readonly solve: () => Uint8Array<ArrayBuffer> | undefined;
};

export function createEquations({ count, blockLength }: Cut): Equations {
  /** The row at `i` has block `i` in it, and none before. */
  const rows: (Uint32Array<ArrayBuffer> | undefined)[] = new Array(count).fill(undefined);
  let rank = 0;

  const add = (combination: Uint32Array, sum: Uint8Array): boolean => {
    const row = makeRow(combination, sum);
    for (let block = 0; block < count; block++) {
      if (!hasBlock(row, block)) continue;
      const known = rows[block];
      if (!known) {
        rows[block] = row;
        rank++;
        return true;
      }
      addRow(row, known);
    }
    return false;
  };

  const solve = (): Uint8Array<ArrayBuffer> | undefined => {
    if (rank < count) return undefined;
    const blocks = new Uint8Array(count * blockLength);
    for (let block = count - 1; block >= 0; block--) {
      const row = rows[block];
      if (!row) return undefined;
      // The later ones are bare blocks by now.
      for (let later = block + 1; later < count; later++) {
        const known = rows[later];
        if (known && hasBlock(row, later)) addRow(row, known);
      }
      blocks.set(sumOf(row, wordsFor(count), blockLength), block * blockLength);
    }
    return blocks;
  };

  return { rank: () => rank, add, solve };
}

/** The sum of those of the blocks that are in `combination`. */
export function combine(
  combination: Uint32Array,
  blocks: readonly Uint32Array[],
  blockLength: number,
): Uint8Array<ArrayBuffer> {
  const sum = new Uint32Array(Math.ceil(blockLength / 4));
  for (const [at, block] of blocks.entries()) if (hasBlock(combination, at)) addRow(sum, block);
  return sumOf(sum, 0, blockLength);
}

export function toWords(block: Uint8Array): Uint32Array<ArrayBuffer> {
  return makeRow(new Uint32Array(0), block);
}

function makeRow(combination: Uint32Array, sum: Uint8Array): Uint32Array<ArrayBuffer> {
  const row = new Uint32Array(combination.length + Math.ceil(sum.length / 4));
  row.set(combination);
  new Uint8Array(row.buffer).set(sum, combination.byteLength);
  return row;
}

function addRow(to: Uint32Array, row: Uint32Array): void {
  for (let i = 0; i < to.length; i++) to[i] = (to[i] ?? 0) ^ (row[i] ?? 0);
}

function sumOf(
  row: Uint32Array<ArrayBuffer>,
  skip: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  return new Uint8Array(row.buffer, skip * 4, length);
}
