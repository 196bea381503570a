/** Ana and Ben do and suffer things in any order; whatever comes, neither is left with a false belief. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytesToHex } from '../../../src/kernel/index.js';
import type { CeremonyEvent, NewBond } from '../../../src/pairing/ceremony.js';
import { decodeMessage } from '../../../src/pairing/ceremony-message.js';
import { revealSecret } from '../../../src/vault/index.js';
import {
  connectPhones,
  converse,
  deliver,
  type Phone,
  show,
  stepOf,
  tell,
} from '../../unit/pairing/two-phones.js';

type Side = 'ana' | 'ben';
type Act =
  | { act: 'deliver' | 'break'; from: Side }
  | { act: 'tell'; who: Side; event: CeremonyEvent };

const side = fc.constantFrom<Side>('ana', 'ben');
const event = (types: readonly ('confirm' | 'persisted' | 'reject' | 'cancel')[]) =>
  fc.record({
    act: fc.constant('tell' as const),
    who: side,
    event: fc.constantFrom(...types).map((type) => ({ type })),
  });
const timeUp = fc.record({
  act: fc.constant('tell' as const),
  who: side,
  event: fc.constant({ type: 'time-up', timer: 'answer' } as const),
});
const delivery = fc.record({ act: fc.constant('deliver' as const), from: side });
const breakage = fc.record({ act: fc.constant('break' as const), from: side });

const willing: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: delivery, weight: 4 },
  { arbitrary: event(['confirm', 'persisted']), weight: 2 },
);
const anything: fc.Arbitrary<Act> = fc.oneof(
  { arbitrary: willing, weight: 20 },
  { arbitrary: fc.oneof(event(['reject', 'cancel']), timeUp, breakage), weight: 1 },
);

/** Runs the acts; from a break on, nothing of `from` arrives and both learn that the link is gone. */
function play(acts: readonly Act[]): { ana: Phone; ben: Phone } {
  const phones = connectPhones();
  const other = (who: Side) => phones[who === 'ana' ? 'ben' : 'ana'];
  for (const act of acts) {
    if (act.act === 'deliver') deliver(phones[act.from], other(act.from));
    else if (act.act === 'tell') tellOpen(phones[act.who], act.event);
    else {
      phones[act.from].sent.length = 0;
      loseLinks(phones);
    }
    checkNow(phones);
  }
  return phones;
}

function tellOpen(phone: Phone, told: CeremonyEvent): void {
  if (told.type !== 'time-up' || phone.timers.has(told.timer)) tell(phone, told);
}

/** What was sent before still arrives, then the end. */
function loseLinks({ ana, ben }: { ana: Phone; ben: Phone }): void {
  converse(ana, ben);
  for (const phone of [ana, ben]) {
    tell(phone, { type: 'closed' });
    phone.closed = true;
  }
}

function bondOf(phone: Phone): NewBond | undefined {
  const state = show(phone);
  return 'bond' in state ? state.bond : undefined;
}

function hasSaid(phone: Phone, type: string): boolean {
  return phone.effects.some(
    (effect) => effect.type === 'send' && decodeMessage(effect.bytes)?.type === type,
  );
}

function checkNow({ ana, ben }: { ana: Phone; ben: Phone }): void {
  for (const [one, other] of [
    [ana, ben],
    [ben, ana],
  ] as const) {
    // Only a phone that said yes and heard yes gives anything away or asks for storage.
    if (hasSaid(one, 'share'))
      expect(hasSaid(one, 'confirm') && hasSaid(other, 'confirm')).toBe(true);
    if (bondOf(one)) expect(hasSaid(one, 'share') && hasSaid(other, 'share')).toBe(true);
    // Who believes that the partner keeps the bond is right.
    if (bondOf(one)?.partnerConfirmed) expect(bondOf(other)).toBeDefined();
  }
  const [hers, his] = [bondOf(ana), bondOf(ben)];
  if (hers && his) {
    expect(bytesToHex(revealSecret(hers.secret))).toBe(bytesToHex(revealSecret(his.secret)));
    expect(hers.mySide).not.toBe(his.mySide);
  }
}

describe('any order of events', () => {
  it('[P16] [P19] two willing people end with one bond', () => {
    fc.assert(
      fc.property(fc.array(willing, { maxLength: 60 }), (acts) => {
        const { ana, ben } = play(acts);
        for (const type of ['confirm', 'persisted'] as const) {
          converse(ana, ben);
          tell(ana, { type });
          tell(ben, { type });
        }
        converse(ana, ben);
        checkNow({ ana, ben });
        expect([stepOf(ana), stepOf(ben)]).toEqual(['done', 'done']);
      }),
    );
  });

  it('[P18] [P20] both end with the same bond, or each knows that it failed', () => {
    fc.assert(
      fc.property(fc.array(anything, { minLength: 5, maxLength: 80 }), (acts) => {
        const { ana, ben } = play(acts);
        loseLinks({ ana, ben });
        for (const phone of [ana, ben]) tell(phone, { type: 'persisted' });
        checkNow({ ana, ben });
        for (const phone of [ana, ben]) expect(['done', 'failed']).toContain(stepOf(phone));
        const done = [ana, ben].filter((phone) => stepOf(phone) === 'done');
        for (const phone of done) expect(bondOf(phone)?.partnerConfirmed).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('[P11] whatever arrives, the ceremony never throws and never shares', () => {
    const bytes = fc
      .tuple(fc.integer({ min: 0, max: 8 }), fc.uint8Array({ maxLength: 40 }))
      .map(([type, body]) => Uint8Array.of(type, ...body));
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 8 }), (received) => {
        const { ana } = connectPhones();
        for (const each of received) tell(ana, { type: 'received', bytes: each });
        expect(hasSaid(ana, 'share')).toBe(false);
      }),
    );
  });
});
