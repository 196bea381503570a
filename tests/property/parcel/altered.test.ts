/** Files that anything may have happened to on their way, and such as a partner's phone could make to do harm. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concatBytes, equalBytes, systemRandom } from '../../../src/kernel/index.js';
import { openParcel, type ParcelContext } from '../../../src/parcel/index.js';
import { encodeBody } from '../../../src/parcel/parcel-body.js';
import { openMessage, sealMessage } from '../../../src/vault/index.js';
import {
  BOARD,
  createMail,
  type MailPhone,
  read,
  send,
  stateOf,
  write,
} from '../../unit/parcel/mail.js';

const HEADER_BYTES = 33;
const LENGTH_AT = 5;

/** Where to cut or flip, as a share of the length. */
const spots = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const alterations = fc.oneof(
  fc.record({ kind: fc.constant('flip' as const), at: spots, bit: fc.nat(7) }),
  fc.record({ kind: fc.constant('cut' as const), at: spots }),
  fc.record({ kind: fc.constant('splice' as const), at: spots, from: spots }),
  /** Both at the same place, as when a carrier mixes up pieces of two files. */
  fc.record({ kind: fc.constant('swap' as const), at: spots }),
  fc.record({ kind: fc.constant('drop' as const), at: spots, from: spots }),
);
type Alteration = typeof alterations extends fc.Arbitrary<infer A> ? A : never;

function alter(bytes: Uint8Array, other: Uint8Array, how: Alteration): Uint8Array {
  const at = Math.floor(how.at * bytes.length);
  if (how.kind === 'flip') {
    return bytes.map((byte, i) => (i === at ? byte ^ (1 << how.bit) : byte));
  }
  if (how.kind === 'cut') return bytes.slice(0, at);
  if (how.kind === 'swap') return concatBytes(bytes.subarray(0, at), other.subarray(at));
  const source = how.kind === 'drop' ? bytes : other;
  return concatBytes(bytes.subarray(0, at), source.subarray(Math.floor(how.from * source.length)));
}

/** So that what is behind the length is looked at too. */
function withTrueLength(bytes: Uint8Array): Uint8Array {
  if (bytes.length < HEADER_BYTES) return bytes;
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(LENGTH_AT, copy.length);
  return copy;
}

async function twoParcels() {
  const mail = createMail();
  write(mail.ben, BOARD, 'What Ben wrote. ');
  write(mail.ana, BOARD, 'Thank you for the soup');
  const first = await send(mail.ana);
  write(mail.ana, BOARD, 'And for the bread');
  return { ...mail, first, second: await send(mail.ana) };
}

describe('ten thousand parcels altered on their way', () => {
  it('[R7] are each refused, and change nothing', async () => {
    const { ben, first, second } = await twoParcels();
    const before = stateOf(ben);
    const refusals = new Set<string>();
    await fc.assert(
      fc.asyncProperty(alterations, fc.boolean(), async (how, isLengthTrue) => {
        const altered = alter(first, second, how);
        const bytes = isLengthTrue ? withTrueLength(altered) : altered;
        fc.pre(!equalBytes(bytes, first) && !equalBytes(bytes, second));
        const opened = await ben.parcels.open(bytes);
        expect(opened.ok).toBe(false);
        if (!opened.ok) refusals.add(opened.error.type);
        expect(ben.holdings.partner()).toBeUndefined();
      }),
      { numRuns: 10_000 },
    );
    expect(stateOf(ben)).toBe(before);
    // The others hang on a few bytes of the header, which chance may pass by.
    for (const often of ['CutOff', 'Damaged', 'NotAParcel']) expect(refusals).toContain(often);
  }, 300_000);
});

/** As a changed app would, that holds the bond's keys. */
function sealBody(parcel: Uint8Array, body: Uint8Array, { keys }: ParcelContext): Uint8Array {
  const header = parcel.slice(0, HEADER_BYTES);
  header.fill(0, LENGTH_AT, LENGTH_AT + 4);
  return withTrueLength(concatBytes(header, sealMessage(keys.sealKey, header, body, systemRandom)));
}

function bodyOf(parcel: Uint8Array, { keys }: ParcelContext): Uint8Array {
  const header = parcel.slice(0, HEADER_BYTES);
  header.fill(0, LENGTH_AT, LENGTH_AT + 4);
  const opened = openMessage(keys.sealKey, header, parcel.subarray(HEADER_BYTES));
  if (!opened.ok) throw new Error(opened.error.type);
  return opened.value;
}

function hasNothingWaiting({ space }: MailPhone): boolean {
  const { pendingStructs, pendingDs } = space.ledger.doc.store;
  return pendingStructs === null && pendingDs === null;
}

describe('a thousand parcels made wrong by a phone that has the keys', () => {
  it('[R6] [R7] [R9] are taken in whole or change nothing, and leave what was written here', async () => {
    const { ana, ben, first, second } = await twoParcels();
    const [one, other] = [bodyOf(first, ana.context), bodyOf(second, ana.context)];
    const before = stateOf(ben);
    let phone = ben.copied();
    await fc.assert(
      fc.asyncProperty(alterations, async (how) => {
        const parcel = sealBody(first, alter(one, other, how), ana.context);
        const opened = await phone.parcels.open(parcel);
        expect(hasNothingWaiting(phone)).toBe(true);
        if (!opened.ok) expect(stateOf(phone)).toBe(before);
        expect(read(phone, BOARD)).toContain('What Ben wrote.');
        if (opened.ok) phone = ben.copied();
      }),
      { numRuns: 1_000 },
    );
  }, 300_000);

  it('[R7] [R9] never leave anything waiting on a phone that lacks what came before', async () => {
    const { ana, ben, first } = await twoParcels();
    await ben.parcels.open(first);
    await ana.parcels.open(await send(ben));
    write(ana, BOARD, 'And for the evening');
    const later = await send(ana);
    const body = bodyOf(later, ana.context);
    const restored = ben.emptied();
    const before = stateOf(restored);
    await fc.assert(
      fc.asyncProperty(alterations, async (how) => {
        const parcel = sealBody(later, alter(body, body, how), ana.context);
        const opened = await restored.parcels.open(parcel);
        expect(hasNothingWaiting(restored)).toBe(true);
        if (!opened.ok) expect(stateOf(restored)).toBe(before);
      }),
      { numRuns: 300 },
    );
  }, 120_000);

  it('[R5] a body as it was made opens', async () => {
    const { ana, ben, first } = await twoParcels();
    const body = bodyOf(first, ana.context);
    const opened = openParcel(sealBody(first, body, ana.context), ben.context);
    expect(opened.ok && encodeBody(opened.value)).toEqual(body);
  });
});
