import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { entriesOf, openBodies } from '../../unit/ledger/couple.js';
import { anyLayout, anyStep, CHAPTERS, CoupleLife } from './couple-life.js';

const RUNS = 60;
/** On a slow machine fewer lives will do, and shrinking a failing one of sixty steps can take minutes. */
const LIMITS = { interruptAfterTimeLimit: 30_000 };
const life = fc.tuple(anyLayout, fc.array(anyStep, { minLength: 5, maxLength: 60 }));

function live(layout: readonly number[], steps: Parameters<CoupleLife['run']>[0][]): CoupleLife {
  const couple = new CoupleLife(layout);
  for (const step of steps) couple.run(step);
  couple.settle();
  return couple;
}

/** What a chapter is: its content, what it has seen of each writer, and what it knows to be deleted. */
function stateOf(doc: Y.Doc): unknown {
  return {
    words: doc.getText('words').toString(),
    settings: doc.getMap('settings').toJSON(),
    snapshot: Buffer.from(Y.encodeSnapshot(Y.snapshot(doc))).toString('hex'),
  };
}

it('[L31, L33] whatever the order, the repeats, the folds and the restarts: every phone has the same, and nothing is lost', () => {
  fc.assert(
    fc.property(life, ([layout, steps]) => {
      const couple = live(layout, steps);
      for (const name of CHAPTERS) {
        const [first, ...others] = couple.phones.map((phone) => couple.chapter(phone, name).doc);
        for (const other of others) expect(stateOf(other)).toEqual(stateOf(first!));
        const expected = [...couple.written.get(name)!].filter(
          (word) => !couple.erased.get(name)!.has(word),
        );
        expect(couple.words(couple.phones[0]!, name).sort()).toEqual(expected.sort());
        expect(first!.getMap('settings').toJSON()).toEqual(couple.settings.get(name));
      }
      for (const phone of couple.phones) expect(phone.ledger.setAside.get()).toEqual([]);
    }),
    { numRuns: RUNS, ...LIMITS },
  );
});

it('[L14] a chapter opened from the ledger alone is the chapter that was edited', () => {
  fc.assert(
    fc.property(life, ([layout, steps]) => {
      const couple = live(layout, steps);
      for (const name of CHAPTERS) {
        const before = stateOf(couple.chapter(couple.phones[0]!, name).doc);
        couple.run({ do: 'restart', who: 0 });
        expect(stateOf(couple.chapter(couple.phones[0]!, name).doc)).toEqual(before);
      }
    }),
    { numRuns: RUNS / 3, ...LIMITS },
  );
});

it('[L32, L34] once all are idle they fold a few times and then rest, and no entry holds a deleted word', () => {
  fc.assert(
    fc.property(life, ([layout, steps]) => {
      const couple = live(layout, steps);
      for (const phone of couple.phones) for (const name of CHAPTERS) couple.chapter(phone, name);
      let folds = 1;
      for (let round = 0; folds > 0; round++) {
        expect(round).toBeLessThan(4);
        couple.couple.clock.advance(60_000);
        // All at once, as if nobody could hear the others.
        folds = couple.phones.flatMap((phone) => phone.ledger.foldIdle().folded).length;
        couple.settle();
      }
      const gone = [...couple.erased.values()].flatMap((words) => [...words]);
      for (const { doc } of couple.phones) {
        const bodies = openBodies(doc, couple.couple).map((body) => Buffer.from(body));
        expect(bodies).toHaveLength(entriesOf(doc).length);
        expect(gone.filter((word) => bodies.some((body) => body.includes(word)))).toEqual([]);
      }
    }),
    { numRuns: RUNS, ...LIMITS },
  );
});
