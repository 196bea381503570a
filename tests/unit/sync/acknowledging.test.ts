import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '../../../src/kernel/index.js';
import type { DocState } from '../../../src/ledger/index.js';
import { createAcknowledging } from '../../../src/sync/acknowledging.js';
import { decodeHave, encodeHave } from '../../../src/sync/have.js';
import { createVirtualClock, settlePromises } from './simulation.js';

function stateOf(clocks: Record<number, number>, deletions = 0): DocState {
  return {
    clocks: new Map(Object.entries(clocks).map(([client, clock]) => [Number(client), clock])),
    deletions: new Uint8Array(32).fill(deletions),
  };
}

describe('the message that says it', () => {
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
