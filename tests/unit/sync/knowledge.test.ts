import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { err, ok, type Result } from '../../../src/kernel/index.js';
import { createAcknowledging } from '../../../src/sync/acknowledging.js';
import {
  type DocState,
  decodeHave,
  encodeClocks,
  encodeHave,
  stateFromKnown,
  watchDocState,
} from '../../../src/sync/doc-state.js';
import {
  hearPartner,
  NOTHING_KNOWN,
  noteChange,
  recallKnowledge,
} from '../../../src/sync/knowledge.js';
import { createVirtualClock, settlePromises } from './simulation.js';

function stateOf(clocks: Record<number, number>, deletions = 0): DocState {
  return {
    clocks: new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock])),
    deletions: new Uint8Array(32).fill(deletions),
  };
}

describe('what the partner is known to have', () => {
  it('[N31] is everything only when every entry and every deletion is there', () => {
    const here = stateOf({ 1: 5, 2: 3 }, 9);
    expect(hearPartner(NOTHING_KNOWN, stateOf({ 1: 5, 2: 3, 7: 1 }, 9), here, 10).complete).toBe(
      true,
    );
    expect(hearPartner(NOTHING_KNOWN, stateOf({ 1: 5, 2: 2 }, 9), here, 10).complete).toBe(false);
    expect(hearPartner(NOTHING_KNOWN, stateOf({ 1: 5, 2: 3 }, 8), here, 10).complete).toBe(false);
  });

  it('[N32] is known up to the time of what it covers, not up to now', () => {
    const asked = hearPartner(NOTHING_KNOWN, stateOf({}), stateOf({ 1: 1 }), 100);
    expect(asked.upTo).toBeUndefined();
    const later = hearPartner(asked, stateOf({ 1: 1 }), stateOf({ 1: 2 }), 200);
    expect(later).toMatchObject({ upTo: 100, complete: false });
    expect(hearPartner(later, stateOf({ 1: 2 }), stateOf({ 1: 2 }), 300)).toMatchObject({
      upTo: 300,
      complete: true,
    });
  });

  it('[N32] goes on although the deletions have moved on since', () => {
    const asked = hearPartner(NOTHING_KNOWN, stateOf({}), stateOf({ 1: 1 }, 1), 100);
    expect(hearPartner(asked, stateOf({ 1: 1 }, 2), stateOf({ 1: 5 }, 2), 200).upTo).toBe(100);
  });

  it('[N33] a change here makes it incomplete at once', () => {
    const complete = hearPartner(NOTHING_KNOWN, stateOf({ 1: 1 }), stateOf({ 1: 1 }), 5);
    expect(noteChange(complete)).toMatchObject({ complete: false, upTo: 5 });
  });

  it('[N34] is recalled after a restart for what it covers', () => {
    const known = {
      stateVector: encodeClocks(new Map([[1, 4]])),
      deletions: new Uint8Array(32),
      upTo: 7,
    };
    const partner = stateFromKnown(known);
    expect(recallKnowledge(partner, 7, stateOf({ 1: 4 }))).toMatchObject({
      complete: true,
      upTo: 7,
    });
    expect(recallKnowledge(partner, 7, stateOf({ 1: 5 }))).toMatchObject({
      complete: false,
      upTo: 7,
    });
    expect(stateFromKnown({ ...known, stateVector: Uint8Array.of(9, 9) })).toBeUndefined();
  });

  it('[N35] is forgotten when the partner has less than before', () => {
    const complete = hearPartner(NOTHING_KNOWN, stateOf({ 1: 4 }), stateOf({ 1: 4 }), 5);
    expect(hearPartner(complete, stateOf({ 1: 1 }), stateOf({ 1: 4 }), 9)).toMatchObject({
      upTo: undefined,
      complete: false,
    });
  });
});

describe('the state of a ledger', () => {
  it('[N30] is equal on two phones with the same content, and differs by a deletion', () => {
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

  it('[N36] is said whole once, then as changes', () => {
    const first = stateOf({ 1: 5, 2: 3 }, 1);
    const second = stateOf({ 1: 5, 2: 4, 3: 1 }, 2);
    const changes = encodeHave(second, first);
    expect(changes.length).toBeLessThan(encodeHave(second, undefined).length);
    const heard = decodeHave(encodeHave(first, undefined), undefined);
    expect(heard).toEqual(first);
    expect(decodeHave(changes, heard)).toEqual(second);
    expect(decodeHave(changes, undefined)).toBeUndefined();
    expect(decodeHave(changes.subarray(0, changes.length - 1), heard)).toBeUndefined();
  });
});

describe('acknowledging', () => {
  it('[N30] says only what was there before the barrier, and only when it held', async () => {
    const clock = createVirtualClock(settlePromises);
    let here = stateOf({ 1: 1 });
    const barriers: ((result: Result<void, unknown>) => void)[] = [];
    const said: DocState[] = [];
    const acknowledging = createAcknowledging({
      read: () => here,
      saved: () => new Promise((resolve) => barriers.push(resolve)),
      say: (state) => said.push(state),
      clock,
    });
    acknowledging.changed();
    here = stateOf({ 1: 2 });
    acknowledging.changed();
    await clock.pass(5_000);
    expect([said.length, barriers.length]).toEqual([0, 1]);
    barriers[0]?.(ok());
    await clock.pass(1_000);
    expect(said).toEqual([stateOf({ 1: 1 })]);
    barriers[1]?.(err({ type: 'QuotaExceeded' }));
    await clock.pass(0);
    expect(said).toHaveLength(1);
    await clock.pass(5_000);
    barriers[2]?.(ok());
    await clock.pass(0);
    expect(said.at(-1)).toEqual(stateOf({ 1: 2 }));
    acknowledging.stop();
  });
});
