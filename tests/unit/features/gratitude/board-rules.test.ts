import { describe, expect, it } from 'vitest';
import { newsBetween } from '../../../../src/features/gratitude/board-news.js';
import {
  arrowPlace,
  draggedPlace,
  layOutNotes,
} from '../../../../src/features/gratitude/board-places.js';
import { excerptOf, isShown, ownerOf } from '../../../../src/features/gratitude/note-view.js';
import type { Note } from '../../../../src/model/index.js';

function note(id: string, more: Partial<Note> = {}): Note {
  return {
    id,
    author: 'a',
    hands: ['a'],
    createdAt: 0,
    evening: '2026-11-24',
    tilt: 0,
    text: 'Soup',
    place: undefined,
    ...more,
  };
}

const bond = { mySide: 'a', partnerSide: 'b', since: 0, confirmed: true } as const;

describe('the free board', () => {
  it('gives every unmoved note a cell of its own, and a new note pushes nothing about', () => {
    const notes = Array.from({ length: 40 }, (_, i) => note(`n${i}`, { createdAt: i }));
    const places = layOutNotes(notes);
    expect(new Set([...places.values()].map(({ x, y }) => `${x} ${y}`)).size).toBe(40);
    const later = layOutNotes([note('new', { createdAt: 99 }), ...notes]);
    for (const { id } of notes) expect(later.get(id)).toEqual(places.get(id));
  });

  it('leaves a note where someone put it', () => {
    const place = { x: 0.4, y: 0.4 };
    expect(layOutNotes([note('n', { place })]).get('n')).toEqual(place);
  });

  it('moves a note by arrow keys, along the line of reading, and keeps it on the board', () => {
    const place = { x: 0.5, y: 0.01 };
    expect(arrowPlace(place, 'ArrowRight', 'ltr')?.x).toBeCloseTo(0.52);
    expect(arrowPlace(place, 'ArrowRight', 'rtl')?.x).toBeCloseTo(0.48);
    expect(arrowPlace(place, 'ArrowUp', 'ltr')).toEqual({ x: 0.5, y: 0 });
    expect(arrowPlace(place, 'Enter', 'ltr')).toBeUndefined();
  });

  it('turns a drag in pixels into a place', () => {
    const size = { width: 200, height: 1_000 };
    const moved = { x: 50, y: 100 };
    expect(draggedPlace({ x: 0.5, y: 0.5 }, moved, size, 'ltr')).toEqual({ x: 0.75, y: 0.6 });
    expect(draggedPlace({ x: 0.5, y: 0.5 }, moved, size, 'rtl')).toEqual({ x: 0.25, y: 0.6 });
    expect(draggedPlace({ x: 0.9, y: 0.5 }, moved, size, 'ltr').x).toBe(1);
  });
});

describe('news of a board', () => {
  it('tells a note of the partner apart from words that changed and notes that are gone', () => {
    const mine = note('mine');
    const theirs = note('theirs', { author: 'b', hands: ['b'] });
    expect(newsBetween([mine], [mine, theirs], 'b')).toEqual(['added']);
    expect(newsBetween([mine], [{ ...mine, text: 'Soup!' }], 'b')).toEqual(['changed']);
    expect(newsBetween([mine, theirs], [mine], 'b')).toEqual(['gone']);
    expect(newsBetween([mine], [{ ...mine, place: { x: 1, y: 1 } }], 'b')).toEqual([]);
  });

  it('is silent about a note without words, and says a new one when its first words come', () => {
    const begun = note('theirs', { author: 'b', text: '' });
    expect(newsBetween([], [begun], 'b')).toEqual([]);
    expect(newsBetween([begun], [{ ...begun, text: 'S' }], 'b')).toEqual(['added']);
    expect(newsBetween([begun], [], 'b')).toEqual([]);
  });
});

describe('showing a note', () => {
  it('says whose it is', () => {
    expect(ownerOf(note('n'), bond)).toBe('mine');
    expect(ownerOf(note('n', { author: 'b', hands: ['b'] }), bond)).toBe('partner');
    expect(ownerOf(note('n', { hands: ['a', 'b'] }), bond)).toBe('together');
    expect(ownerOf(note('n', { author: 'me', hands: ['me'] }), undefined)).toBe('mine');
    expect(ownerOf(note('n', { author: undefined, hands: [] }), bond)).toBe('someone');
  });

  it('shows a note without words only to whoever is writing it', () => {
    expect(isShown(note('n', { text: ' \n' }), undefined)).toBe(false);
    expect(isShown(note('n', { text: '' }), 'n')).toBe(true);
  });

  it('calls a note by its first words', () => {
    expect(excerptOf('  Thank you\nfor the soup')).toBe('Thank you');
    expect(excerptOf('Thank you for the soup and for the long walk')).toBe(
      'Thank you for the soup and for…',
    );
    expect(excerptOf('x'.repeat(50))).toBe(`${'x'.repeat(32)}…`);
  });
});
