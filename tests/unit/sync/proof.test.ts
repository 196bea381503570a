import { describe, expect, it } from 'vitest';
import { equalBytes } from '../../../src/kernel/index.js';
import {
  beginProof,
  otherSide,
  PROTOCOL,
  type ProofContext,
  type ProofState,
  SCHEMA,
  takeProofFrame,
} from '../../../src/sync/proof.js';
import { createRootSecret, deriveMeetingKeys, revealSecret } from '../../../src/vault/index.js';
import { ANA, BEN, BOND, createSeededRandom } from './simulation.js';

const EVE = new Uint8Array(32).fill(0xee);

function contextOf(side: 'low' | 'high', changes: Partial<ProofContext> = {}): ProofContext {
  return {
    key: BOND.proofKey,
    side,
    ids: { low: ANA.id, high: BEN.id },
    fingerprints: { low: ANA.fingerprint, high: BEN.fingerprint },
    ...changes,
  };
}

const nonceOf = (seed: number) => createSeededRandom(seed).bytes(32);

/** Both sides' outcome of a whole proof. */
function runProof(ana: ProofContext, ben: ProofContext) {
  const first = beginProof(nonceOf(1));
  const second = beginProof(nonceOf(2));
  const afterAna = takeProofFrame(first.state, second.send, ana);
  const afterBen = takeProofFrame(second.state, first.send, ben);
  if (!afterAna.ok || !afterBen.ok) return { ana: afterAna, ben: afterBen };
  return {
    ana: takeProofFrame(afterAna.value.state, afterBen.value.send!, ana),
    ben: takeProofFrame(afterBen.value.state, afterAna.value.send!, ben),
  };
}

function keysOf(outcome: ReturnType<typeof takeProofFrame>) {
  if (!outcome.ok || outcome.value.state.step !== 'proved') throw new Error('not proved');
  return outcome.value.state.keys;
}

