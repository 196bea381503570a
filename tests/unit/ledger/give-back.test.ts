/** What one wrote the other can't take away: an altered app of Ben's deletes entries of Ana's. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { systemRandom } from '../../../src/kernel/index.js';
import { createLedger, type Ledger } from '../../../src/ledger/index.js';
import { type Couple, createAnaAndBen, entriesOf, meet, type Phone, sealByHand } from './couple.js';

const BOARD = 'gratitude/2026-11';
const ANAS = 'checkins/2026-11@a';
const RULES = { entries: 3, idleMs: 1_000, deletedIdleMs: 10_000 };

function write(ledger: Ledger, chapter: string, key: string, value: string): void {
  const open = ledger.openChapter(chapter);
  open.doc.getMap('m').set(key, value);
  open.close();
}

function read(ledger: Ledger, chapter: string): unknown {
  const open = ledger.openChapter(chapter);
  const words = open.doc.getMap('m').toJSON();
  open.close();
  return words;
}

/** The phone as it is after a restart: it has what its outer document had, and has opened no chapter yet. */
function restart(
  { keys, devices, clock }: Couple,
  { doc, device, ledger }: Phone,
  ownChapters: readonly string[] = [],
): { doc: Y.Doc; ledger: Ledger } {
  ledger.close();
  const again = new Y.Doc();
  Y.applyUpdate(again, Y.encodeStateAsUpdate(doc));
  const parts = { keys, devices, clock, me: device, random: systemRandom };
  return {
    doc: again,
    ledger: createLedger({ ...parts, doc: again, ownChapters: () => ownChapters }),
  };
}

describe("a partner's altered app", () => {
  it('[L35] deletes what Ana wrote: it comes back, on both phones', () => {
    const couple = createAnaAndBen();
    const { ana, ben } = couple;
    write(ana.ledger, ANAS, 'k', 'first');
    write(ana.ledger, ANAS, 'l', 'second');
    meet(ana.doc, ben.doc);
    ben.doc.getArray('entries').delete(0, 2);
    meet(ana.doc, ben.doc);
    meet(ana.doc, ben.doc);
    expect(read(restart(couple, ana).ledger, ANAS)).toEqual({ k: 'first', l: 'second' });
    expect(read(ben.ledger, ANAS)).toEqual({ k: 'first', l: 'second' });
  });

  it('[L35] deletes only the later version, so that an earlier one would count again', () => {
    const couple = createAnaAndBen();
    const { ana, ben } = couple;
    write(ana.ledger, ANAS, 'k', 'said in anger');
    write(ana.ledger, ANAS, 'k', 'said in peace');
    meet(ana.doc, ben.doc);
    ben.doc.getArray('entries').delete(1, 1);
    meet(ana.doc, ben.doc);
    expect(read(restart(couple, ana).ledger, ANAS)).toEqual({ k: 'said in peace' });
  });

  it('[L35] deletes from a chapter that has not been opened since the start', () => {
    const couple = createAnaAndBen();
    const { ben } = couple;
    write(couple.ana.ledger, ANAS, 'k', 'last month');
    const ana = restart(couple, couple.ana, ['profile@a', ANAS]);
    meet(ana.doc, ben.doc);
    ben.doc.getArray('entries').delete(0, 1);
    meet(ana.doc, ben.doc);
    expect(read(ana.ledger, ANAS)).toEqual({ k: 'last month' });
  });

  it('[L35] puts an entry of its own in the place of what it deletes', () => {
    const couple = createAnaAndBen();
    const { ana, ben } = couple;
    write(ana.ledger, ANAS, 'k', 'mine');
    meet(ana.doc, ben.doc);
    const [entry] = entriesOf(ben.doc);
    const chapter = ben.ledger.openChapter(ANAS);
    const foul = sealByHand(couple, entry!, ben.device, Y.encodeStateAsUpdate(chapter.doc));
    ben.doc.transact(() => {
      ben.doc.getArray('entries').delete(0, 1);
      ben.doc.getArray('entries').push([foul]);
    });
    meet(ana.doc, ben.doc);
    expect(read(restart(couple, ana).ledger, ANAS)).toEqual({ k: 'mine' });
  });
});

describe('nothing comes back', () => {
  it('[L35] that a fold of the other tab has replaced', () => {
    const couple = createAnaAndBen(RULES);
    const { ana, clock, keys, devices } = couple;
    const other = new Y.Doc();
    const parts = { keys, devices, clock, me: ana.device, random: systemRandom };
    createLedger({ ...parts, doc: other, ownChapters: () => [ANAS] });
    for (const word of ['one', 'two', 'three']) write(ana.ledger, ANAS, 'k', word);
    meet(ana.doc, other);
    clock.advance(1_000);
    expect(ana.ledger.foldIdle().folded).toEqual([{ chapter: ANAS, entries: 3 }]);
    meet(ana.doc, other);
    expect(entriesOf(other)).toHaveLength(1);
    expect(entriesOf(ana.doc)).toHaveLength(1);
  });

  it('[L35] that the partner may delete: a fold of what both write', () => {
    const couple = createAnaAndBen(RULES);
    const { ana, ben, clock } = couple;
    for (const word of ['one', 'two', 'three']) write(ana.ledger, BOARD, 'k', word);
    meet(ana.doc, ben.doc);
    ben.ledger.openChapter(BOARD);
    clock.advance(1_000);
    ben.ledger.foldIdle();
    meet(ana.doc, ben.doc);
    expect(entriesOf(ana.doc)).toHaveLength(1);
    expect(read(ana.ledger, BOARD)).toEqual({ k: 'three' });
  });
});
