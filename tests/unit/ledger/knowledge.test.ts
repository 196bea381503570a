import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { type DocState, watchDocState } from '../../../src/ledger/doc-state.js';
import { type KnownState, watchHoldings } from '../../../src/ledger/holdings.js';
import {
  hearLate,
  hearPartner,
  NOTHING_KNOWN,
  noteArrival,
  noteChange,
  noteSent,
} from '../../../src/ledger/knowledge.js';
import { createHandClock } from '../../setup/hand-clock.js';

function stateOf(clocks: Record<number, number>, deletions = 0): DocState {
  return {
    clocks: new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock])),
    deletions: new Uint8Array(32).fill(deletions),
  };
}

describe('what the partner is known to have', () => {
  it('[L51] is everything only when every entry and every deletion is there', () => {
    const here = stateOf({ 1: 5, 2: 3 }, 9);
    expect(hearPartner(NOTHING_KNOWN, stateOf({ 1: 5, 2: 3, 7: 1 }, 9), here, 10).complete).toBe(
      true,
    );
    expect(hearPartner(NOTHING_KNOWN, stateOf({ 1: 5, 2: 2 }, 9), here, 10).complete).toBe(false);
    expect(hearPartner(NOTHING_KNOWN, stateOf({ 1: 5, 2: 3 }, 8), here, 10).complete).toBe(false);
  });

  it('[L52] is known up to the time of what it covers, not up to now', () => {
    const asked = hearPartner(NOTHING_KNOWN, stateOf({}), stateOf({ 1: 1 }), 100);
    expect(asked.upTo).toBeUndefined();
    const later = hearPartner(asked, stateOf({ 1: 1 }), stateOf({ 1: 2 }), 200);
    expect(later).toMatchObject({ upTo: 100, complete: false });
    expect(hearPartner(later, stateOf({ 1: 2 }), stateOf({ 1: 2 }), 300)).toMatchObject({
      upTo: 300,
      complete: true,
    });
  });

  it('[L52] goes on although the deletions have moved on since', () => {
    const asked = hearPartner(NOTHING_KNOWN, stateOf({}), stateOf({ 1: 1 }, 1), 100);
    expect(hearPartner(asked, stateOf({ 1: 1 }, 2), stateOf({ 1: 5 }, 2), 200).upTo).toBe(100);
  });

  it('[L53] a change here makes it incomplete at once', () => {
    const complete = hearPartner(NOTHING_KNOWN, stateOf({ 1: 1 }), stateOf({ 1: 1 }), 5);
    expect(noteChange(complete)).toMatchObject({ complete: false, upTo: 5 });
  });

  it('[L53] is complete when what it was said to have arrives here only after it was said', () => {
    const said = hearPartner(NOTHING_KNOWN, stateOf({ 1: 1, 2: 1 }, 3), stateOf({ 1: 1 }), 5);
    const half = noteArrival(said, stateOf({ 1: 1, 2: 1 }, 4), 6);
    expect(half.complete).toBe(false);
    expect(noteArrival(half, stateOf({ 1: 1, 2: 1 }, 3), 7)).toMatchObject({
      complete: true,
      upTo: 7,
    });
    expect(noteArrival(half, stateOf({ 1: 2, 2: 1 }, 3), 7).complete).toBe(false);
  });

  it('[L53] looks again when something comes in, and not when something is written', () => {
    const [doc, partner] = [new Y.Doc(), new Y.Doc()];
    const ours = watchHoldings({ doc, clock: createHandClock(), onKnown: () => {} });
    partner.getArray('entries').push([new Uint8Array(1)]);
    const theirs = watchDocState(partner);
    ours.hear(theirs.read());
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(partner));
    expect(ours.held.get().complete).toBe(true);
    doc.getArray('entries').push([new Uint8Array(1)]);
    expect(ours.held.get().complete).toBe(false);
    theirs.stop();
    ours.stop();
  });

  it('[L54] is recalled after a restart for what it covers', () => {
    const doc = new Y.Doc();
    const clock = createHandClock();
    const kept: KnownState[] = [];
    const onKnown = (known: KnownState) => kept.push(known);
    const ours = watchHoldings({ doc, clock, onKnown });
    doc.getArray('entries').push([new Uint8Array(1)]);
    ours.hear(ours.here());
    const upTo = clock.now();
    doc.getArray('entries').push([new Uint8Array(2)]);
    clock.advance(1_000);
    ours.noteSent(ours.here(), clock.now());
    ours.stop();
    const again = watchHoldings({ doc, clock, known: kept.at(-1), onKnown });
    expect(again.held.get()).toEqual({ upTo, complete: false });
    const then = again.here();
    doc.getArray('entries').push([new Uint8Array(3)]);
    again.hearLate(then, false);
    expect(again.held.get()).toEqual({ upTo: upTo + 1_000, complete: false });
    again.hear(again.here());
    again.stop();
    expect(watchHoldings({ doc, clock, known: kept.at(-1), onKnown }).held.get().complete).toBe(
      true,
    );
    const damaged = { stateVector: Uint8Array.of(9, 9), deletions: new Uint8Array(32), upTo: 7 };
    expect(watchHoldings({ doc, clock, known: damaged, onKnown }).held.get()).toEqual({
      upTo: undefined,
      complete: false,
    });
  });

  it('[L54] keeps nothing more once it has been stopped: the bond may be gone', () => {
    const doc = new Y.Doc();
    const clock = createHandClock();
    const kept: KnownState[] = [];
    const ours = watchHoldings({ doc, clock, onKnown: (known) => kept.push(known) });
    ours.stop();
    ours.hear(ours.here());
    clock.advance(60_000);
    expect(kept).toEqual([]);
  });

  it('[L55] is forgotten when the partner has less than before', () => {
    const complete = hearPartner(NOTHING_KNOWN, stateOf({ 1: 4 }), stateOf({ 1: 4 }), 5);
    expect(hearPartner(complete, stateOf({ 1: 1 }), stateOf({ 1: 4 }), 9)).toMatchObject({
      upTo: undefined,
      complete: false,
    });
  });
});

