import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { monthOf } from '../../../src/kernel/index.js';
import {
  type CheckinDraft,
  decodeSummary,
  encodeSummary,
  pairEvenings,
  readMonth,
  readWaitingMonth,
  summariseMonth,
  WISHES,
} from '../../../src/model/index.js';
import { carry, createTwo, EVENING, type Phone } from '../../unit/model/answer-cast.js';

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
/** The last one is that which a phone of the cast takes back or removes. */
const evenings = fc.constantFrom('2026-11-01', '2026-11-02', EVENING);
const steps = fc.array(
  fc.oneof(
    fc.record({ type: fc.constant('save'), who: fc.nat(1), evening: evenings, draft: drafts }),
    fc.record({
      type: fc.constantFrom('carry', 'takeAway', 'bringBack', 'finish'),
      who: fc.nat(1),
    }),
    fc.record({ type: fc.constant('keep'), who: fc.nat(1), evening: evenings }),
    /** An altered app takes away what it had sealed. */
    fc.record({ type: fc.constant('betray'), who: fc.nat(1) }),
  ),
  { maxLength: 30 },
);

type Step = {
  readonly type: string;
  readonly who: number;
  readonly evening?: string;
  readonly draft?: Partial<CheckinDraft>;
};

const TURNS: Readonly<Record<string, (me: Phone, other: Phone, step: Step) => unknown>> = {
  save: (me, _, { evening, draft }) => me.saveApart({ evening: evening!, ...draft }),
  carry: (me, other) => carry(me, other),
  keep: (me, _, { evening }) => me.keep(evening!),
  betray: (me) => me.docs.shared.getMap('checkins').clear(),
  takeAway: (me) => me.takeAway(),
  bringBack: (me) => me.bringBack(),
  finish: (me) => me.finish(),
};

function run(ana: Phone, ben: Phone, list: readonly Step[]): void {
  for (const step of list) {
    const [me, other] = step.who === 0 ? [ana, ben] : [ben, ana];
    TURNS[step.type]!(me, other, step);
  }
}

type Read = (doc: Y.Doc, author: Phone['me']) => ReturnType<typeof readMonth>;

function lookWith({ me, them, docs, theirs }: Phone, read: Read) {
  return pairEvenings({
    own: read(docs.private, me),
    outgoing: readWaitingMonth(docs.outgoing, monthOf(EVENING)),
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
        run(ana, ben, list);
        for (const phone of [ana, ben]) {
          expect(lookWith(phone, keepAndRead)).toEqual(lookWith(phone, readMonth));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('tells as the chapters do of what was changed or exchanged after both had opened', () => {
    const { ana, ben } = createTwo();
    ana.save({ line: 'soup' });
    ben.save({ line: 'rain' });
    carry(ben, ana);
    carry(ana, ben);
    ana.keep();
    ben.keep();
    ben.save({ line: 'sun', seal: false });
    carry(ben, ana);
    const [evening] = lookWith(ana, keepAndRead);
    expect(evening?.theirs).toMatchObject({ line: 'sun', changedAfter: true });
    expect(lookWith(ana, keepAndRead)).toEqual(lookWith(ana, readMonth));
    ben.docs.shared.getMap('checkins').clear();
    ben.save({ line: 'snow', seal: false });
    carry(ben, ana);
    expect(lookWith(ana, keepAndRead)[0]?.theirs).toMatchObject({ seal: 'broken' });
  });

  it('is nothing where it is of another format, or damaged', () => {
    const kept = encodeSummary(summariseMonth(new Y.Doc(), undefined));
    expect(decodeSummary(kept)).toEqual([]);
    expect(decodeSummary(kept.replace('"format":"1 ', '"format":"0 '))).toBeUndefined();
    expect(decodeSummary(kept.slice(1))).toBeUndefined();
  });
});
