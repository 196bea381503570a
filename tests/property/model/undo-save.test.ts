import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ANSWERS, saveWithUndo, undoSave } from '../../../src/model/index.js';
import { createTwo, EVENING, type Phone } from '../../unit/model/answer-cast.js';
import { createTestContext } from '../../unit/model/context.js';

const LATER = 1_000;

const saving = fc.record({
  line: fc.constantFrom('soup', 'rain', 'the train'),
  share: fc.boolean(),
  seal: fc.boolean(),
});
const deed = fc.oneof(saving, fc.constant('meet' as const));

function mapsOf({ docs }: Phone) {
  const all = [docs.private, docs.outgoing.doc, docs.shared];
  return all.map((doc) => doc.getMap('checkins').toJSON());
}

describe('the undo of saving a check-in', () => {
  it('[T9] leads back to what was before, whatever that was and whether or not it has left', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 6 }), saving, fc.boolean(), (past, last, leaves) => {
        const { ana } = createTwo();
        for (const each of past) {
          if (each === 'meet') ana.release();
          else ana.saveApart(each);
        }
        const before = { own: ana.own(), maps: mapsOf(ana) };
        const draft = { ...NO_ANSWERS, evening: EVENING, ...last };
        const context = { ...createTestContext({ now: LATER }), author: ana.me };
        const saved = saveWithUndo(ana.docs, draft, context);
        if (!saved.ok) throw new Error(saved.error.type);
        // Said again, what waited may leave: nobody can undo that.
        if (leaves && saved.value.added.size > 0) ana.release();
        undoSave(ana.docs, saved.value, LATER + 1);
        expect(ana.own()).toEqual(before.own);
        if (!leaves) expect(mapsOf(ana)).toEqual(before.maps);
      }),
    );
  });
});
