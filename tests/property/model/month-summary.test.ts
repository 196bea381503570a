import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  type CheckinDraft,
  decodeSummary,
  encodeSummary,
  pairEvenings,
  readMonth,
  summariseMonth,
  WISHES,
} from '../../../src/model/index.js';
import { carry, createTwo, type Phone } from '../../unit/model/answer-cast.js';

const drafts: fc.Arbitrary<Partial<CheckinDraft>> = fc.record(
  {
    light: fc.constantFrom(1, 2, 3, 4, 5),
    energy: fc.integer({ min: 0, max: 100 }),
    word: fc.string({ unit: 'grapheme', maxLength: 12 }),
    line: fc.string({ unit: 'grapheme', maxLength: 40 }),
    wish: fc.constantFrom(...WISHES),
    share: fc.boolean(),
    seal: fc.boolean(),
  },
  { requiredKeys: [] },
);
const evenings = fc.integer({ min: 1, max: 4 }).map((day) => `2026-11-0${day}`);
const steps = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('save'), who: fc.nat(1), evening: evenings, draft: drafts }),
    fc.record({ type: fc.constant('carry'), who: fc.nat(1) }),
    fc.record({ type: fc.constant('keep'), who: fc.nat(1), evening: evenings }),
    /** An altered app takes away what it had sealed. */
    fc.record({ type: fc.constant('betray'), who: fc.nat(1) }),
  ),
  { maxLength: 30 },
);

type Step = Parameters<typeof run>[1][number];

function run(
  phones: readonly [Phone, Phone],
  list: readonly {
    type: string;
    who: number;
    evening?: string;
    draft?: Partial<CheckinDraft>;
  }[],
): void {
  for (const { type, who, evening, draft } of list) {
    const [me, other] = who === 0 ? phones : [phones[1], phones[0]];
    if (type === 'save') me.save({ evening: evening!, ...draft });
    if (type === 'carry') carry(me, other);
    if (type === 'keep') me.keep(evening!);
    if (type === 'betray') me.docs.shared.getMap('checkins').clear();
  }
}

type Read = (doc: Y.Doc, author: Phone['me']) => ReturnType<typeof readMonth>;

function lookWith({ me, them, docs, theirs }: Phone, read: Read) {
  return pairEvenings({
    own: read(docs.private, me),
    shared: read(docs.shared, me),
    partners: read(theirs, them),
  });
}

function keepAndRead(doc: Y.Doc, author: Phone['me']) {
  return decodeSummary(encodeSummary(summariseMonth(doc, author)))!;
}

describe('[B10] what is kept of a month', () => {
  it('shows exactly what the chapters show, whatever was written, sealed, opened or taken away', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const { ana, ben } = createTwo();
        run([ana, ben], list satisfies readonly Step[]);
        for (const phone of [ana, ben]) {
          expect(lookWith(phone, keepAndRead)).toEqual(lookWith(phone, readMonth));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('is nothing where it is of another format, or damaged', () => {
    const kept = encodeSummary(summariseMonth(new Y.Doc(), undefined));
    expect(decodeSummary(kept)).toEqual([]);
    expect(decodeSummary(kept.replace('"format":"1 ', '"format":"0 '))).toBeUndefined();
    expect(decodeSummary(kept.slice(1))).toBeUndefined();
  });
});
