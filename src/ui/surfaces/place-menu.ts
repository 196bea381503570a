/** Where a menu opens: below its button, in line with its end, and never beyond the edge of the screen. */

export type Box = { left: number; top: number; right: number; bottom: number };
export type Extent = { width: number; height: number };
export type Place = { left: number; top: number };

const GAP = 6;
const EDGE = 8;

/** All in CSS pixels of the viewport. `rightToLeft` turns "its end" round. */
export function placeMenu(
  button: Box,
  menu: Extent,
  viewport: Extent,
  rightToLeft: boolean,
): Place {
  const below = button.bottom + GAP;
  const above = button.top - GAP - menu.height;
  const fitsBelow = below + menu.height <= viewport.height - EDGE;
  const left = rightToLeft ? button.left : button.right - menu.width;
  return {
    left: clamp(left, EDGE, viewport.width - EDGE - menu.width),
    top: clamp(fitsBelow ? below : above, EDGE, viewport.height - EDGE - menu.height),
  };
}

/** The lower bound wins where the two contradict, so that a menu too large shows its beginning. */
function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
