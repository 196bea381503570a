/** The two lamps as paths: a circle and an arch on one ground line, and the hatch of what they share. */

export type Lamps = {
  readonly width: number;
  readonly height: number;
  readonly circle: string;
  readonly arch: string;
  /** Fine diagonals over the whole picture, to be clipped to where the shapes overlap. */
  readonly hatch: string;
};

/** A full circle as a path, so that it can be clipped by and with the arch. */
export function circlePath(cx: number, cy: number, r: number): string {
  return `M${cx - r} ${cy}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0Z`;
}

/** A round-headed arch with softened feet, standing on `bottom`. */
export function archPath(left: number, top: number, width: number, bottom: number): string {
  const r = width / 2;
  const foot = round(width * 0.07);
  const side = round(bottom - top - r - foot);
  return (
    `M${left} ${top + r}a${r} ${r} 0 0 1 ${width} 0v${side}` +
    `a${foot} ${foot} 0 0 1 ${-foot} ${foot}h${round(2 * foot - width)}a${foot} ${foot} 0 0 1 ${-foot} ${-foot}Z`
  );
}

/** Parallel lines rising to the right, `gap` apart along the horizontal. */
export function hatchPath(width: number, height: number, gap: number): string {
  let path = '';
  for (let x = -height; x < width; x += gap) path += `M${round(x)} ${height}l${height} ${-height}`;
  return path;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

export const CIRCLE = circlePath(12, 12, 9.75);
export const ARCH = archPath(3.5, 2.25, 17, 21.75);
export const MARK_HATCH = hatchPath(24, 24, 4);

/** The mark and logo: the overlap is about two fifths of each. */
export const LAMPS: Lamps = {
  width: 34,
  height: 24,
  circle: circlePath(12.25, 12.5, 9.75),
  arch: archPath(14.5, 2, 17, 22.25),
  hatch: hatchPath(34, 24, 1.8),
};
