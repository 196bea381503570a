/** Any parcel through a camera that misses, repeats, mixes up and misreads what it sees. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { equalBytes } from '../../../src/kernel/index.js';
import {
  createMovingCode,
  createMovingReader,
  MAX_MOVING_BYTES,
  type MovingCode,
} from '../../../src/parcel/index.js';
import { resealed } from '../../unit/parcel/frames.js';

/** By length and seed: shrinking 20,000 single bytes would take hours and tell nothing. */
const parcelsUpTo = (maxLength: number) =>
  fc
    .record({ length: fc.integer({ min: 1, max: maxLength }), bytes: fc.nat() })
    .map(({ length, bytes }) => {
      const dice = createDice(bytes);
      return Uint8Array.from({ length }, () => dice() * 256);
    });
const parcels = parcelsUpTo(MAX_MOVING_BYTES);
const smallParcels = parcelsUpTo(2000);

function show(parcel: Uint8Array): MovingCode {
  const code = createMovingCode(parcel);
  if (!code.ok) throw new Error(code.error.type);
  return code.value;
}

type Sight = { readonly parcel: Uint8Array; readonly shown: number; readonly read: number };

/** Shows and reads until it is whole; a step is read where `isRead` says so. */
function watch(code: MovingCode, isRead: (step: number) => boolean, from: number): Sight {
  const reader = createMovingReader();
  let read = 0;
  for (let step = from; step < from + 20 * code.round + 1000; step++) {
    if (!isRead(step)) continue;
    read++;
    const reading = reader.take(code.frameAt(step));
    if (reading.type === 'Whole') return { parcel: reading.parcel, shown: step + 1 - from, read };
  }
  throw new Error('It never came to an end.');
}

/** A stream of chances from one seed, so that fast-check can say which it was. */
function createDice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b_79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

describe('a camera that misses frames', () => {
  it('[M5] 30 % unread: the parcel is whole within two rounds and 30 frames', () => {
    fc.assert(
      fc.property(parcels, fc.nat(), (parcel, seed) => {
        const code = show(parcel);
        // Exactly three of each ten, which ones by chance.
        const dice = createDice(seed);
        const missed = new Set<number>();
        const isRead = (step: number): boolean => {
          if (step % 10 === 0) {
            missed.clear();
            while (missed.size < 3) missed.add(step + Math.floor(dice() * 10));
          }
          return !missed.has(step);
        };
        const sight = watch(code, isRead, 0);
        expect(equalBytes(sight.parcel, parcel)).toBe(true);
        expect(sight.shown).toBeLessThanOrEqual(2 * code.round + 30);
      }),
      { numRuns: 60 },
    );
  });

  it('[M5] whatever the loss, and wherever it begins: at most 20 frames more than blocks', () => {
    fc.assert(
      fc.property(
        parcels,
        fc.nat(),
        fc.double({ min: 0.1, max: 1, noNaN: true }),
        fc.nat(40_000),
        (parcel, seed, share, from) => {
          const code = show(parcel);
          const dice = createDice(seed);
          const sight = watch(code, () => dice() < share, from);
          expect(equalBytes(sight.parcel, parcel)).toBe(true);
          expect(sight.read).toBeLessThanOrEqual(code.round + 20);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('[M5] in any order, each frame any number of times', () => {
    fc.assert(
      fc.property(parcels, fc.nat(), (parcel, seed) => {
        const code = show(parcel);
        const dice = createDice(seed);
        const steps = Array.from({ length: 2 * code.round + 30 }, (_, step) => step)
          .filter(() => dice() < 0.7)
          .flatMap((step) => new Array<number>(1 + Math.floor(dice() * 3)).fill(step))
          .map((step) => ({ step, at: dice() }))
          .sort((a, b) => a.at - b.at);
        const reader = createMovingReader();
        const readings = steps.map(({ step }) => reader.take(code.frameAt(step)));
        const whole = readings.find((reading) => reading.type === 'Whole');
        expect(whole).toEqual({ type: 'Whole', parcel });
      }),
      { numRuns: 40 },
    );
  });
});

describe('hostile frames', () => {
  const harmless = ['Nothing', 'Part', 'NewerVersion'];

  it('[M7] any text is nothing, and nothing fails', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4000, unit: 'binary' }), (text) => {
        expect(createMovingReader().take(text)).toEqual({ type: 'Nothing' });
      }),
      { numRuns: 200 },
    );
  });

  it('[M7] any frame with a bit or a character changed is nothing', () => {
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
    const digit = fc.constantFrom(...digits);
    fc.assert(
      fc.property(smallParcels, fc.nat(200), fc.nat(), digit, (parcel, step, spot, other) => {
        const text = show(parcel).frameAt(step);
        const at = spot % text.length;
        const changed = text.slice(0, at) + other + text.slice(at + 1);
        const expected = changed === text ? harmless.concat('Whole') : ['Nothing'];
        expect(expected).toContain(createMovingReader().take(changed).type);
      }),
      { numRuns: 500 },
    );
  });

  it('[M6] forged frames among true ones never make a wrong parcel, and true ones still arrive', () => {
    fc.assert(
      fc.property(smallParcels, fc.nat(), (parcel, seed) => {
        const code = show(parcel);
        const dice = createDice(seed);
        const reader = createMovingReader();
        const forge = (step: number): string =>
          resealed(code.frameAt(step), (bytes) => {
            const at = Math.floor(dice() * bytes.length);
            bytes[at] = Math.floor(dice() * 256);
          });
        for (let step = 0; step < 60; step++) {
          const reading = reader.take(dice() < 0.3 ? forge(step) : code.frameAt(step));
          if (reading.type === 'Whole') expect(reading.parcel).toEqual(parcel);
        }
        const steps = Array.from({ length: 3 * code.round + 60 }, (_, step) => step + 100);
        const arrived = steps.map((step) => reader.take(code.frameAt(step)));
        expect(arrived).toContainEqual({ type: 'Whole', parcel });
      }),
      { numRuns: 150 },
    );
  });
});
