import { describe, expect, it } from 'vitest';
import {
  type DraftFields,
  draftFrom,
  isSameDraft,
  type KeptDraft,
  leavesSharedVersion,
  resumeDraft,
  toCheckinDraft,
} from '../../../../src/features/checkin/draft.js';
import type { Checkin, OwnCheckin } from '../../../../src/model/index.js';

const HOUR = 3_600_000;
const checkin: Checkin = {
  evening: '2026-11-24',
  timeZone: 'Europe/Lisbon',
  light: 2,
  energy: 30,
  word: 'calm',
  line: undefined,
  wish: 'listening',
  share: false,
  savedAt: 5,
};
const own: OwnCheckin = { checkin, place: 'private', sharedBefore: undefined };
const shared: OwnCheckin = { checkin, place: 'shared', sharedBefore: undefined };
const blank = draftFrom(undefined, false);

function kept(evening: string, touchedAt: number, fields: DraftFields = blank): KeptDraft {
  return { evening, fields, touchedAt };
}

describe('a draft', () => {
  it('starts blank: for both where there are two, for oneself alone', () => {
    expect(draftFrom(undefined, true)).toMatchObject({ light: undefined, share: true });
    expect(draftFrom(undefined, false).share).toBe(false);
  });

  it('starts from what is saved, and stays with whom it was for', () => {
    expect(draftFrom(own, true)).toMatchObject({ word: 'calm', energy: 30, share: false });
    expect(draftFrom(shared, true).share).toBe(true);
    const wished = { ...own, checkin: { ...checkin, share: true } };
    expect(draftFrom(wished, false).share).toBe(true);
  });

  it('begun before 04:00 goes on after it, but not on the next evening', () => {
    const atNight = kept('2026-11-24', 100 * HOUR);
    expect(resumeDraft(atNight, '2026-11-25', 101 * HOUR)).toBe(atNight);
    expect(resumeDraft(atNight, '2026-11-25', 104 * HOUR)).toBeUndefined();
    expect(resumeDraft(atNight, '2026-11-24', 119 * HOUR)).toBe(atNight);
    expect(resumeDraft(undefined, '2026-11-24', 0)).toBeUndefined();
  });

  it('is not carried over by a clock that was set back', () => {
    expect(resumeDraft(kept('2026-11-24', 100 * HOUR), '2026-11-20', 10 * HOUR)).toBeUndefined();
  });

  it('says the same where only blanks differ', () => {
    expect(isSameDraft({ ...blank, word: ' calm ' }, { ...blank, word: 'calm' })).toBe(true);
    expect(isSameDraft({ ...blank, line: '  ' }, blank)).toBe(true);
    for (const part of [
      { light: 1 },
      { energy: 0 },
      { word: 'glad' },
      { line: 'a' },
      { wish: 'space' },
      { share: true },
    ] as const) {
      expect(isSameDraft({ ...blank, ...part }, blank)).toBe(false);
    }
  });

  it('warns of what the partner keeps only where something was shared', () => {
    expect(leavesSharedVersion(undefined, blank)).toBe(false);
    expect(leavesSharedVersion(own, blank)).toBe(false);
    expect(leavesSharedVersion(shared, blank)).toBe(true);
    expect(leavesSharedVersion({ ...own, sharedBefore: checkin }, blank)).toBe(true);
    expect(leavesSharedVersion(shared, { ...blank, share: true })).toBe(false);
  });

  it('is saved for the evening it was begun in', () => {
    expect(toCheckinDraft('2026-11-24', blank)).toEqual({ ...blank, evening: '2026-11-24' });
  });
});
