import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { endRest, isResting, letRest, orderPeriod, readRests } from '../../../src/model/index.js';
import { createTestContext } from './context.js';

const ONE = { from: '2026-05-03', to: '2026-05-03' };

describe('letting evenings rest', () => {
  it('[B1] one evening, or all from one day to another, both days among them', () => {
    const doc = new Y.Doc();
    letRest(doc, ONE, createTestContext());
    letRest(doc, orderPeriod('2026-07-09', '2026-06-30'), createTestContext());
    const rests = readRests(doc);
    expect(rests).toMatchObject([{ from: '2026-06-30', to: '2026-07-09' }, ONE]);
    const days = [
      '2026-05-03',
      '2026-05-04',
      '2026-06-29',
      '2026-06-30',
      '2026-07-09',
      '2026-07-10',
    ];
    expect(days.map((day) => isResting(rests, day))).toEqual([
      true,
      false,
      false,
      true,
      true,
      false,
    ]);
  });

  it('[B1] can be ended; the same period again is no second rest', () => {
    const doc = new Y.Doc();
    const rest = letRest(doc, ONE, createTestContext());
    expect(letRest(doc, ONE, createTestContext()).id).toBe(rest.id);
    endRest(doc, rest.id);
    expect(readRests(doc)).toEqual([]);
  });

  it('[B2] what is not understood hides nothing, and stays where it is', () => {
    const doc = new Y.Doc();
    const kept = doc.getMap('resting');
    kept.set('a', { from: '2026-02-30', to: '2026-03-01', since: 1 });
    kept.set('b', { from: '2026-03-01', since: 1 });
    kept.set('c', 'for ever');
    kept.set('d', { from: '2026-03-05', to: '2026-03-01', since: 1, why: 'newer' });
    expect(readRests(doc)).toEqual([{ id: 'd', from: '2026-03-01', to: '2026-03-05', since: 1 }]);
    expect(kept.size).toBe(4);
  });
});
