import { describe, expect, it } from 'vitest';
import { carrySplice, findSplice, shiftOffset } from '../../../src/model/index.js';

describe('finding what was typed', () => {
  it('takes the place at the caret among equal letters', () => {
    expect(findSplice('aaa', 'aaaa', 2)).toEqual({ at: 1, remove: 0, insert: 'a' });
    expect(findSplice('aaa', 'aaaa', 4)).toEqual({ at: 3, remove: 0, insert: 'a' });
    expect(findSplice('aaa', 'aa', 1)).toEqual({ at: 1, remove: 1, insert: '' });
  });

  it('replaces no more than what differs', () => {
    expect(findSplice('the soup', 'the warm soup', 9)).toEqual({
      at: 4,
      remove: 0,
      insert: 'warm ',
    });
    expect(findSplice('the soup', 'the tea', 7)).toEqual({ at: 4, remove: 4, insert: 'tea' });
    expect(findSplice('teh soup', 'the soup', 8)).toEqual({ at: 1, remove: 2, insert: 'he' });
    expect(findSplice('same', 'same', 2)).toBeUndefined();
  });

  it('never cuts a character of two units in half', () => {
    expect(findSplice('😀', '😁', 2)).toEqual({ at: 0, remove: 2, insert: '😁' });
    const sameLowHalf = findSplice('\u{1F600}', '\u{1FA00}', 0);
    expect(sameLowHalf).toEqual({ at: 0, remove: 2, insert: '\u{1FA00}' });
  });
});

describe('carrying an offset over a change', () => {
  it('moves with what was written before it and stays with its own words', () => {
    expect(shiftOffset(4, [{ insert: 'xx' }])).toBe(6);
    expect(shiftOffset(4, [{ retain: 4 }, { insert: 'xx' }])).toBe(4);
    expect(shiftOffset(4, [{ retain: 5 }, { insert: 'xx' }])).toBe(4);
    expect(shiftOffset(4, [{ retain: 1 }, { delete: 2 }])).toBe(2);
    expect(shiftOffset(4, [{ retain: 2 }, { delete: 5 }])).toBe(2);
    expect(shiftOffset(4, [{ retain: 2 }, { delete: 5 }, { insert: 'xyz' }])).toBe(2);
    expect(shiftOffset(0, [{ insert: 'xx' }])).toBe(0);
  });
});

describe('carrying a splice over a change', () => {
  it('removes only what was meant, not what the other wrote in between', () => {
    const carried = carrySplice({ at: 2, remove: 4, insert: 'new' }, [
      [{ retain: 4 }, { insert: 'BEN' }],
    ]);
    expect(carried).toEqual([
      { at: 7, remove: 2, insert: '' },
      { at: 2, remove: 2, insert: '' },
      { at: 2, remove: 0, insert: 'new' },
    ]);
  });
});
