import { describe, expect, it } from 'vitest';
import { holdingsOf, nearnessSentence } from '../../../../src/features/us/status-sentences.js';

const silent = {
  partner: 'away',
  hasEverythingNow: false,
  hasEverythingUpTo: undefined,
  lastEnd: undefined,
} as const;

describe('what is said of the other phone', () => {
  it('claims nothing that was not acknowledged', () => {
    expect(holdingsOf(silent)).toEqual({ id: 'us.nothing', upTo: undefined });
    expect(holdingsOf({ ...silent, partner: 'connected' }).id).toBe('us.nothing');
  });

  it('names the time up to which everything is there, and no time when all is', () => {
    const upTo = { ...silent, hasEverythingUpTo: 1_000 };
    expect(holdingsOf(upTo)).toEqual({ id: 'us.upTo', upTo: 1_000 });
    expect(holdingsOf({ ...upTo, hasEverythingNow: true })).toEqual({
      id: 'us.everything',
      upTo: undefined,
    });
  });

  it('is near only while connected', () => {
    expect(nearnessSentence({ ...silent, partner: 'connected' })).toBe('us.near');
    expect(nearnessSentence({ ...silent, partner: 'connecting' })).toBe('us.connecting');
    expect(nearnessSentence(silent)).toBe('us.away');
  });
});
