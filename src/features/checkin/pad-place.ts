/** Where a finger or a key leads on the pad: plain rules, without React. */
import type { PadPlace } from '../../telling/index.js';

export type Area = {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
};

function percent(part: number, whole: number): number {
  if (whole <= 0) return 50;
  return Math.round(Math.min(Math.max(part / whole, 0), 1) * 100);
}

/** `isMirrored`: written from right to left, so that pleasant lies on the left. Outside the area counts as its edge. */
export function placeAt(
  { x, y }: { readonly x: number; readonly y: number },
  { left, top, width, height }: Area,
  isMirrored: boolean,
): PadPlace {
  const across = percent(x - left, width);
  return {
    pleasantness: isMirrored ? 100 - across : across,
    energy: 100 - percent(y - top, height),
  };
}

const MOVES: Readonly<Record<string, { readonly across: number; readonly up: number }>> = {
  ArrowUp: { across: 0, up: 1 },
  ArrowDown: { across: 0, up: -1 },
  ArrowLeft: { across: -1, up: 0 },
  ArrowRight: { across: 1, up: 0 },
};

/** Undefined for keys that don't move. */
export function stepFrom(
  place: PadPlace,
  key: string,
  step: number,
  isMirrored: boolean,
): PadPlace | undefined {
  const move = MOVES[key];
  if (!move) return undefined;
  const within = (value: number): number => Math.min(Math.max(value, 0), 100);
  return {
    pleasantness: within(place.pleasantness + move.across * step * (isMirrored ? -1 : 1)),
    energy: within(place.energy + move.up * step),
  };
}
