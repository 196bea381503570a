/**
 * Which blocks are added up in a frame, known to both phones from the frame's index: the fountain code itself,
 * a random linear one over GF(2). See SPEC.md, M4.
 */

const WORD_BITS = 32;

export function wordsFor(count: number): number {
  return Math.ceil(count / WORD_BITS);
}

export function hasBlock(combination: Uint32Array, block: number): boolean {
  return (((combination[block >> 5] ?? 0) >>> (block & 31)) & 1) === 1;
}

/** One bit for each of `count` blocks, the lowest bit of the first word for the first block. */
export function combinationOf(index: number, count: number): Uint32Array<ArrayBuffer> {
  if (index < count) return singleBlock(index, count);
  const words = new Uint32Array(wordsFor(count));
  // Once for the index, once for the word: after one round, neighbouring frames still have blocks in common
  // so often that for hundreds of them on end a parcel may not be found.
  for (let i = 0; i < words.length; i++) words[i] = scatter(scatter(index) + i);
  const spare = words.length * WORD_BITS - count;
  words[words.length - 1] = (words[words.length - 1] ?? 0) & (0xffff_ffff >>> spare);
  return words.some((word) => word !== 0) ? words : singleBlock(index % count, count);
}

function singleBlock(block: number, count: number): Uint32Array<ArrayBuffer> {
  const words = new Uint32Array(wordsFor(count));
  words[block >> 5] = 1 << (block & 31);
  return words;
}

/**
 * MurmurHash3's finaliser. Not linear over GF(2), as the shifts and XORs of smaller generators are: what those
 * make of a number depends on what they made of others, and frames would tell the same thing twice.
 */
function scatter(value: number): number {
  let mixed = (value + 0x9e37_79b9) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85eb_ca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
