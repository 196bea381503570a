/** How far a time zone is from UTC, and when that changes: read from this phone's own knowledge of zones. */

const DAY_MS = 86_400_000;
/** No zone goes back and forth within so few days. */
const STEP_MS = 7 * DAY_MS;
const SECOND_MS = 1_000;

/** Offsets in seconds east of UTC. */
export type Change = { readonly at: number; readonly from: number; readonly to: number };

/** Of a moment in milliseconds since the epoch, to seconds. */
export type OffsetAt = (epochMs: number) => number;

/** Throws a RangeError for a zone that this phone doesn't know. */
export function offsetsOf(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', {
    timeZone,
    hourCycle: 'h23',
    ...{ year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  });
  return (epochMs) => {
    const parts = new Map(format.formatToParts(epochMs).map(({ type, value }) => [type, value]));
    const read = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    const local = Date.UTC(
      ...([read('year'), read('month') - 1, read('day')] as const),
      ...([read('hour'), read('minute'), read('second')] as const),
    );
    return Math.round((local - Math.floor(epochMs / SECOND_MS) * SECOND_MS) / SECOND_MS);
  };
}

/** The first second of the new offset, somewhere between two moments of which the first still has the old one. */
function findChange(offsetAt: OffsetAt, before: number, after: number): number {
  const old = offsetAt(before);
  let low = before;
  let high = after;
  while (high - low > SECOND_MS) {
    const middle = Math.floor((low + high) / 2 / SECOND_MS) * SECOND_MS;
    if (offsetAt(middle) === old) low = middle;
    else high = middle;
  }
  return high;
}

/** Every change between two moments, in order. */
export function listChanges(offsetAt: OffsetAt, start: number, end: number): readonly Change[] {
  const changes: Change[] = [];
  let offset = offsetAt(start);
  for (let at = start; at < end; at += STEP_MS) {
    const next = offsetAt(at + STEP_MS);
    if (next === offset) continue;
    changes.push({ at: findChange(offsetAt, at, at + STEP_MS), from: offset, to: next });
    offset = next;
  }
  return changes;
}
