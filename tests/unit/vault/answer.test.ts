import { describe, expect, it } from 'vitest';
import { systemRandom, utf8ToBytes } from '../../../src/kernel/index.js';
import { createAnswerSealer, createRootSecret } from '../../../src/vault/index.js';

const PLACE = '2026-11-27/ana';
const PLAIN = utf8ToBytes('I was proud of you today');

function setUp() {
  const sealer = createAnswerSealer(createRootSecret(systemRandom), systemRandom);
  const closed = sealer.close(PLACE, PLAIN);
  return { sealer, closed, key: sealer.keyOf(PLACE, closed.salt) };
}

function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
}

describe('[V17] a sealed answer', () => {
  it('opens with its key, on any phone', () => {
    const { closed, key } = setUp();
    const bens = createAnswerSealer(createRootSecret(systemRandom), systemRandom);
    expect(bens.open(PLACE, closed, key)).toEqual(PLAIN);
  });

  it('has a key that only its author’s phone can find', () => {
    const { closed, key } = setUp();
    const bens = createAnswerSealer(createRootSecret(systemRandom), systemRandom);
    expect(bens.keyOf(PLACE, closed.salt)).not.toEqual(key);
  });

  it('has a key of its own each time', () => {
    const { sealer, key } = setUp();
    expect(sealer.keyOf(PLACE, sealer.close(PLACE, PLAIN).salt)).not.toEqual(key);
  });

  it('does not tell how much was written', () => {
    const { sealer } = setUp();
    const lengths = [0, 1, 300, 1000].map(
      (length) => sealer.close(PLACE, new Uint8Array(length)).sealed.length,
    );
    expect(new Set(lengths).size).toBe(1);
  });

  it.each([0, 1019, 1020, 1021, 5000])('gives back %i bytes as they were', (length) => {
    const { sealer } = setUp();
    const plain = systemRandom.bytes(length);
    const closed = sealer.close(PLACE, plain);
    expect(sealer.open(PLACE, closed, sealer.keyOf(PLACE, closed.salt))).toEqual(plain);
  });

  it('does not open elsewhere', () => {
    const { sealer, closed, key } = setUp();
    expect(sealer.open('2026-11-28/ana', closed, key)).toBeUndefined();
    expect(sealer.open('2026-11-27/ben', closed, key)).toBeUndefined();
  });
});

describe('[V18] the commitment', () => {
  it('holds an answer to one key', () => {
    const { sealer, closed, key } = setUp();
    for (const at of [0, 15, 31]) {
      expect(sealer.open(PLACE, closed, flipped(key, at))).toBeUndefined();
    }
  });

  it.each(['sealed', 'commitment'] as const)('does not fit when %s was changed', (part) => {
    const { sealer, closed, key } = setUp();
    for (const at of [0, 16, closed[part].length - 1]) {
      const altered = { ...closed, [part]: flipped(closed[part], at) };
      expect(sealer.open(PLACE, altered, key)).toBeUndefined();
    }
  });

  it('is checked even where the cipher would take the key', () => {
    const { sealer, closed, key } = setUp();
    const other = sealer.close(PLACE, utf8ToBytes('something else'));
    const swapped = { ...other, commitment: closed.commitment };
    expect(sealer.open(PLACE, swapped, sealer.keyOf(PLACE, other.salt))).toBeUndefined();
    expect(sealer.open(PLACE, { ...closed, commitment: other.commitment }, key)).toBeUndefined();
  });

  it('takes no key of another length', () => {
    const { sealer, closed, key } = setUp();
    expect(sealer.open(PLACE, closed, key.subarray(0, 31))).toBeUndefined();
    expect(sealer.open(PLACE, closed, new Uint8Array())).toBeUndefined();
  });
});
