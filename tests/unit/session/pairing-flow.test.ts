import { describe, expect, it } from 'vitest';
import { createSignal } from '../../../src/kernel/index.js';
import type { NewBond, Pairing, PairingState } from '../../../src/pairing/index.js';
import { type BondRecord, isBondRecord } from '../../../src/session/bond-record.js';
import { followPairing } from '../../../src/session/pairing-flow.js';
import { createSecret } from '../../../src/vault/index.js';
import { createHandClock } from '../../setup/hand-clock.js';

const BOND: NewBond = {
  secret: createSecret(new Uint8Array(32).fill(7)),
  epoch: 0,
  mySide: 'a',
  partner: {
    id: '00112233445566778899aabbccddeeff',
    publicKey: new Uint8Array(32).fill(1),
    fingerprint: new Uint8Array(32).fill(2),
  },
  greeting: new Uint8Array([1, 0, 65]),
  partnerConfirmed: true,
};

/** A ceremony led by hand, and a store that answers when it is told to. */
function setUp() {
  const state = createSignal<PairingState>({ step: 'idle' });
  const log: string[] = [];
  const kept: BondRecord[] = [];
  const joined: BondRecord[] = [];
  let answerStore: (stored: boolean) => void = () => undefined;
  const pairing: Pairing = {
    state,
    start: () => undefined,
    accept: () => undefined,
    codeDelivered: () => undefined,
    confirm: () => undefined,
    reject: () => undefined,
    cancel: () => log.push('cancel'),
    persisted: () => log.push('persisted'),
    link: undefined,
  };
  followPairing(pairing, {
    clock: createHandClock(),
    keep: (record) => {
      kept.push(record);
      return new Promise((resolve) => {
        answerStore = resolve;
      });
    },
    forget: async () => void log.push('forget'),
    joined: async (record) => void joined.push(record),
  });
  return { state, log, kept, joined, store: (stored: boolean) => answerStore(stored) };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('keeping a bond', () => {
  it('stores nothing before the ceremony asks for it', () => {
    const { state, kept } = setUp();
    state.set({ step: 'comparing', words: ['a', 'b', 'c', 'd'], greeting: new Uint8Array() });
    state.set({ step: 'waiting-for-partner' });
    state.set({ step: 'joining' });
    expect(kept).toEqual([]);
  });

  it('says persisted only after the store has kept a record that can be read back', async () => {
    const { state, log, kept, store } = setUp();
    state.set({ step: 'persisting', bond: BOND });
    await turn();
    expect(log).toEqual([]);
    expect(kept.every(isBondRecord)).toBe(true);
    expect(kept[0]?.confirmed).toBe(false);
    store(true);
    await turn();
    expect(log).toEqual(['persisted']);
  });

  it('ends the ceremony when the store could not keep it', async () => {
    const { state, log, joined, store } = setUp();
    state.set({ step: 'persisting', bond: BOND });
    store(false);
    await turn();
    expect(log).toEqual(['cancel']);
    expect(joined).toEqual([]);
  });

  it('opens the bond as confirmed once both phones have it', async () => {
    const { state, joined, store } = setUp();
    state.set({ step: 'persisting', bond: BOND });
    store(true);
    await turn();
    state.set({ step: 'done', bond: BOND });
    store(true);
    await turn();
    expect(joined.map(({ confirmed }) => confirmed)).toEqual([true]);
  });

  it('forgets what it stored when the pairing failed for both', async () => {
    const { state, log, joined, store } = setUp();
    state.set({ step: 'persisting', bond: BOND });
    store(true);
    await turn();
    state.set({ step: 'failed', reason: { type: 'PartnerCancelled' }, bond: undefined });
    await turn();
    expect(log).toEqual(['persisted', 'forget']);
    expect(joined).toEqual([]);
  });

  it('forgets it also when the failure came while it was being written', async () => {
    const { state, log, store } = setUp();
    state.set({ step: 'persisting', bond: BOND });
    state.set({ step: 'failed', reason: { type: 'PartnerCancelled' }, bond: undefined });
    store(true);
    await turn();
    expect(log).toEqual(['forget']);
  });

  it('keeps an unconfirmed bond when the other phone may have kept it too', async () => {
    const { state, log, joined, store } = setUp();
    state.set({ step: 'persisting', bond: BOND });
    store(true);
    await turn();
    state.set({ step: 'failed', reason: { type: 'LinkLost' }, bond: BOND });
    await turn();
    expect(log).toEqual(['persisted']);
    expect(joined.map(({ confirmed }) => confirmed)).toEqual([false]);
  });
});
