import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkLedgerUpdate } from '../../../src/ledger/index.js';
import {
  createFrameOpener,
  createFrameSealer,
  MAX_FRAME_BYTES,
  MAX_PIECE_BYTES,
  type Piece,
  STREAM,
} from '../../../src/sync/frames.js';
import { judgeMessage } from '../../../src/sync/gate.js';
import { createOutbox } from '../../../src/sync/outbox.js';
import { createReassembler, type Message } from '../../../src/sync/reassembly.js';
import { createSecret } from '../../../src/vault/index.js';

const KEY = createSecret(new Uint8Array(32).fill(5));

const streams = fc.constantFrom(STREAM.words, STREAM.have, STREAM.standby);
const messages = fc.array(
  fc.record({
    stream: streams,
    length: fc.integer({ min: 0, max: 4 * MAX_PIECE_BYTES }),
    fill: fc.nat(255),
  }),
  { minLength: 1, maxLength: 8 },
);

/** Every frame a sender makes of these messages. */
function sendAll(all: readonly { stream: Message['stream']; bytes: Uint8Array }[]): Uint8Array[] {
  const frames: Uint8Array[] = [];
  const outbox = createOutbox(
    { send: (frame) => frames.push(frame), bufferedAmount: () => 0 },
    createFrameSealer(KEY),
  );
  for (const { stream, bytes } of all) {
    outbox.send(stream, bytes);
    outbox.credit(outbox.bytesSent());
  }
  return frames;
}

type Summary = { readonly stream: number; readonly content: string };

/** The test runner compares long arrays element by element, which takes minutes. */
function summarize({ stream, bytes }: { stream: number; bytes: Uint8Array }): Summary {
  const content = `${bytes.length} ${createHash('sha256').update(bytes).digest('hex')}`;
  return { stream, content };
}

function receiveAll(frames: readonly Uint8Array[]): { messages: Summary[]; refused: boolean } {
  const open = createFrameOpener(KEY);
  const { accept } = createReassembler();
  const received: Summary[] = [];
  for (const frame of frames) {
    const piece = open(frame);
    const message = piece.ok ? accept(piece.value) : piece;
    if (!message.ok) return { messages: received, refused: true };
    if (message.value) received.push(summarize(message.value));
  }
  return { messages: received, refused: false };
}

describe('frames', () => {
  it('[N10] [N11] messages of any sizes arrive as they were sent, in frames of 16 KiB at most', () => {
    fc.assert(
      fc.property(messages, (drafts) => {
        const all = drafts.map(({ stream, length, fill }) => ({
          stream,
          bytes: new Uint8Array(length).fill(fill),
        }));
        const frames = sendAll(all);
        expect(frames.every((frame) => frame.length <= MAX_FRAME_BYTES)).toBe(true);
        const { messages: received, refused } = receiveAll(frames);
        expect(refused).toBe(false);
        for (const stream of Object.values(STREAM)) {
          const of = (list: readonly Summary[]) => list.filter((each) => each.stream === stream);
          expect(of(received)).toEqual(of(all.map(summarize)));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[N11] any frame lost, doubled, swapped or altered anywhere: a prefix arrives, then a clean end', () => {
    const harm = fc.constantFrom('lose', 'double', 'swap', 'alter');
    fc.assert(
      fc.property(messages, harm, fc.nat(), fc.nat(), (drafts, how, at, where) => {
        const all = drafts.map(({ stream, length, fill }, i) => ({
          stream,
          bytes: new Uint8Array(length + 1).fill(fill ^ i),
        }));
        const frames = sendAll(all);
        const i = at % frames.length;
        const frame = frames[i]!;
        const harmed = frames.slice();
        if (how === 'lose') harmed.splice(i, 1);
        if (how === 'double') harmed.splice(i, 0, frame);
        if (how === 'swap') harmed.push(...harmed.splice(i, 1));
        if (how === 'alter')
          harmed[i] = frame.map((byte, b) => (b === where % frame.length ? byte ^ 4 : byte));
        const { messages: received, refused } = receiveAll(harmed);
        const untouched = receiveAll(frames.slice(0, i + 1)).messages;
        expect(received.slice(0, untouched.length + 1)).toEqual(
          receiveAll(frames).messages.slice(0, received.length),
        );
        const isSame =
          harmed.length === frames.length && harmed.every((each, n) => each === frames[n]);
        // Losing the last frame cannot be seen from the frames that came.
        const isPrefix = how === 'lose' && i === frames.length - 1;
        expect(refused).toBe(!isSame && !isPrefix);
      }),
      { numRuns: 100 },
    );
  });

  it('[N12] whatever pieces a proved but hostile side sends, what they claim together stays bounded', () => {
    const pieces = fc.array(
      fc.record({
        stream: fc.constantFrom(...Object.values(STREAM)),
        total: fc.option(fc.integer({ min: 0, max: 0xffffffff }), { nil: undefined }),
        last: fc.boolean(),
        full: fc.boolean(),
      }),
      { maxLength: 40 },
    );
    fc.assert(
      fc.property(pieces, (drafts) => {
        const limit = 10 * MAX_PIECE_BYTES;
        const { accept, progress } = createReassembler(limit);
        for (const { stream, total, last, full } of drafts) {
          const piece: Piece = {
            stream,
            total,
            last,
            bytes: new Uint8Array(full ? MAX_PIECE_BYTES : 3),
          };
          if (!accept(piece).ok) return;
          const claims = Object.values(STREAM).map((each) => progress(each)?.of ?? 0);
          const claimed = claims.reduce((sum: number, claim) => sum + claim, 0);
          expect(claimed).toBeLessThanOrEqual(limit);
        }
      }),
    );
  });

  it('[N23] no bytes at all make the gate throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const verdict = judgeMessage(bytes, checkLedgerUpdate);
        expect(typeof verdict.ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(fc.nat(3), fc.uint8Array({ maxLength: 60 }), (type, rest) => {
        const bytes = Uint8Array.of(0, type, rest.length, ...rest);
        expect(typeof judgeMessage(bytes, checkLedgerUpdate).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('[N11] a frame above 16 KiB is refused even when it is authentic', () => {
    const frame = createFrameSealer(KEY)({
      stream: STREAM.words,
      total: MAX_FRAME_BYTES,
      last: true,
      bytes: new Uint8Array(MAX_FRAME_BYTES),
    });
    expect(createFrameOpener(KEY)(frame)).toMatchObject({ ok: false, error: { type: 'BadFrame' } });
  });

  it('[N12] a message cannot begin inside another of its stream', () => {
    const { accept } = createReassembler();
    const first: Piece = {
      stream: STREAM.words,
      total: 3 * MAX_PIECE_BYTES,
      last: false,
      bytes: new Uint8Array(MAX_PIECE_BYTES),
    };
    expect(accept(first).ok).toBe(true);
    expect(accept(first).ok).toBe(false);
  });
});
