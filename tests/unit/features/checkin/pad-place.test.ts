import { describe, expect, it } from 'vitest';
import { placeAt, stepFrom } from '../../../../src/features/checkin/pad-place.js';

const AREA = { left: 20, top: 100, width: 200, height: 100 };

describe('a finger on the pad', () => {
  it('is up where it is lively, and at the end of the line where it is pleasant', () => {
    expect(placeAt({ x: 20, y: 100 }, AREA, false)).toEqual({ pleasantness: 0, energy: 100 });
    expect(placeAt({ x: 220, y: 200 }, AREA, false)).toEqual({ pleasantness: 100, energy: 0 });
    expect(placeAt({ x: 120, y: 150 }, AREA, false)).toEqual({ pleasantness: 50, energy: 50 });
  });

  it('is mirrored where one reads from right to left', () => {
    expect(placeAt({ x: 20, y: 100 }, AREA, true)).toEqual({ pleasantness: 100, energy: 100 });
  });

  it('stays inside where it leaves', () => {
    expect(placeAt({ x: -50, y: 900 }, AREA, false)).toEqual({ pleasantness: 0, energy: 0 });
    expect(placeAt({ x: 5, y: 5 }, { ...AREA, width: 0, height: 0 }, false)).toEqual({
      pleasantness: 50,
      energy: 50,
    });
  });
});

describe('a key on the pad', () => {
  const middle = { energy: 50, pleasantness: 50 };

  it.each([
    ['ArrowUp', { energy: 55, pleasantness: 50 }],
    ['ArrowDown', { energy: 45, pleasantness: 50 }],
    ['ArrowLeft', { energy: 50, pleasantness: 45 }],
    ['ArrowRight', { energy: 50, pleasantness: 55 }],
  ])('%s moves one step', (key, place) => {
    expect(stepFrom(middle, key, 5, false)).toEqual(place);
  });

  it('follows the eye where one reads from right to left, and ends at the edge', () => {
    expect(stepFrom(middle, 'ArrowRight', 5, true)).toEqual({ energy: 50, pleasantness: 45 });
    expect(stepFrom({ energy: 98, pleasantness: 0 }, 'ArrowUp', 5, false)?.energy).toBe(100);
  });

  it('leaves every other key alone', () => {
    for (const key of ['Tab', 'Enter', 'a', 'Home']) {
      expect(stepFrom(middle, key, 5, false)).toBeUndefined();
    }
  });
});
