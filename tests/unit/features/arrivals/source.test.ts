import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { followSource } from '../../../../src/features/arrivals/source.js';

it('is read again after something came, and not after each letter of one’s own', () => {
  const doc = new Y.Doc();
  let reads = 0;
  let changes = 0;
  const chapter = { name: 'gratitude/2026-11', doc, mayWrite: true, close: () => undefined };
  const source = followSource(
    chapter,
    () => {
      reads += 1;
      return [];
    },
    () => {
      changes += 1;
    },
  );
  source.list();
  doc.getText('note:1').insert(0, 'a');
  source.list();
  expect([reads, changes]).toEqual([1, 0]);
  const there = new Y.Doc();
  there.getText('note:2').insert(0, 'b');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(there));
  source.list();
  source.list();
  expect([reads, changes]).toEqual([2, 1]);
  source.close();
  there.getText('note:2').insert(0, 'c');
  Y.applyUpdate(doc, Y.encodeStateAsUpdate(there));
  expect(changes).toBe(1);
});
