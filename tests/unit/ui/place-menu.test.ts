import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeMenu } from '../../../src/ui/surfaces/place-menu.js';

const viewport = { width: 390, height: 844 };
const menu = { width: 200, height: 160 };
const buttonAt = (left: number, top: number) => ({ left, top, right: left + 44, bottom: top + 44 });

describe('a menu', () => {
  it("opens below its button, in line with the button's end", () => {
    expect(placeMenu(buttonAt(320, 100), menu, viewport, false)).toEqual({ left: 164, top: 150 });
  });

  it("is in line with the button's other end where reading goes from right to left", () => {
    expect(placeMenu(buttonAt(30, 100), menu, viewport, true).left).toBe(30);
  });

  it('opens above where there is no room below', () => {
    expect(placeMenu(buttonAt(320, 760), menu, viewport, false).top).toBe(594);
  });

  it('never leaves the screen it fits on, wherever its button is', () => {
    const place = fc.record({
      left: fc.integer({ min: -100, max: 500 }),
      top: fc.integer({ min: -100, max: 1000 }),
      rightToLeft: fc.boolean(),
    });
    fc.assert(
      fc.property(place, ({ left, top, rightToLeft }) => {
        const placed = placeMenu(buttonAt(left, top), menu, viewport, rightToLeft);
        expect(placed.left).toBeGreaterThanOrEqual(8);
        expect(placed.top).toBeGreaterThanOrEqual(8);
        expect(placed.left + menu.width).toBeLessThanOrEqual(viewport.width - 8);
        expect(placed.top + menu.height).toBeLessThanOrEqual(viewport.height - 8);
      }),
    );
  });
});
