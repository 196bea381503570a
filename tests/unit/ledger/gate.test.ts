import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { checkLedgerUpdate } from '../../../src/ledger/index.js';

function updateOf(edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  edit(doc);
  return Y.encodeStateAsUpdate(doc);
}

const bytes = Uint8Array.of(1, 2, 3);
const small = updateOf((doc) => doc.getArray('entries').push([bytes]));

describe('[L41] an update of another shape is refused', () => {
  it.each<[string, (doc: Y.Doc) => void]>([
    ['another root', (doc) => doc.getArray('others').push([bytes])],
    ['a root whose name begins the same', (doc) => doc.getArray('entries2').push([bytes])],
    ['a map', (doc) => doc.getMap('entries').set('k', bytes)],
    ['text', (doc) => doc.getText('entries').insert(0, 'soup')],
    ['formatted text', (doc) => doc.getText('entries').insert(0, 'soup', { bold: true })],
    ['a number', (doc) => doc.getArray('entries').push([7])],
    ['an object', (doc) => doc.getArray('entries').push([{ a: 1 }])],
    ['a nested type', (doc) => doc.getArray('entries').push([new Y.Array()])],
    ['a nested array with bytes', (doc) => doc.getArray('entries').push([Y.Array.from([bytes])])],
    ['a document', (doc) => doc.getArray('entries').push([new Y.Doc()])],
    ['XML', (doc) => doc.getXmlFragment('entries').push([new Y.XmlElement('p')])],
    ['bytes and more', (doc) => doc.getArray('entries').push([bytes, 'soup'])],
  ])('%s', (_, edit) => {
    expect(checkLedgerUpdate(updateOf(edit))).toMatchObject({ error: { type: 'OtherShape' } });
  });
});

describe('[L42] bytes that are no update are refused', () => {
  const huge = [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f];
  it.each<[string, readonly number[]]>([
    ['nothing', []],
    ['one byte more', [...small, 0]],
    ['one byte less', [...small.subarray(0, -1)]],
    ['more clients than bytes', [...huge, 0]],
    ['more structs than bytes', [1, ...huge, 1, 0, 0, 1]],
    [
      'a number beyond what is safe',
      [1, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0],
    ],
    ['a client beyond 32 bits', [1, 1, 0x80, 0x80, 0x80, 0x80, 0x10, 0, 0, 1, 0]],
    ['a clock far in the future', [1, 1, 5, ...huge, 0, 1, 0]],
    ['an empty struct', [1, 1, 5, 0, 0, 0, 0]],
    ['an empty gap', [1, 1, 5, 0, 10, 0, 0]],
    ['a client twice', [2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0]],
    ['an item that hangs on itself', [1, 1, 5, 0, 0x83, 5, 0, 1, 9, 0]],
    ['an item that hangs on its own future', [1, 1, 5, 0, 0x43, 5, 3, 1, 9, 0]],
    ['an empty deletion', [0, 1, 5, 1, 0, 0]],
    ['deletions of a client twice', [0, 2, 5, 1, 0, 1, 5, 1, 2, 1]],
    ['a flag on what was collected', [1, 1, 5, 0, 0x80, 1, 0]],
  ])('%s', (_, update) => {
    expect(checkLedgerUpdate(Uint8Array.from(update)).ok).toBe(false);
  });
});

describe('[L43] limits', () => {
  it('one entry', () => {
    const limits = { updateBytes: 1000, entryBytes: 2 };
    expect(checkLedgerUpdate(small, limits)).toMatchObject({ error: { type: 'TooLarge' } });
    expect(checkLedgerUpdate(small, { ...limits, entryBytes: 3 })).toEqual({ ok: true });
  });

  it('the whole update', () => {
    const limits = { updateBytes: small.length - 1, entryBytes: 100 };
    expect(checkLedgerUpdate(small, limits)).toMatchObject({ error: { type: 'TooLarge' } });
    expect(checkLedgerUpdate(small, { ...limits, updateBytes: small.length })).toEqual({
      ok: true,
    });
  });
});

it('[L40] an empty update passes', () => {
  expect(checkLedgerUpdate(updateOf(() => {}))).toEqual({ ok: true });
});
