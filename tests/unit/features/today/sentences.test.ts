import { describe, expect, it } from 'vitest';
import { partOfDay } from '../../../../src/features/today/greeting.js';
import { describeNearness, describeReceived } from '../../../../src/features/today/nearness.js';
import { describePlace } from '../../../../src/features/today/place.js';
import { sentenceOfTrouble } from '../../../../src/features/today/trouble.js';
import { type Checkin, NO_ANSWERS, type OwnCheckin } from '../../../../src/model/index.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();
const formats = { moment: () => '21:04' };

describe('the greeting', () => {
  it.each([
    [3, 'evening'],
    [4, 'morning'],
    [11, 'morning'],
    [12, 'afternoon'],
    [16, 'afternoon'],
    [17, 'evening'],
    [0, 'evening'],
  ])('at %i o’clock is for the %s', (hour, part) => {
    expect(partOfDay(Date.UTC(2026, 10, 24, hour), 'UTC')).toBe(part);
  });

  it('goes by the clock on the wall here', () => {
    const noonUtc = Date.UTC(2026, 10, 24, 12);
    expect(partOfDay(noonUtc, 'Asia/Tokyo')).toBe('evening');
    expect(partOfDay(noonUtc, 'America/New_York')).toBe('morning');
  });
});

describe('the line about the other phone', () => {
  it('says near only while connected', () => {
    expect(describeNearness(text, 'connected', 'Ana')).toBe('Ana is near.');
    expect(describeNearness(text, 'connecting', 'Ana')).toBe('Looking for Ana’s phone.');
    expect(describeNearness(text, 'away', 'Ana')).toBe('Ana’s phone is not near.');
    expect(describeNearness(text, 'updateThis', 'Ana')).toContain('Ana’s phone has a newer Vesper');
    expect(describeNearness(text, 'updateOther', 'Ana')).toContain('newer Vesper than Ana’s');
  });

  it('says what that phone has, never more', () => {
    const say = (now: boolean, upTo: number | undefined, hasShared: boolean) =>
      describeReceived(text, formats, { hasEverythingNow: now, hasEverythingUpTo: upTo }, 'Ana', {
        now: 0,
        hasShared,
      });
    expect(say(true, 5, true)).toBe('Ana’s phone has everything you shared.');
    expect(say(false, 5, true)).toBe('Ana’s phone has everything you shared up to 21:04.');
    expect(say(false, undefined, true)).toBe('Ana gets this when your phones next meet.');
    expect(say(false, undefined, false)).toBeUndefined();
  });
});

describe('where a check-in is', () => {
  const checkin: Checkin = {
    evening: '2026-11-24',
    timeZone: 'Europe/Lisbon',
    ...NO_ANSWERS,
    light: 2,
    share: false,
    savedAt: 5,
  };
  const own: OwnCheckin = { checkin, place: 'private', sharedBefore: undefined };

  it('is called saved only once it is', () => {
    const saved = text('today.saved');
    expect(describePlace(text, own, undefined, 'saving')).not.toContain(saved);
    expect(describePlace(text, own, undefined, 'trouble')).not.toContain(saved);
    expect(describePlace(text, own, undefined, 'saved')).toContain(saved);
  });

  it('names who it is for', () => {
    const wished: OwnCheckin = { ...own, checkin: { ...checkin, share: true } };
    const shared: OwnCheckin = { ...own, place: 'shared' };
    const before: OwnCheckin = { ...own, sharedBefore: checkin };
    const waits: OwnCheckin = { ...own, place: 'outgoing' };
    expect(describePlace(text, own, undefined, 'saved')).toContain(text('today.private'));
    expect(describePlace(text, wished, undefined, 'saved')).toContain(text('today.later'));
    expect(describePlace(text, wished, 'Ana', 'saved')).toContain(text('today.private'));
    expect(describePlace(text, shared, 'Ana', 'saved')).toEqual([text('today.saved')]);
    expect(describePlace(text, waits, 'Ana', 'saved')).toEqual([
      text('today.saved'),
      'Ana gets it when your phones next meet. Until then you can take it back.',
    ]);
    expect(describePlace(text, before, 'Ana', 'saved')).toContain(
      'Ana may have an earlier version.',
    );
  });
});

describe('trouble with storage', () => {
  it('has a sentence for every kind, without its technical detail', () => {
    for (const type of [
      'QuotaExceeded',
      'Aborted',
      'Closed',
      'Blocked',
      'Unavailable',
      'NotKept',
    ] as const) {
      const sentence = text(sentenceOfTrouble({ type, detail: 'IndexedDB' }));
      expect(sentence).toMatch(/\.$/);
      expect(sentence).not.toMatch(/IndexedDB|error/i);
    }
  });
});
