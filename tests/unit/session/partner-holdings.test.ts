import { describe, expect, it } from 'vitest';
import { isKnownState } from '../../../src/session/partner-holdings.js';

describe('what is remembered of the other phone', () => {
  const known = { stateVector: new Uint8Array(1), deletions: new Uint8Array(32), upTo: 1 };

  it('is used as it was stored, with or without a time', () => {
    expect(isKnownState(known)).toBe(true);
    expect(isKnownState({ ...known, upTo: undefined })).toBe(true);
    expect(isKnownState({ ...known, sent: [{ ...known, at: 2 }] })).toBe(true);
  });

  it('counts as nothing where another version stored something else, which must not keep phones apart', () => {
    const { deletions: _, ...earlier } = known;
    expect(isKnownState(earlier)).toBe(false);
    expect(isKnownState({ ...known, stateVector: 'AA==' })).toBe(false);
    expect(isKnownState({ ...known, upTo: '21:04' })).toBe(false);
    expect(isKnownState({ ...known, sent: [known] })).toBe(false);
    expect(isKnownState(null)).toBe(false);
  });
});
