import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import { describe, expect, it } from 'vitest';
import { bytesToHex, utf8ToBytes } from '../../../src/kernel/index.js';
import {
  createMovingCode,
  createMovingReader,
  MAX_MOVING_BYTES,
  type MovingCode,
} from '../../../src/parcel/index.js';
import { base45ToBytes, bytesToBase45 } from '../../../src/parcel/moving/base45.js';
import { cutOf } from '../../../src/parcel/moving/blocks.js';
import { combinationOf } from '../../../src/parcel/moving/combination.js';
import { createEquations } from '../../../src/parcel/moving/equations.js';
import { frameToText } from '../../../src/parcel/moving/frame.js';
import {
  FRAMES_TO_SWITCH,
  type MovingReader,
  type MovingReading,
} from '../../../src/parcel/moving/read.js';
import { resealed } from './frames.js';

function makeParcel(length: number, first = 1): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, i) => Math.imul(i + first, 2_654_435_761) >>> 24);
}

function show(parcel: Uint8Array): MovingCode {
  const code = createMovingCode(parcel);
  if (!code.ok) throw new Error(code.error.type);
  return code.value;
}

/** The answer to the last of them. */
function takeAll(
  reader: MovingReader,
  code: MovingCode,
  steps: readonly number[],
): MovingReading | undefined {
  return steps.map((step) => reader.take(code.frameAt(step))).at(-1);
}

