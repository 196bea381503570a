import { describe, expect, it } from 'vitest';
import { isOrderKey, orderKeyBetween } from '../../../src/model/gratitude-order.js';
import { countingRandom } from './gratitude-cast.js';

describe('order keys', () => {
  it('always leave room between two neighbours, at one place a thousand times over', () => {
    const random = countingRandom(1);
    const low = orderKeyBetween(undefined, undefined, random);
    let high = orderKeyBetween(low, undefined, random);
    for (let i = 0; i < 1_000; i++) {
      const key = orderKeyBetween(low, high, random);
      expect(low < key && key < high).toBe(true);
      expect(isOrderKey(key)).toBe(true);
      high = key;
    }
    expect(high.length).toBeLessThan(256);
  });

  it('stay short where a row grows at one end', () => {
    const random = countingRandom(2);
    let first = orderKeyBetween(undefined, undefined, random);
    let last = first;
    for (let i = 0; i < 5_000; i++) {
      const before = orderKeyBetween(undefined, first, random);
      const after = orderKeyBetween(last, undefined, random);
      expect(before < first && after > last).toBe(true);
      first = before;
      last = after;
    }
    expect(first.length).toBeLessThan(12);
    expect(last.length).toBeLessThan(12);
  });

  it('differ when two phones ask for the same place', () => {
    const keys = [3, 4].map((seed) => orderKeyBetween('U1', 'U2', countingRandom(seed)));
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('go on where the leading digits have run out', () => {
    const random = countingRandom(5);
    for (const first of ['000001', '0001', '01']) {
      const key = orderKeyBetween(undefined, first, random);
      expect(key < first && isOrderKey(key)).toBe(true);
    }
    const last = 'zzzzzzz1';
    expect(orderKeyBetween(last, undefined, random) > last).toBe(true);
  });

  it('are not believed when nothing would fit beside them', () => {
    for (const value of ['', '0', 'A0', 'ä', 'a b', 'x'.repeat(257), 7, undefined]) {
      expect(isOrderKey(value)).toBe(false);
    }
  });
});
