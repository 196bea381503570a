import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { systemRandom } from '../../../src/kernel/index.js';
import { createLedger } from '../../../src/ledger/index.js';
import { closeSpace, openSpace, tidySpace } from '../../../src/session/space.js';
import { createDeviceKeys, createRootSecret, deriveLedgerKeys } from '../../../src/vault/index.js';
import { createHandClock } from '../../setup/hand-clock.js';
import { entriesOf, meet } from '../ledger/couple.js';
import { freshDisk, LEDGER, readRawRows } from '../storage/disk.js';

const BOARD = 'gratitude/2026-11';
const LONG_IDLE_MS = 120_000;

/** Ana's phone with its disk, and Ben's, of which only the ledger counts here. */
async function setUp() {
  const clock = createHandClock();
  const random = systemRandom;
  const keys = deriveLedgerKeys(createRootSecret(random), 0, 'shared');
  const [anas, bens] = [createDeviceKeys(random), createDeviceKeys(random)];
  const devices = [
    { id: anas.id, publicKey: anas.publicKey, side: 'a' as const },
    { id: bens.id, publicKey: bens.publicKey, side: 'b' as const },
  ];
  const open = () => openSpace({ name: LEDGER, keys, me: anas, devices, clock, random });
  const ben = createLedger({ doc: new Y.Doc(), keys, me: bens, devices, clock, random });
  return { clock, open, ben };
}

async function isOnDisk(entry: Uint8Array): Promise<boolean> {
  return (await readRawRows()).some((row) => Buffer.from(row).includes(Buffer.from(entry)));
}

describe('deleted words', () => {
  beforeEach(freshDisk);

  async function deleteAndLetBenFold() {
    const { clock, open, ben } = await setUp();
    const ana = await open();
    const board = ana.ledger.openChapter(BOARD);
    board.doc.getText('t').insert(0, 'said in anger');
    const [entry] = entriesOf(ana.ledger.doc);
    board.doc.getText('t').delete(0, 13);
    await ana.store.saved();
    meet(ana.ledger.doc, ben.doc);
    ben.openChapter(BOARD);
    clock.advance(LONG_IDLE_MS);
    expect(ben.foldIdle().folded).toHaveLength(1);
    meet(ana.ledger.doc, ben.doc);
    await ana.store.saved();
    expect(await isOnDisk(entry!)).toBe(true);
    return { ana, open, entry: entry! };
  }

  it('leave the database of the phone that did not fold, too', async () => {
    const { ana, entry } = await deleteAndLetBenFold();
    await tidySpace(ana);
    expect(await isOnDisk(entry)).toBe(false);
    await closeSpace(ana);
  });

  it('leave it after a restart, where the app was gone before it could tidy', async () => {
    const { ana, open, entry } = await deleteAndLetBenFold();
    await closeSpace(ana);
    const again = await open();
    await tidySpace(again);
    expect(await isOnDisk(entry)).toBe(false);
    await closeSpace(again);
  });

  it('are looked for only where something was deleted: the rows are not rewritten each minute', async () => {
    const { ana, open } = await deleteAndLetBenFold();
    await tidySpace(ana);
    ana.ledger.openChapter(BOARD).doc.getText('t').insert(0, 'soup');
    await closeSpace(ana);
    const rows = await readRawRows();
    const again = await open();
    await tidySpace(again);
    expect((await readRawRows()).length).toBeGreaterThanOrEqual(rows.length);
    await closeSpace(again);
  });
});