describe('what a message says that was on its way for days', () => {
  const here = stateOf({ 1: 9 }, 3);

  it('[L56] answers for what was here when it was sent for, not for what came later', () => {
    const first = noteSent(NOTHING_KNOWN, stateOf({ 1: 2 }), 100);
    const second = noteSent(first, stateOf({ 1: 5 }), 200);
    const third = noteSent(second, stateOf({ 1: 9 }), 300);
    const heard = hearLate(third, stateOf({ 1: 5 }), here, 400, false);
    expect(heard).toMatchObject({ upTo: 200, complete: false });
    expect(heard.sent.map(({ at }) => at)).toEqual([300]);
  });

  it('[L56] asks only so many questions, and forgets the oldest', () => {
    let asked = NOTHING_KNOWN;
    for (let at = 1; at <= 20; at++) asked = noteSent(asked, stateOf({ 1: at }), at);
    expect(asked.sent.map(({ at }) => at)).toEqual([13, 14, 15, 16, 17, 18, 19, 20]);
  });

  it('[L57] changes nothing when it is older than what is known, in any order', () => {
    const newer = hearLate(NOTHING_KNOWN, stateOf({ 1: 9, 2: 4 }, 3), here, 100, false);
    expect(newer).toMatchObject({ complete: true, upTo: 100 });
    expect(hearLate(newer, stateOf({ 1: 5, 2: 4 }, 3), here, 200, false)).toBe(newer);
    expect(hearLate(newer, stateOf({ 1: 9, 2: 4 }, 1), here, 200, false)).toBe(newer);
    const deletionsUnknown = hearLate(NOTHING_KNOWN, stateOf({ 1: 9 }, 1), here, 100, false);
    expect(hearLate(deletionsUnknown, stateOf({ 1: 9 }, 3), here, 200, false).complete).toBe(true);
  });

  it('[L57] is believed, although it has less, when it says that something was lost', () => {
    const known = hearLate(NOTHING_KNOWN, stateOf({ 1: 9 }, 3), here, 100, false);
    expect(hearLate(known, stateOf({ 1: 5 }, 3), here, 200, true)).toMatchObject({
      partner: stateOf({ 1: 5 }, 3),
      upTo: undefined,
      complete: false,
    });
  });
});

describe('the state of a ledger', () => {
  it('[L50] is equal on two phones with the same content, and differs by a deletion', () => {
    const ana = new Y.Doc();
    const ben = new Y.Doc();
    const entries = ana.getArray('entries');
    for (let i = 0; i < 9; i++) entries.push([new Uint8Array(i)]);
    Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));
    const [a, b] = [watchDocState(ana), watchDocState(ben)];
    expect(a.read()).toEqual(b.read());
    entries.delete(2, 3);
    entries.delete(0);
    expect(a.read().clocks).toEqual(b.read().clocks);
    expect(a.read().deletions).not.toEqual(b.read().deletions);
    Y.applyUpdate(ben, Y.encodeStateAsUpdate(ana));
    expect(a.read()).toEqual(b.read());
  });
});
