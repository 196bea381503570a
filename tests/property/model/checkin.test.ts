import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type CheckinDraft,
  listEvenings,
  NO_ANSWERS,
  readCheckin,
  readHistory,
  saveCheckin,
  WISHES,
} from '../../../src/model/index.js';
import { createTestContext } from '../../unit/model/context.js';

const evenings = fc.integer({ min: 1, max: 5 }).map((day) => `2026-11-0${day}`);
const words = fc.option(fc.string({ maxLength: 40 }), { nil: undefined });
const drafts: fc.Arbitrary<CheckinDraft> = fc.record({
  evening: evenings,
  light: fc.option(fc.constantFrom(1, 2, 3, 4, 5), { nil: undefined }),
  energy: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  pleasantness: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  feelings: fc.option(fc.array(fc.string({ unit: 'grapheme', maxLength: 12 }), { maxLength: 5 }), {
    nil: undefined,
  }),
  line: words,
  high: words,
  low: words,
  news: words,
  wish: fc.option(fc.constantFrom(...WISHES), { nil: undefined }),
  share: fc.boolean(),
});
const saves = fc.record({ draft: drafts, now: fc.nat(50), tab: fc.nat(2), meet: fc.boolean() });

function exchange(docs: readonly Y.Doc[]): void {
  for (const from of docs) {
    for (const to of docs) {
      Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
    }
  }
}

describe('check-ins saved in several tabs', () => {
  it('lose no version, and every tab shows the same one', () => {
    fc.assert(
      fc.property(fc.array(saves, { maxLength: 25 }), (steps) => {
        const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
        const versions = new Set<string>();
        for (const { draft, now, tab, meet } of steps) {
          const doc = docs[tab]!;
          saveCheckin(doc, draft, createTestContext({ now }));
          for (const version of readHistory(doc, draft.evening)) {
            versions.add(JSON.stringify(version));
          }
          if (meet) exchange(docs);
        }
        exchange(docs);
        const shown = docs.map((doc) =>
          listEvenings(doc).map((evening) => readHistory(doc, evening)),
        );
        expect(shown[1]).toEqual(shown[0]);
        expect(shown[2]).toEqual(shown[0]);
        expect(new Set(shown[0]!.flat().map((version) => JSON.stringify(version)))).toEqual(
          versions,
        );
        for (const history of shown[0]!) {
          const moments = history.map(({ checkin }) => checkin.savedAt);
          expect(moments[0]).toBe(Math.max(...moments));
        }
      }),
    );
  });

  it('show what was saved last, in one tab', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(drafts, fc.nat(50)), { minLength: 1 }), (steps) => {
        const doc = new Y.Doc();
        for (const [draft, now] of steps) {
          const result = saveCheckin(doc, draft, createTestContext({ now }));
          if (result.ok) expect(readCheckin(doc, draft.evening)).toEqual(result.value);
        }
      }),
    );
  });

  it('are read without throwing, whatever a newer version stored', () => {
    const keys = fc.oneof(
      fc.string(),
      fc
        .tuple(evenings, fc.nat(), fc.stringMatching(/^[0-9a-f]{1,4}$/))
        .map(([evening, n, suffix]) => `${evening}#${n}.${suffix}`),
    );
    const fields = fc.dictionary(
      fc.oneof(fc.constantFrom('savedAt', 'word', ...Object.keys(NO_ANSWERS)), fc.string()),
      fc.jsonValue(),
      { noNullPrototype: true },
    );
    const values = fc.oneof(fc.jsonValue(), fields);
    fc.assert(
      fc.property(fc.array(fc.tuple(keys, values)), (entries) => {
        const doc = new Y.Doc();
        for (const [key, value] of entries) doc.getMap('checkins').set(key, value);
        const copy = new Y.Doc();
        Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
        const before = Y.encodeStateAsUpdate(copy);
        for (const evening of listEvenings(copy)) {
          const checkin = readCheckin(copy, evening)!;
          expect([undefined, 1, 2, 3, 4, 5]).toContain(checkin.light);
          expect(Number.isInteger(checkin.savedAt)).toBe(true);
        }
        expect(Y.encodeStateAsUpdate(copy)).toEqual(before);
      }),
    );
  });
});
