import fc from 'fast-check';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkChapterUpdate } from '../../../src/ledger/check-chapter-update.js';

const LIMITS = { interruptAfterTimeLimit: 30_000 };

/** One of each thing that a chapter can hold. */
function writeEverything(words: readonly string[], values: readonly unknown[]): Uint8Array[] {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const text = doc.getText('text');
  for (const word of words) text.insert(text.length >> 1, word, { bold: true });
  text.insertEmbed(0, { picture: 1 });
  if (text.length > 2) text.delete(1, 1);
  const list = doc.getArray('list');
  list.push([...values, new Y.Map([['a', 1]]), new Y.Text('in'), Uint8Array.of(1, 2)]);
  list.delete(0, 1);
  doc
    .getMap('map')
    .set('nested', Y.Array.from([1, null, { gone: undefined, big: 10n }, -5, 1.5, -(2 ** 60)]));
  doc.getMap('map').delete('nested');
  doc.getXmlFragment('xml').push([new Y.XmlElement('p'), new Y.XmlText('t')]);
  return [...updates, Y.mergeUpdates(updates), Y.encodeStateAsUpdate(doc)];
}

const everything = fc
  .tuple(
    fc.array(fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }), { maxLength: 5 }),
    fc.array(fc.jsonValue({ maxDepth: 3 }), { minLength: 1, maxLength: 4 }),
  )
  .map(([words, values]) => writeEverything(words, values));

it('[L22] whatever Yjs writes for a chapter passes', () => {
  fc.assert(
    fc.property(everything, (updates) => {
      for (const update of updates) expect(checkChapterUpdate(update)).toEqual({ ok: true });
    }),
    LIMITS,
  );
});

it('[L22] a damaged update is refused, or Yjs is done with it soon', () => {
  const damage = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(everything, fc.nat(), damage, (updates, which, places) => {
      const bad = Uint8Array.from(updates[which % updates.length]!);
      for (const [at, value] of places) bad[at % bad.length] = value;
      if (!checkChapterUpdate(bad).ok) return;
      const doc = new Y.Doc();
      try {
        Y.applyUpdate(doc, bad);
        for (const update of updates) Y.applyUpdate(doc, update);
      } catch {
        // Setting it aside is the ledger's business; here it is enough to get this far.
      }
    }),
    { numRuns: 400, ...LIMITS },
  );
});