/** Without it, what is counted as kept depends on when the engine last cleared up. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('This engine does not clear up on demand.');
  collect();
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from }, (_, i) => from + i);

describe('the text of a picture', () => {
  it.each([
    ['AB', 'BB8'],
    ['Hello!!', '%69 VD92EX0'],
    ['base-45', 'UJCLQE7W581'],
    ['ietf!', 'QED8WEX0'],
  ])('[M3] %s is written as RFC 9285 says', (text, written) => {
    expect(bytesToBase45(utf8ToBytes(text))).toBe(written);
    expect(base45ToBytes(written)).toEqual(utf8ToBytes(text));
  });

  it.each(['A', 'ABCD', 'aBC', 'A\nB', 'GGX', '::', ':::'])(
    '[M3] “%s” is nobody’s bytes',
    (text) => {
      expect(base45ToBytes(text)).toBeUndefined();
    },
  );

  it('[M1] has exactly the bytes that the table says', () => {
    const text = show(Uint8Array.of(1, 2, 3)).frameAt(0);
    expect(bytesToHex(base45ToBytes(text) ?? new Uint8Array())).toBe(
      '4d01' + '96aa7e4c1417bdc8' + '0003' + '0000' + '010203' + 'c8037d04',
    );
  });

  it('[M3] of the largest parcel fits version 11, and is read from its picture', () => {
    const code = show(makeParcel(MAX_MOVING_BYTES));
    for (const step of [0, 69, 70, 4711]) {
      const text = code.frameAt(step);
      const picture = encodeQR(text, 'raw', { ecc: 'low', encoding: 'alphanumeric', border: 4 });
      expect(picture).toHaveLength(61 + 8);
      expect(decodeQR(toImage(picture, 4))).toBe(text);
    }
  });

  it('[M4] shows each block bare in the first round', () => {
    const parcel = makeParcel(1000);
    const code = show(parcel);
    const { blockLength } = cutOf(1000);
    const shown = range(0, code.round).map((step) =>
      base45ToBytes(code.frameAt(step))?.slice(14, 14 + blockLength),
    );
    expect(
      Buffer.concat(shown.map((block) => block ?? new Uint8Array())).subarray(0, 1000),
    ).toEqual(Buffer.from(parcel));
  });

  it('[M4] starts again after the last index', () => {
    const code = show(makeParcel(700));
    expect(code.frameAt(65_536)).toBe(code.frameAt(0));
    expect(code.frameAt(65_535)).not.toBe(code.frameAt(65_534));
  });

  it('[M4] adds up exactly these blocks, in every version of the app', () => {
    const hex = (index: number, count: number): string[] =>
      [...combinationOf(index, count)].map((word) => word.toString(16).padStart(8, '0'));
    expect(hex(69, 70)).toEqual(['00000000', '00000000', '00000020']);
    expect(hex(70, 70)).toEqual(['9c1d7517', '24410f3d', '00000016']);
    expect(hex(4711, 33)).toEqual(['bd7ea385', '00000001']);
    expect(hex(65_535, 3)).toEqual(['00000004']);
  });
});

function toImage(picture: boolean[][], scale: number) {
  const size = picture.length * scale;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const isDark = picture[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      if (isDark) data.fill(0, (y * size + x) * 4, (y * size + x) * 4 + 3);
    }
  }
  return { data, width: size, height: size };
}

describe('how a parcel is cut', () => {
  it('[M2] every length up to the limit fits its blocks, with less than one byte a block to spare', () => {
    const misfits: number[] = [];
    for (let length = 1; length <= MAX_MOVING_BYTES; length++) {
      const { count, blockLength } = cutOf(length);
      const isSmall = count === Math.ceil(length / 294) && blockLength <= 294;
      const isTight = count * blockLength >= length && count * (blockLength - 1) < length;
      if (!isSmall || !isTight) misfits.push(length);
    }
    expect(misfits).toEqual([]);
  });

  it('[M2] there is no moving code above the limit', () => {
    expect(createMovingCode(makeParcel(MAX_MOVING_BYTES)).ok).toBe(true);
    expect(createMovingCode(makeParcel(MAX_MOVING_BYTES + 1))).toEqual({
      ok: false,
      error: { type: 'TooLarge' },
    });
  });
});

describe('which frames are needed', () => {
  /** How many frames of these, in this order, until all blocks are known. */
  function framesUntilKnown(count: number, indexes: Iterable<number>): number {
    const equations = createEquations({ count, blockLength: 1 });
    let taken = 0;
    for (const index of indexes) {
      taken++;
      equations.add(combinationOf(index, count), new Uint8Array(1));
      if (equations.rank() === count) return taken;
    }
    return Number.POSITIVE_INFINITY;
  }

  it('[M5] sums that follow one another hang together no more than chance has it', () => {
    const surplus: number[] = [];
    for (let count = 1; count <= 70; count++) {
      for (let from = count; from < 65_000; from += 1499) {
        surplus.push(framesUntilKnown(count, range(from, from + count + 40)) - count);
      }
    }
    const mean = surplus.reduce((sum, each) => sum + each, 0) / surplus.length;
    expect(mean).toBeLessThan(2);
    expect(Math.max(...surplus)).toBeLessThanOrEqual(20);
  });
});

