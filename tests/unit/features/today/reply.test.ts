import { describe, expect, it } from 'vitest';
import { isAnswerable } from '../../../../src/features/today/reply/answerable.js';
import { insertStarter } from '../../../../src/features/today/reply/insert-starter.js';
import { startersFor } from '../../../../src/features/today/reply/starters.js';
import { askedReply, leaveReply, replyPath } from '../../../../src/features/today/reply/way.js';
import { NO_ANSWERS, REPLY_STEPS, type TheirCheckin, WISHES } from '../../../../src/model/index.js';
import { createTestText } from '../../messages/test-text.js';

const text = createTestText();

describe('ways to begin', () => {
  it('are six at least for every step and every wish, each said once', () => {
    for (const wish of [undefined, ...WISHES]) {
      for (const step of REPLY_STEPS) {
        const said = startersFor(step, wish).map((id) => text(id));
        expect(new Set(said).size).toBeGreaterThanOrEqual(6);
      }
    }
  });

  it('offer something else for each wish', () => {
    const offers = WISHES.flatMap((wish) => startersFor('offer', wish));
    expect(new Set(offers).size).toBe(offers.length);
  });
});

describe('a way to begin that was tapped', () => {
  const at = (start: number, end = start) => ({ start, end });

  it('comes where the caret is, apart from the words around it', () => {
    expect(insertStarter('', at(0), 'I hear').value).toBe('I hear');
    expect(insertStarter('Yes.', at(4), 'I hear').value).toBe('Yes. I hear');
    expect(insertStarter('Yes. No.', at(5), 'I hear').value).toBe('Yes. I hear No.');
    expect(insertStarter('YesNo', at(3), 'I hear').value).toBe('Yes I hear No');
    expect(insertStarter('Yes or no', at(4, 6), 'I hear').value).toBe('Yes I hear no');
  });

  it('leaves the caret behind it, or chooses what is still to be said', () => {
    expect(insertStarter('Yes.', at(4), 'I hear').selection).toEqual(at(11));
    const { value, selection } = insertStarter('Yes.', at(4), 'Anybody would be … now.');
    expect(value.slice(selection.start, selection.end)).toBe('…');
  });
});

describe('the way to an answer', () => {
  it('names the evening, and leads back to where it is read', () => {
    expect(askedReply(replyPath('2026-11-20'), '2026-11-27')).toBe('2026-11-20');
    expect(leaveReply('2026-11-20', '2026-11-27')).toBe(
      '#/evenings?month=2026-11&evening=2026-11-20',
    );
    expect(leaveReply('2026-11-27', '2026-11-27')).toBe('#/');
  });

  it.each(['/reply', '/reply?evening=soup', '/reply?evening=2026-11-28'])(
    'is tonight’s where %s names none that has been',
    (location) => expect(askedReply(location, '2026-11-27')).toBe('2026-11-27'),
  );
});

describe('what can be answered', () => {
  const theirs: TheirCheckin = {
    ...NO_ANSWERS,
    evening: '2026-11-27',
    timeZone: 'UTC',
    share: true,
    savedAt: 1,
    line: 'soup',
  };

  it('is what can be read', () => {
    expect(isAnswerable(theirs)).toBe(true);
    expect(isAnswerable({ ...theirs, seal: 'opened' })).toBe(true);
    expect(isAnswerable(undefined)).toBe(false);
    expect(isAnswerable({ ...theirs, line: undefined, seal: 'closed' })).toBe(false);
    expect(isAnswerable({ ...theirs, seal: 'broken' })).toBe(false);
    expect(isAnswerable({ ...theirs, removed: true })).toBe(false);
  });
});
