import { describe, expect, it } from 'vitest';
import {
  addNote,
  bringOver,
  createNoteSource,
  listToBringOver,
  placeNote,
  readNotes,
} from '../../../src/model/index.js';
import { boardOf, countingRandom, fixedClock, TONIGHT } from './gratitude-cast.js';

const context = { clock: fixedClock(TONIGHT), random: countingRandom(11) };

describe('notes written alone', () => {
  it('are offered one by one and brought over once, as mine', () => {
    const docs = { private: boardOf(1), shared: boardOf(2) };
    const source = createNoteSource('b', context.random);
    const soup = addNote(docs.private, { author: 'me', text: 'The soup.' }, context);
    addNote(docs.private, { author: 'me', text: 'The walk.' }, context);
    addNote(docs.private, { author: 'me', text: '  ' }, context);
    placeNote(docs.private, soup, { x: 0.1, y: 0.1 });
    expect(listToBringOver(source, docs, 'bond').map((item) => item.record.text)).toEqual([
      'The walk.',
      'The soup.',
    ]);
    expect(bringOver(source, docs, 'bond', soup).ok).toBe(true);
    expect(bringOver(source, docs, 'bond', soup).ok).toBe(false);
    expect(listToBringOver(source, docs, 'bond').map((item) => item.record.text)).toEqual([
      'The walk.',
    ]);
    expect(readNotes(docs.shared)).toMatchObject([
      { id: soup, text: 'The soup.', author: 'b', hands: ['b'], evening: '2026-11-24' },
    ]);
    expect(readNotes(docs.private)).toHaveLength(3);
  });
});