describe('reading', () => {
  it('[M5] tells how far it is, and nothing new changes nothing', () => {
    const code = show(makeParcel(900));
    const reader = createMovingReader();
    expect(reader.take(code.frameAt(0))).toEqual({ type: 'Part', have: 1, needed: 4 });
    expect(reader.take(code.frameAt(2))).toEqual({ type: 'Part', have: 2, needed: 4 });
    expect(reader.take(code.frameAt(0))).toEqual({ type: 'Part', have: 2, needed: 4 });
    expect(takeAll(reader, code, [3, 1])).toEqual({ type: 'Whole', parcel: makeParcel(900) });
  });

  it('[M7] foreign codes change nothing', () => {
    const code = show(makeParcel(900));
    const reader = createMovingReader();
    reader.take(code.frameAt(0));
    for (const text of ['', 'https://example.org', 'VESPER:ABC.', 'BB8', '%'.repeat(300)]) {
      expect(reader.take(text)).toEqual({ type: 'Nothing' });
    }
    expect(reader.take(code.frameAt(1))).toMatchObject({ have: 2 });
  });

  it.each([
    ['no bytes at all', (bytes: Uint8Array) => bytes.fill(0, 10, 12)],
    ['another length of blocks', (bytes: Uint8Array) => bytes.set([3, 32], 10)],
    ['another kind', (bytes: Uint8Array) => bytes.set([1], 0)],
    ['version 0', (bytes: Uint8Array) => bytes.set([0], 1)],
  ])('[M7] a frame that says %s is nothing, though its check is right', (_, change) => {
    const reader = createMovingReader();
    expect(reader.take(resealed(show(makeParcel(900)).frameAt(0), change))).toEqual({
      type: 'Nothing',
    });
  });

  it.each([MAX_MOVING_BYTES + 1, 65_535])('[M7] nor is one of a parcel of %i bytes', (length) => {
    const sum = new Uint8Array(cutOf(length).blockLength);
    const text = frameToText({ parcel: new Uint8Array(8), length, index: 0, sum });
    expect(createMovingReader().take(text)).toEqual({ type: 'Nothing' });
  });

  it('[M9] a newer version’s frame is told apart from a damaged one', () => {
    const newer = resealed(show(makeParcel(9)).frameAt(0), (bytes) => bytes.set([2], 1));
    expect(createMovingReader().take(newer)).toEqual({ type: 'NewerVersion' });
  });

  it('[M6] a frame that passed for a good one spoils the round, never the parcel', () => {
    const code = show(makeParcel(900));
    const reader = createMovingReader();
    const forged = resealed(code.frameAt(3), (bytes) => bytes.set([bytes[20]! ^ 1], 20));
    reader.take(forged);
    expect(takeAll(reader, code, [0, 1, 2])).toEqual({ type: 'Nothing' });
    expect(takeAll(reader, code, [0, 1, 2, 3])).toEqual({
      type: 'Whole',
      parcel: makeParcel(900),
    });
  });

  it('[M8] a glimpse of another parcel changes nothing', () => {
    const [mine, other] = [show(makeParcel(900)), show(makeParcel(900, 7))];
    const reader = createMovingReader();
    reader.take(mine.frameAt(0));
    expect(takeAll(reader, other, range(0, FRAMES_TO_SWITCH - 1))).toEqual({ type: 'Nothing' });
    expect(reader.take(mine.frameAt(1))).toMatchObject({ type: 'Part', have: 2 });
    // Counted anew, since the first one came between.
    expect(takeAll(reader, other, range(0, FRAMES_TO_SWITCH - 1))).toEqual({ type: 'Nothing' });
  });

  it('[M8] one still picture of another parcel counts once, however long it is in view', () => {
    const [mine, other] = [show(makeParcel(900)), show(makeParcel(900, 7))];
    const reader = createMovingReader();
    reader.take(mine.frameAt(0));
    expect(takeAll(reader, other, new Array<number>(50).fill(5))).toEqual({ type: 'Nothing' });
    expect(reader.take(mine.frameAt(1))).toMatchObject({ type: 'Part', have: 2 });
  });

  it('[M8] starts over with another parcel that keeps coming', () => {
    const [mine, other] = [show(makeParcel(900)), show(makeParcel(900, 7))];
    const reader = createMovingReader();
    takeAll(reader, mine, [0, 1, 2]);
    expect(takeAll(reader, other, range(0, FRAMES_TO_SWITCH))).toEqual({
      type: 'Part',
      have: 1,
      needed: 4,
    });
    expect(takeAll(reader, other, [0, 1, 2])).toEqual({
      type: 'Whole',
      parcel: makeParcel(900, 7),
    });
  });

  it('[M7] keeps one parcel’s blocks at most, whatever comes', () => {
    const codes = range(0, 50).map((first) => show(makeParcel(MAX_MOVING_BYTES, first)));
    const reader = createMovingReader();
    const texts = codes.map((code) => range(0, 10).map((step) => code.frameAt(step * 7)));
    collectGarbage();
    const before = process.memoryUsage().arrayBuffers;
    for (let round = 0; round < 20; round++) for (const text of texts.flat()) reader.take(text);
    collectGarbage();
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1_000_000);
  });
});
