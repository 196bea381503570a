import { describe, expect, it } from 'vitest';
import { bytesToWords, listWords } from '../../../src/pairing/words.js';

/** How many letters must change to get from one word to the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const kept = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(kept, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row[b.length]!;
}

describe('the word list', () => {
  const words = listWords();

  it('[P14] has 256 short words that no two begin alike', () => {
    expect(words).toHaveLength(256);
    expect(new Set(words.map((word) => word.slice(0, 4))).size).toBe(256);
    for (const word of words) expect(word).toMatch(/^[a-z]{3,9}$/);
  });

  it('[P14] no misheard letter turns one word into another', () => {
    for (const a of words) {
      for (const b of words) if (a < b) expect(distance(a, b), `${a} ${b}`).toBeGreaterThan(1);
    }
  });

  it('[P14] each byte of the first four is one word, in order', () => {
    const four = bytesToWords(Uint8Array.of(0, 1, 254, 255, 9));
    expect(four).toEqual([words[0], words[1], words[254], words[255]]);
  });
});
