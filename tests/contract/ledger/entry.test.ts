import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { utf8ToBytes } from '../../../src/kernel/index.js';
import { authenticate, openEntry } from '../../../src/vault/index.js';
import { createAnaAndBen, entriesOf } from '../../unit/ledger/couple.js';

it('[L2] an entry is laid out as the table says', () => {
  const { ana, keys } = createAnaAndBen();
  const { doc } = ana.ledger.openChapter('gratitude/2026-11');
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  doc.getMap('m').set('k', 'soup');
  const entry = Buffer.from(entriesOf(ana.doc)[0]!);
  const tag = authenticate(keys.tagKey, utf8ToBytes('gratitude/2026-11'));
  expect(entry.readUInt8(0)).toBe(1);
  expect(entry.readUInt32BE(1)).toBe(keys.epoch);
  expect(entry.subarray(5, 21)).toEqual(Buffer.from(tag.subarray(0, 16)));
  expect(entry.subarray(21, 37).toString('hex')).toBe(ana.device.id);
  const opened = openEntry(
    keys.sealKey,
    ana.device.publicKey,
    entry.subarray(0, 37),
    entry.subarray(37),
  );
  expect(opened.ok && Buffer.from(opened.value).equals(updates[0]!)).toBe(true);
});

it('[L1] the outer document has one root, an array of byte strings', () => {
  const { ana } = createAnaAndBen();
  ana.ledger.openChapter('gratitude/2026-11').doc.getMap('m').set('k', 'soup');
  expect([...ana.doc.share.keys()]).toEqual(['entries']);
  expect(ana.doc.getArray('entries')).toBeInstanceOf(Y.Array);
  expect(entriesOf(ana.doc).every((entry) => entry instanceof Uint8Array)).toBe(true);
});
