/**
 * A time zone written out for calendars that don't know it by its name: what its clocks do, as a rule for ever
 * where there is one, else change by change for the years to come. SPEC K5 to K7.
 */
import { type LocalDate, WEEKDAYS } from '../kernel/index.js';
import { type Change, listChanges, offsetsOf } from './offsets.js';

const YEAR_MS = 366 * 86_400_000;
const YEARS_AHEAD = 10;
const DAYS_OF_WEEK = 7;

/** A change as the clocks on the wall show it, just before it. */
type WallChange = Change & {
  readonly year: number;
  readonly month: number;
  readonly weekday: number;
  readonly time: string;
  /** As `20261025T030000`. */
  readonly wall: string;
  /** Which of its weekday in the month: 1 to 5, and whether it is the last. */
  readonly nth: number;
  readonly isLast: boolean;
};

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

/** `+0200`; seconds only where there are any. */
function formatOffset(seconds: number): string {
  const sign = seconds < 0 ? '-' : '+';
  const whole = Math.abs(seconds);
  const rest = whole % 60 === 0 ? '' : pad(whole % 60);
  return `${sign}${pad(Math.floor(whole / 3600))}${pad(Math.floor(whole / 60) % 60)}${rest}`;
}

function readWall(change: Change): WallChange {
  const wall = new Date(change.at + change.from * 1_000);
  const day = wall.getUTCDate();
  const daysInMonth = new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth() + 1, 0));
  const stamp = wall.toISOString().replace(/[-:]|\.\d+Z$/g, '');
  return {
    ...change,
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    weekday: (wall.getUTCDay() + 6) % DAYS_OF_WEEK,
    time: stamp.slice(9),
    wall: stamp,
    nth: Math.ceil(day / DAYS_OF_WEEK),
    isLast: day + DAYS_OF_WEEK > daysInMonth.getUTCDate(),
  };
}

/** "The last Sunday of October", where all of them say so, once in each year. */
function findRule(changes: readonly WallChange[]): string | undefined {
  const [first] = changes;
  if (!first || changes.length < YEARS_AHEAD) return undefined;
  const isSteady = changes.every(
    ({ year, month, weekday, time }, index) =>
      year === first.year + index &&
      month === first.month &&
      weekday === first.weekday &&
      time === first.time,
  );
  const day = WEEKDAYS[first.weekday];
  if (!isSteady) return undefined;
  const rule = (which: number): string =>
    `RRULE:FREQ=YEARLY;BYMONTH=${first.month};BYDAY=${which}${day}`;
  if (changes.every(({ isLast }) => isLast)) return rule(-1);
  return changes.every(({ nth }) => nth === first.nth) ? rule(first.nth) : undefined;
}

type Observance = { readonly from: number; readonly to: number; readonly lines: readonly string[] };

function writeObservance({ from, to, lines }: Observance, standard: number): readonly string[] {
  const name = to > standard ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    ...lines,
    `TZOFFSETFROM:${formatOffset(from)}`,
    `TZOFFSETTO:${formatOffset(to)}`,
    `END:${name}`,
  ];
}

/** Changes of the same kind, from one offset to another, belong together. */
function groupChanges(changes: readonly WallChange[]): readonly (readonly WallChange[])[] {
  const groups = new Map<string, WallChange[]>();
  for (const change of changes) {
    const kind = `${change.from} ${change.to}`;
    const group = groups.get(kind);
    if (group) group.push(change);
    else groups.set(kind, [change]);
  }
  return [...groups.values()];
}

function describeGroup(changes: readonly WallChange[], rule: string | undefined): Observance[] {
  const [first, ...others] = changes;
  if (!first) return [];
  const { from, to, wall } = first;
  const more = rule === undefined ? others.map((change) => `RDATE:${change.wall}`) : [rule];
  return [{ from, to, lines: [`DTSTART:${wall}`, ...more] }];
}

function observe(timeZone: string, since: number): readonly Observance[] {
  const offsetAt = offsetsOf(timeZone);
  const start = since - YEAR_MS;
  const changes = listChanges(offsetAt, start, since + YEARS_AHEAD * YEAR_MS).map(readWall);
  const base = offsetAt(start);
  const always = { from: base, to: base, lines: ['DTSTART:19700101T000000'] };
  const groups = groupChanges(changes);
  // One kind alone with a rule would be wrong half of the year, so all have one or none has.
  const rules = groups.map(findRule);
  const isRegular = rules.every((rule) => rule !== undefined);
  return [
    always,
    ...groups.flatMap((group, at) => describeGroup(group, isRegular ? rules[at] : undefined)),
  ];
}

/** The lines of a `VTIMEZONE` that holds for `since` and later. */
export function describeTimeZone(timeZone: string, since: LocalDate): readonly string[] {
  const observances = observe(timeZone, Date.parse(`${since}T00:00:00Z`));
  const standard = Math.min(...observances.map(({ to }) => to));
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${timeZone}`,
    ...observances.flatMap((observance) => writeObservance(observance, standard)),
    'END:VTIMEZONE',
  ];
}