describe('the proof of the bond', () => {
  it('[N2] [N8] both sides prove, and share one key for each direction', () => {
    const { ana, ben } = runProof(contextOf('low'), contextOf('high'));
    const [low, high] = [keysOf(ana), keysOf(ben)];
    expect(revealSecret(low.send)).toEqual(revealSecret(high.receive));
    expect(revealSecret(low.receive)).toEqual(revealSecret(high.send));
    expect(equalBytes(revealSecret(low.send), revealSecret(low.receive))).toBe(false);
  });

  it('[N8] the keys of two connections differ', () => {
    const context = contextOf('low');
    const state = (seed: number): ProofState => beginProof(nonceOf(seed)).state;
    const one = runProof(context, contextOf('high'));
    const other = takeProofFrame(state(3), beginProof(nonceOf(4)).send, context);
    const prooflike = takeProofFrame(
      beginProof(nonceOf(4)).state,
      beginProof(nonceOf(3)).send,
      contextOf('high'),
    );
    if (!other.ok || !prooflike.ok) throw new Error('refused');
    const proved = takeProofFrame(other.value.state, prooflike.value.send!, context);
    expect(revealSecret(keysOf(proved).send)).not.toEqual(revealSecret(keysOf(one.ana).send));
  });

  it('[N4] Eve without the bond proves nothing', () => {
    const { proofKey } = deriveMeetingKeys(createRootSecret(createSeededRandom(666)));
    const { ana } = runProof(contextOf('low'), contextOf('high', { key: proofKey }));
    expect(ana).toEqual({ ok: false, error: { type: 'WrongProof' } });
  });

  it('[N4] Eve in the middle, who passes proofs on between two connections of hers, is found out', () => {
    const { ana, ben } = runProof(
      contextOf('low', { fingerprints: { low: ANA.fingerprint, high: EVE } }),
      contextOf('high', { fingerprints: { low: EVE, high: BEN.fingerprint } }),
    );
    expect([ana.ok, ben.ok]).toEqual([false, false]);
  });

  it('[N4] a greeting sent back to its maker is refused', () => {
    const { state, send } = beginProof(nonceOf(1));
    expect(takeProofFrame(state, send, contextOf('low')).ok).toBe(false);
  });

  it('[N4] a proof sent back to its maker is refused', () => {
    const own = beginProof(nonceOf(1));
    const step = takeProofFrame(own.state, beginProof(nonceOf(2)).send, contextOf('low'));
    if (!step.ok) throw new Error('refused');
    expect(takeProofFrame(step.value.state, step.value.send!, contextOf('low')).ok).toBe(false);
  });

  it('[N4] a proof recorded on an earlier connection is refused', () => {
    const first = beginProof(nonceOf(1));
    const second = beginProof(nonceOf(2));
    const recorded = takeProofFrame(second.state, first.send, contextOf('high'));
    const later = takeProofFrame(beginProof(nonceOf(3)).state, second.send, contextOf('low'));
    if (!recorded.ok || !later.ok) throw new Error('refused');
    expect(takeProofFrame(later.value.state, recorded.value.send!, contextOf('low')).ok).toBe(
      false,
    );
  });

  it('[N6] versions that do not meet say who is ahead', () => {
    const { state } = beginProof(nonceOf(1));
    const greeting = beginProof(nonceOf(2)).send;
    const speak = (min: number, max: number) => Uint8Array.of(1, min, max, ...greeting.subarray(3));
    const context = contextOf('low');
    expect(takeProofFrame(state, speak(PROTOCOL.max + 1, PROTOCOL.max + 2), context)).toEqual({
      ok: false,
      error: { type: 'VersionSkew', newer: 'there' },
    });
    expect(takeProofFrame(state, speak(0, PROTOCOL.min - 1), context)).toEqual({
      ok: false,
      error: { type: 'VersionSkew', newer: 'here' },
    });
    expect(takeProofFrame(state, speak(PROTOCOL.min, 255), context).ok).toBe(true);
  });

  it('[N6] two that meet speak the highest version both know', () => {
    const greeting = beginProof(nonceOf(2)).send;
    const speak = (min: number, max: number) => Uint8Array.of(1, min, max, ...greeting.subarray(3));
    for (const [max, spoken] of [
      [1, 1],
      [PROTOCOL.max, PROTOCOL.max],
      [9, PROTOCOL.max],
    ] as const) {
      const step = takeProofFrame(beginProof(nonceOf(1)).state, speak(1, max), contextOf('low'));
      expect(step).toMatchObject({ ok: true, value: { state: { version: spoken } } });
    }
  });

  it('[N106] schemas that do not meet say who is ahead; one ahead or behind meets', () => {
    const hear = (...schema: number[]) => {
      const greeting = beginProof(nonceOf(2)).send.subarray(0, 35);
      const said = Uint8Array.of(...greeting, ...schema);
      return takeProofFrame(beginProof(nonceOf(1)).state, said, contextOf('low'));
    };
    const skew = (newer: string) => ({ ok: false, error: { type: 'VersionSkew', newer } });
    expect(hear(SCHEMA.max, SCHEMA.max + 1).ok).toBe(true);
    expect(hear(SCHEMA.min - 1, SCHEMA.min).ok).toBe(true);
    expect(hear(SCHEMA.max + 1, SCHEMA.max + 2)).toEqual(skew('there'));
    expect(hear(0, SCHEMA.min - 1)).toEqual(skew('here'));
  });

  it('[N1] [N106] a greeting of version 1, and one with more than this version knows, are taken', () => {
    const { send } = beginProof(nonceOf(2));
    const hear = (said: Uint8Array) =>
      takeProofFrame(beginProof(nonceOf(1)).state, said, contextOf('low'));
    expect(hear(Uint8Array.of(1, 1, 1, ...send.subarray(3, 35))).ok).toBe(true);
    expect(hear(Uint8Array.of(...send, ...new Uint8Array(900).fill(7))).ok).toBe(true);
    expect(hear(Uint8Array.of(...send, ...new Uint8Array(1_024))).ok).toBe(false);
  });

  it('[N6] Eve cannot talk two phones down to an older version: the greetings are proved whole', () => {
    const first = beginProof(nonceOf(1));
    const second = beginProof(nonceOf(2));
    const altered = Uint8Array.from(first.send);
    altered[2] = 9;
    const ana = takeProofFrame(first.state, second.send, contextOf('low'));
    const ben = takeProofFrame(second.state, altered, contextOf('high'));
    if (!ana.ok || !ben.ok) throw new Error('refused');
    expect(takeProofFrame(ana.value.state, ben.value.send!, contextOf('low')).ok).toBe(false);
  });

  it('the sides are each other', () => {
    expect([otherSide('low'), otherSide('high')]).toEqual(['high', 'low']);
  });
});
