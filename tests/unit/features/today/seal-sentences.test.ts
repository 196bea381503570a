import { describe, expect, it } from 'vitest';
import { describeTheirs } from '../../../../src/features/today/seal-sentences.js';
import type { OwnCheckin, TheirCheckin } from '../../../../src/model/index.js';
import { NO_ANSWERS } from '../../../../src/model/index.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();

const frame = { evening: '2026-11-27', timeZone: undefined, share: true, savedAt: 1 };
const theirs = (part: Partial<TheirCheckin>): TheirCheckin => ({
  ...NO_ANSWERS,
  ...frame,
  ...part,
});
const mine: OwnCheckin = {
  checkin: { ...NO_ANSWERS, ...frame },
  place: 'shared',
  sharedBefore: undefined,
};

describe('what is said of the partner’s seal', () => {
  it.each([
    ['nothing came', undefined, undefined],
    ['it was never sealed', theirs({}), undefined],
    ['it is open', theirs({ seal: 'opened' }), undefined],
    ['it is closed', theirs({ seal: 'closed' }), 'Ana has answered. It opens when you have too.'],
    [
      'it was swapped',
      theirs({ seal: 'broken' }),
      'What Ana had sealed is no longer there as it was. Ask Ana about this evening.',
    ],
    ['it was removed', theirs({ removed: true }), undefined],
    [
      'it was removed later',
      theirs({ removed: true, changedAfter: true }),
      'That was after yours had been opened for it.',
    ],
    [
      'it was changed later',
      theirs({ changedAfter: true }),
      'Ana changed this after yours had been opened for it.',
    ],
  ])('when %s', (_when, checkin, sentence) => {
    expect(describeTheirs(text, { mine: undefined, theirs: checkin }, 'Ana')).toBe(sentence);
  });

  it('once one has answered, only the meeting is missing', () => {
    expect(describeTheirs(text, { mine, theirs: theirs({ seal: 'closed' }) }, 'Ana')).toBe(
      'Ana has answered. It opens when your phones next meet.',
    );
  });

  it('and where one’s own still waits on this phone, too', () => {
    const waits: OwnCheckin = { ...mine, place: 'outgoing' };
    expect(describeTheirs(text, { mine: waits, theirs: theirs({ seal: 'closed' }) }, 'Ana')).toBe(
      'Ana has answered. It opens when your phones next meet.',
    );
  });

  it('what is just for oneself is no answer', () => {
    const kept: OwnCheckin = { ...mine, place: 'private' };
    expect(describeTheirs(text, { mine: kept, theirs: theirs({ seal: 'closed' }) }, 'Ana')).toBe(
      'Ana has answered. It opens when you have too.',
    );
  });
});
