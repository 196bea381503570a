/** What can happen, one thing after the other: made from a seed, printed, and made shorter when it shows a fault. */
import { type Chance, createChance } from './chance.js';
import type { Death } from './disks.js';

export type Step =
  | {
      readonly do: 'write' | 'type' | 'erase';
      readonly who: number;
      readonly where: number;
      readonly at: number;
    }
  | { readonly do: 'check in' | 'undo' | 'redo'; readonly who: number; readonly where: number }
  | { readonly do: 'flush' | 'save' | 'tidy' | 'leave' | 'start' | 'wake'; readonly who: number }
  | { readonly do: 'pass'; readonly ms: number }
  /** A moment inside of what is going on. */
  | { readonly do: 'turn'; readonly count: number }
  | { readonly do: 'kill'; readonly who: number; readonly death: Death }
  | { readonly do: 'cut' | 'restore' | 'come back' }
  | { readonly do: 'swallow'; readonly who: number | 'both' }
  | { readonly do: 'hub'; readonly who: number; readonly open: boolean }
  | { readonly do: 'replay'; readonly which: number }
  | {
      readonly do: 'trap';
      readonly frames: number;
      readonly when: 'before' | 'after';
      readonly spring: Spring;
    }
  | { readonly do: 'disk fails'; readonly count: number }
  | {
      readonly do: 'send parcel';
      readonly who: number;
      readonly whom: number;
      readonly whole: boolean;
    }
  | { readonly do: 'open parcel'; readonly which: number };

/** What happens at the frame that a trap waits for. */
export type Spring =
  | { readonly do: 'cut' }
  | { readonly do: 'swallow' }
  | { readonly do: 'kill'; readonly who: number; readonly death: Death };

export type Schedule = {
  readonly seed: number;
  /** 2 to 4. */
  readonly phones: number;
  readonly steps: readonly Step[];
};

type Maker = (chance: Chance, phones: number) => Step;

const DEATHS: readonly Death[] = ['page', 'power'];
const PAUSES = [0, 20, 150, 400, 1_000, 2_500, 5_000, 11_000];
const LONG_PAUSES = [15_000, 30_000, 65_000, 130_000];

const someone = (chance: Chance, phones: number): number => chance.below(phones);
const oneOfTheTwo = (chance: Chance): number => chance.below(2);

const edit =
  (what: 'write' | 'type' | 'erase'): Maker =>
  (chance, phones) => ({
    do: what,
    who: someone(chance, phones),
    where: chance.below(6),
    at: chance.below(1_000),
  });

const inChapter =
  (what: 'check in' | 'undo' | 'redo'): Maker =>
  (chance, phones) => ({ do: what, who: someone(chance, phones), where: chance.below(6) });

const simple =
  (what: 'flush' | 'save' | 'tidy' | 'leave' | 'start'): Maker =>
  (chance, phones) => ({ do: what, who: someone(chance, phones) });

const ofTheAir =
  (what: 'cut' | 'restore' | 'come back'): Maker =>
  () => ({ do: what });

const trap: Maker = (chance) => ({
  do: 'trap',
  frames: chance.below(chance.pick([4, 12, 40])),
  when: chance.pick(['before', 'after']),
  spring: chance.pick<() => Spring>([
    () => ({ do: 'cut' }),
    () => ({ do: 'swallow' }),
    () => ({ do: 'kill', who: oneOfTheTwo(chance), death: chance.pick(DEATHS) }),
  ])(),
});

const MAKERS: readonly (readonly [weight: number, make: Maker])[] = [
  [8, edit('write')],
  [6, edit('type')],
  [4, edit('erase')],
  [3, inChapter('check in')],
  [2, inChapter('undo')],
  [1, inChapter('redo')],
  [1, simple('flush')],
  [4, simple('save')],
  [3, simple('tidy')],
  [1, simple('leave')],
  [3, simple('start')],
  [1, (chance) => ({ do: 'wake', who: oneOfTheTwo(chance) })],
  [12, (chance) => ({ do: 'pass', ms: chance.pick(PAUSES) })],
  [1, (chance) => ({ do: 'pass', ms: chance.pick(LONG_PAUSES) })],
  [4, (chance) => ({ do: 'turn', count: 1 + chance.below(12) })],
  [
    3,
    (chance, phones) => ({ do: 'kill', who: someone(chance, phones), death: chance.pick(DEATHS) }),
  ],
  [2, ofTheAir('cut')],
  [2, ofTheAir('restore')],
  [2, ofTheAir('come back')],
  [1, (chance) => ({ do: 'swallow', who: chance.pick([0, 1, 'both' as const]) })],
  [2, (chance) => ({ do: 'hub', who: oneOfTheTwo(chance), open: chance.isLikely(0.6) })],
  [1, (chance) => ({ do: 'replay', which: chance.below(1_000) })],
  [3, trap],
  [1, (chance) => ({ do: 'disk fails', count: 1 + chance.below(3) })],
  [
    4,
    (chance, phones) => {
      const who = someone(chance, phones);
      const whom = (who + 1 + chance.below(phones - 1)) % phones;
      return { do: 'send parcel', who, whom, whole: chance.isLikely(0.2) };
    },
  ],
  [5, (chance) => ({ do: 'open parcel', which: chance.below(1_000) })],
];

const TOTAL_WEIGHT = MAKERS.reduce((sum, [weight]) => sum + weight, 0);

function makeStep(chance: Chance, phones: number): Step {
  let left = chance.below(TOTAL_WEIGHT);
  for (const [weight, make] of MAKERS) {
    if (left < weight) return make(chance, phones);
    left -= weight;
  }
  throw new Error('weights that do not add up');
}

export function makeSchedule(seed: number): Schedule {
  const chance = createChance(seed);
  const phones = chance.pick([2, 2, 2, 3, 4]);
  const length = 8 + chance.below(chance.pick([12, 30]));
  return { seed, phones, steps: Array.from({ length }, () => makeStep(chance, phones)) };
}

export function printSchedule({ seed, phones, steps }: Schedule): string {
  const lines = steps.map((step) => `    ${JSON.stringify(step)},`);
  return [`{ seed: ${seed}, phones: ${phones}, steps: [`, ...lines, '  ] }'].join('\n');
}

/** Leaves out what the fault does not need: ever smaller pieces, until no single step can go. */
export async function shrinkSchedule(
  schedule: Schedule,
  fails: (shorter: Schedule) => Promise<boolean>,
): Promise<Schedule> {
  let best = schedule;
  for (let size = Math.ceil(best.steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < best.steps.length; ) {
      const steps = [...best.steps.slice(0, from), ...best.steps.slice(from + size)];
      const shorter = { ...best, steps };
      if (await fails(shorter)) best = shorter;
      else from += size;
    }
  }
  return best;
}
