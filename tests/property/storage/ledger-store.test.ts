/** Whatever happens to the database, in any order: nothing that was said to be saved is lost. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rangesAround } from '../../../src/storage/ledger-rows.js';
import { isSameValue } from '../../../src/storage/same-value.js';
import {
  closeFromOutside,
  createFaultyDisk,
  freshDisk,
  oneBrowser,
  openPhone,
  type Phone,
  until,
  watchOpenings,
  wordsOnDisk,
} from '../../unit/storage/disk.js';

type Step =
  | { readonly do: 'write' | 'delete' | 'save' | 'compact' | 'crash'; readonly tab: number }
  | { readonly do: 'close from outside' | 'close unseen' | 'give up'; readonly tab: number };

const anyStep = fc.record({
  do: fc.constantFrom<Step['do']>(
    'write',
    'write',
    'write',
    'delete',
    'save',
    'save',
    'compact',
    'crash',
    'close from outside',
    'close unseen',
    'give up',
  ),
  tab: fc.nat(1),
});

function isSubset(some: Iterable<string>, all: Iterable<string>): boolean {
  const known = new Set(all);
  return [...some].every((word) => known.has(word));
}

async function run(steps: readonly Step[]): Promise<void> {
  freshDisk();
  const disk = createFaultyDisk();
  const openings = watchOpenings();
  const platform = oneBrowser();
  const tabs: Phone[] = [openPhone({ platform }), openPhone({ platform })];
  const deleted = new Set<string>();
  let promised = new Set<string>();
  let count = 0;

  async function take({ do: what, tab }: Step): Promise<void> {
    const phone = tabs[tab]!;
    switch (what) {
      case 'write':
        phone.write(`word ${count++}`);
        return;
      case 'delete': {
        const [first] = phone.words();
        if (first === undefined) return;
        deleted.add(first);
        phone.doc.getArray('entries').delete(0);
        return;
      }
      case 'save': {
        const words = phone.words();
        if ((await phone.store.saved()).ok) promised = new Set([...promised, ...words]);
        return;
      }
      case 'compact':
        await phone.store.compact();
        return;
      case 'crash':
        // The page is gone: what it had only in memory too. Its database is let go of by the browser.
        await phone.store.close();
        tabs[tab] = openPhone({ platform });
        await tabs[tab]?.store.loaded;
        return;
      case 'close from outside':
        await phone.store.loaded;
        closeFromOutside(openings.last());
        return;
      case 'close unseen':
        await phone.store.loaded;
        openings.last().close();
        return;
      case 'give up':
        disk.giveUp(1, 'QuotaExceededError');
    }
  }

  try {
    for (const step of steps) {
      await take(step);
      const kept = [...promised].filter((word) => !deleted.has(word));
      expect(isSubset(kept, [...(await wordsOnDisk()), ...deleted])).toBe(true);
    }
    disk.giveUp(0);
    for (const { store } of tabs) expect((await store.saved()).ok).toBe(true);
    const words = tabs[0]!.words().sort();
    await until(
      () => JSON.stringify(tabs[1]!.words().sort()) === JSON.stringify(tabs[0]!.words().sort()),
    );
    expect(isSubset(words, await wordsOnDisk())).toBe(true);
  } finally {
    for (const { store } of tabs) await store.close();
    openings.stop();
    disk.repair();
  }
}

it('[S1] [S6] [S7] [S15] [S16] [S17] nothing that was saved is lost, and tabs agree in the end', async () => {
  await fc.assert(fc.asyncProperty(fc.array(anyStep, { maxLength: 25 }), run), { numRuns: 150 });
});

it('[S13] the ranges of a rewrite hold every key below the new one but those spared', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 30 })),
      fc.integer({ min: 1, max: 30 }),
      (spared, end) => {
        const ranges = rangesAround(spared, end);
        for (let key = 1; key <= 31; key++) {
          const isDeleted = ranges.some(([from, to]) => from <= key && key < to);
          expect(isDeleted).toBe(key < end && !spared.includes(key));
        }
        expect(ranges.every(([from, to]) => from < to)).toBe(true);
      },
    ),
  );
});

it('[S22] a date that is none is the same value as its clone, and no other', () => {
  const none = { at: new Date(Number.NaN) };
  expect(isSameValue(none, structuredClone(none))).toBe(true);
  expect(isSameValue(none, { at: new Date(0) })).toBe(false);
});

it('[S22] a clone is the same value, and a changed one is not', () => {
  const anyValue = fc.anything({ withTypedArray: true, withDate: true, withSparseArray: false });
  fc.assert(
    fc.property(anyValue, anyValue, (value, other) => {
      expect(isSameValue(value, structuredClone(value))).toBe(true);
      expect(isSameValue([value], [other])).toBe(isSameValue(value, other));
      expect(isSameValue({ a: value, b: 1 }, { a: value })).toBe(false);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), fc.nat(), (bytes, at) => {
      const changed = bytes.map((byte, index) => (index === at % bytes.length ? byte ^ 1 : byte));
      expect(isSameValue({ bytes }, { bytes: changed })).toBe(false);
    }),
  );
});
