/** The vault's own way through a signature, held against the library's: the same bytes, the same verdicts. */
import {
  getPublicKey,
  hash,
  Point,
  sign as plainSign,
  verify as plainVerify,
  utils,
} from '@noble/ed25519';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { publicKeyOf, sign, verify } from '../../../src/vault/ed25519.js';

const seeds = fc.uint8Array({ minLength: 32, maxLength: 32 });
const messages = fc.uint8Array({ maxLength: 300 });
const STRICT = { zip215: false };

type Verify = (signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array) => boolean;

/** What a caller gets to see: a refusal and a throw are the same. */
function judge(check: Verify, ...signed: Parameters<Verify>): boolean {
  try {
    return check(...signed);
  } catch {
    return false;
  }
}

const ours: Verify = verify;
const theirs: Verify = (signature, message, publicKey) =>
  plainVerify(signature, message, publicKey, STRICT);

/** All eight points of low order, as multiples of one that has order eight. */
const LOW = Point.fromHex('c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a');
const LOW_ORDER = [LOW, ...Array.from({ length: 6 }, (_, i) => LOW.multiply(BigInt(i + 2)))];

it('[V8] a signature is the one that RFC 8032 gives, each time', () => {
  fc.assert(
    fc.property(seeds, messages, (seed, message) => {
      expect(publicKeyOf(seed)).toEqual(getPublicKey(seed));
      for (let again = 0; again < 2; again++) {
        expect(sign(message, seed)).toEqual(plainSign(message, seed));
      }
    }),
    { numRuns: 50 },
  );
});

it('[V8] whatever bit is changed, the verdict is that of the plain check', () => {
  const verdicts = new Set<boolean>();
  fc.assert(
    fc.property(seeds, messages, fc.nat(), fc.boolean(), (seed, message, spot, isIntact) => {
      const all = Buffer.concat([plainSign(message, seed), getPublicKey(seed), message]);
      const bit = spot % (all.length * 8);
      if (!isIntact) all[bit >> 3]! ^= 1 << (bit & 7);
      const signed = [all.subarray(0, 64), all.subarray(96), all.subarray(64, 96)] as const;
      const verdict = judge(theirs, ...signed);
      expect(judge(ours, ...signed)).toBe(verdict);
      verdicts.add(verdict);
    }),
    { numRuns: 150 },
  );
  expect(verdicts.size).toBe(2);
});

it('[V8] keys and commitments of low order, and keys with a part of low order, are judged alike', () => {
  const seed = new Uint8Array(32).fill(7);
  const message = new TextEncoder().encode('soup');
  const signature = plainSign(message, seed);
  const scalar = signature.subarray(32);
  const key = Point.fromBytes(getPublicKey(seed));
  for (const low of LOW_ORDER) {
    const commitment = Buffer.concat([low.toBytes(), scalar]);
    const zero = Buffer.concat([low.toBytes(), new Uint8Array(32)]);
    for (const publicKey of [low.toBytes(), key.add(low).toBytes(), key.toBytes()]) {
      for (const each of [signature, commitment, zero]) {
        expect(judge(ours, each, message, publicKey)).toBe(judge(theirs, each, message, publicKey));
      }
    }
    expect(judge(ours, zero, message, low.toBytes())).toBe(false);
  }
});

it('[V8] the second encoding of a signature, its scalar one order higher, is refused', () => {
  const seed = new Uint8Array(32).fill(9);
  const signature = plainSign(new Uint8Array(), seed);
  const half = Buffer.from(signature.subarray(32)).reverse();
  const higher = BigInt(`0x${half.toString('hex')}`) + Point.CURVE().n;
  signature.set(Buffer.from(higher.toString(16).padStart(64, '0'), 'hex').reverse(), 32);
  expect(judge(ours, signature, new Uint8Array(), getPublicKey(seed))).toBe(false);
});

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
}

it('[V8] a part of low order in the commitment alone changes nothing, as with the plain check', () => {
  const order = Point.CURVE().n;
  const message = new TextEncoder().encode('walk');
  const { scalar, pointBytes } = utils.getExtendedPublicKey(new Uint8Array(32).fill(3));
  for (const low of LOW_ORDER) {
    const commitment = Point.BASE.multiply(5n).add(low).toBytes();
    const challenge = littleEndian(hash(Buffer.concat([commitment, pointBytes, message]))) % order;
    const answer = (5n + challenge * scalar) % order;
    const half = Buffer.from(answer.toString(16).padStart(64, '0'), 'hex').reverse();
    const signature = Buffer.concat([commitment, half]);
    expect(judge(theirs, signature, message, pointBytes)).toBe(true);
    expect(judge(ours, signature, message, pointBytes)).toBe(true);
  }
});
