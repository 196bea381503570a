/** Whatever comes and wherever one looks: nothing that came is lost, nothing is told twice, nothing seen is counted. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { look, NO_VISIT, type Sight } from '../../../src/features/arrivals/visit.js';
import { addDays } from '../../../src/kernel/index.js';
import type { ArrivedItem } from '../../../src/model/index.js';

const TONIGHT = '2026-11-27';
const SIGHTS: readonly Sight[] = ['today', 'board', 'elsewhere', 'away'];

type Step = { readonly sight: Sight; readonly minutes: number; readonly comes: number };

const anyStep = fc.record<Step>({
  sight: fc.constantFrom(...SIGHTS),
  minutes: fc.nat(30),
  comes: fc.nat(2),
});

function item(n: number): ArrivedItem {
  return n % 2 === 0
    ? { kind: 'note', id: `note ${n}`, month: n % 4 === 0 ? '2026-11' : '2026-10' }
    : {
        kind: n % 3 === 0 ? 'answer' : 'checkin',
        id: `${n}`,
        evening: addDays(TONIGHT, -(n % 7)),
      };
}

const LAST_LOOK: Step = { sight: 'today', minutes: 0, comes: 0 };

function idsOf(items: readonly ArrivedItem[]): readonly string[] {
  return items.map(({ id }) => id);
}

/** What was seen and what came onto the list, one after the other. */
function live(steps: readonly Step[]) {
  let visit = NO_VISIT;
  let now = 0;
  let made = 0;
  let unseen: readonly ArrivedItem[] = [];
  const [seen, listed]: [string[], string[]] = [[], []];
  for (const { sight, minutes, comes } of steps) {
    now += minutes * 60_000;
    unseen = [...unseen, ...Array.from({ length: comes }, () => item(made++))];
    const before = new Set(idsOf(visit.listed));
    const looked = look(visit, unseen, { sight, now, tonight: TONIGHT });
    visit = looked.visit;
    listed.push(...idsOf(visit.listed).filter((id) => !before.has(id)));
    seen.push(...idsOf(looked.seen));
    const gone = new Set(idsOf(looked.seen));
    unseen = unseen.filter(({ id }) => !gone.has(id));
    if (sight === 'away' || sight === 'elsewhere') expect(looked.seen).toEqual([]);
  }
  return { seen, listed, all: Array.from({ length: made }, (_, n) => item(n).id) };
}

it('each thing is seen exactly once, and comes onto the list at most once', () => {
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const { seen, listed, all } = live([...steps, LAST_LOOK]);
      expect([...seen].sort()).toEqual([...all].sort());
      expect(new Set(listed).size).toBe(listed.length);
    }),
  );
});
