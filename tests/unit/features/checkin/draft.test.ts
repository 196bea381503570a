import { describe, expect, it } from 'vitest';
import {
  draftFrom,
  isSameDraft,
  leavesSharedVersion,
  maySeal,
  resumeDraft,
  toCheckinDraft,
  type Wanted,
} from '../../../../src/features/checkin/draft.js';
import {
  type Checkin,
  type DraftFields,
  type KeptDraft,
  NO_ANSWERS,
  type OwnCheckin,
} from '../../../../src/model/index.js';

const HOUR = 3_600_000;
const checkin: Checkin = {
  evening: '2026-11-24',
  timeZone: 'Europe/Lisbon',
  ...NO_ANSWERS,
  light: 2,
  energy: 30,
  feelings: ['calm'],
  wish: 'listening',
  share: false,
  savedAt: 5,
};
const own: OwnCheckin = { checkin, place: 'private', sharedBefore: undefined };
const shared: OwnCheckin = { checkin, place: 'shared', sharedBefore: undefined };
const blank = draftFrom(undefined, false);

function kept(evening: string, touchedAt: number, fields: DraftFields = blank): KeptDraft {
  return { evening, fields, touchedAt, isAsked: false };
}

const tonight = (evening: string): Wanted => ({ evening, isAsked: false });
const asked = (evening: string): Wanted => ({ evening, isAsked: true });

describe('a draft', () => {
  it('starts blank: for both where there are two, for oneself alone', () => {
    expect(draftFrom(undefined, true)).toMatchObject({ light: undefined, share: true });
    expect(draftFrom(undefined, false).share).toBe(false);
  });

  it('starts from what is saved, and stays with whom it was for', () => {
    expect(draftFrom(own, true)).toMatchObject({ feelings: ['calm'], energy: 30, share: false });
    expect(draftFrom(shared, true).share).toBe(true);
    const wished = { ...own, checkin: { ...checkin, share: true } };
    expect(draftFrom(wished, false).share).toBe(true);
  });

  it('begun before 04:00 goes on after it, but not on the next evening', () => {
    const atNight = kept('2026-11-24', 100 * HOUR);
    expect(resumeDraft([atNight], tonight('2026-11-25'), 101 * HOUR)).toBe(atNight);
    expect(resumeDraft([atNight], tonight('2026-11-25'), 104 * HOUR)).toBeUndefined();
    expect(resumeDraft([atNight], tonight('2026-11-24'), 119 * HOUR)).toBe(atNight);
    expect(resumeDraft([], tonight('2026-11-24'), 0)).toBeUndefined();
  });

  it('is not carried over by a clock that was set back', () => {
    expect(
      resumeDraft([kept('2026-11-24', 100 * HOUR)], tonight('2026-11-20'), 10 * HOUR),
    ).toBeUndefined();
  });

  it('of an evening asked for by its date is for that evening alone', () => {
    const caughtUp = { ...kept('2026-11-20', 100 * HOUR), isAsked: true };
    expect(resumeDraft([caughtUp], asked('2026-11-20'), 101 * HOUR)).toBe(caughtUp);
    expect(resumeDraft([caughtUp], tonight('2026-11-24'), 101 * HOUR)).toBeUndefined();
    expect(resumeDraft([caughtUp], asked('2026-11-19'), 101 * HOUR)).toBeUndefined();
    const tonights = kept('2026-11-24', 100 * HOUR);
    expect(resumeDraft([tonights], asked('2026-11-20'), 101 * HOUR)).toBeUndefined();
  });

  it('of each evening has a place of its own', () => {
    const nights = kept('2026-11-24', 100 * HOUR);
    const newer = kept('2026-11-25', 101 * HOUR);
    expect(resumeDraft([newer, nights], tonight('2026-11-25'), 102 * HOUR)).toBe(newer);
    expect(resumeDraft([newer, nights], asked('2026-11-24'), 102 * HOUR)).toBe(nights);
  });

  it('says the same where only blanks differ', () => {
    expect(isSameDraft({ ...blank, high: ' soup ' }, { ...blank, high: 'soup' })).toBe(true);
    expect(isSameDraft({ ...blank, line: '  ' }, blank)).toBe(true);
    for (const part of [
      { light: 1 },
      { energy: 0 },
      { feelings: ['glad'] },
      { pleasantness: 0 },
      { news: 'a' },
      { line: 'a' },
      { wish: 'space' },
      { share: true },
      { seal: true },
      { thanks: 'For the soup' },
    ] as const) {
      expect(isSameDraft({ ...blank, ...part }, blank)).toBe(false);
    }
  });

  it('can be sealed only while the partner may not have read it', () => {
    expect(maySeal(undefined)).toBe(true);
    expect(maySeal(own)).toBe(true);
    const standing = (seal: 'closed' | 'opened') => ({ ...shared, checkin: { ...checkin, seal } });
    expect(maySeal(standing('closed'))).toBe(true);
    expect(draftFrom(standing('closed'), true).seal).toBe(true);
    expect(maySeal(standing('opened'))).toBe(false);
    expect(draftFrom(standing('opened'), true).seal).toBe(false);
    expect(maySeal(shared)).toBe(false);
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
