import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addNote,
  eraseNote,
  finishDueRemovals,
  finishRemoval,
  isTogether,
  moveNote,
  type Note,
  type NoteAuthor,
  placeNote,
  readNotes,
  removeNote,
  restoreNote,
  UNDO_WINDOW_MS,
  writeNote,
} from '../../../src/model/index.js';
import { boardOf, countingRandom, fixedClock, meet, TONIGHT } from './gratitude-cast.js';

const random = countingRandom(7);
const context = { clock: fixedClock(TONIGHT), random };

function write(doc: Y.Doc, author: NoteAuthor, text: string): string {
  return addNote(doc, { author, text }, context);
}

function append(doc: Y.Doc, id: string, hand: NoteAuthor, insert: string): void {
  const at = doc.getText(`note:${id}`).length;
  writeNote(doc, id, [{ at, remove: 0, insert }], { hand, origin: undefined });
}

function words(doc: Y.Doc): string[] {
  return readNotes(doc).map((note) => note.text);
}

function onlyNote(doc: Y.Doc): Note {
  const notes = readNotes(doc);
  expect(notes).toHaveLength(1);
  return notes[0]!;
}

/** Ana and Ben, both holding one note of Ana's. */
function shareOne(): { ana: Y.Doc; ben: Y.Doc; id: string } {
  const ana = boardOf(1);
  const ben = boardOf(2);
  const id = write(ana, 'a', 'Thank you for the soup.');
  meet(ana, ben);
  return { ana, ben, id };
}

describe('a gratitude board', () => {
  it('shows a new note first, with its author and its evening', () => {
    const ana = boardOf(1);
    write(ana, 'a', 'The soup.');
    write(ana, 'a', 'The walk.');
    expect(words(ana)).toEqual(['The walk.', 'The soup.']);
    expect(readNotes(ana)[0]).toMatchObject({
      author: 'a',
      hands: ['a'],
      evening: '2026-11-24',
      createdAt: TONIGHT,
      place: undefined,
    });
  });

  it('moves a note before and after another', () => {
    const ana = boardOf(1);
    const [soup, walk, song] = ['Soup', 'Walk', 'Song'].map((text) => write(ana, 'a', text));
    moveNote(ana, soup!, { before: song! }, random);
    expect(words(ana)).toEqual(['Soup', 'Song', 'Walk']);
    moveNote(ana, soup!, { after: walk! }, random);
    expect(words(ana)).toEqual(['Song', 'Walk', 'Soup']);
    moveNote(ana, walk!, { before: song! }, random);
    expect(words(ana)).toEqual(['Walk', 'Song', 'Soup']);
  });

  it('writes one key when a note is moved, so that two moves of different notes both count', () => {
    const ana = boardOf(1);
    const [soup, walk, song] = ['Soup', 'Walk', 'Song'].map((text) => write(ana, 'a', text));
    const written: string[] = [];
    ana.getMap('order').observe((event) => written.push(...event.keysChanged));
    moveNote(ana, song!, { after: walk! }, random);
    expect(written).toEqual([song]);
    moveNote(ana, soup!, { before: 'nobody' }, random);
    expect(written).toEqual([song]);
  });

  it('finds room between notes that were given the same key', () => {
    const ana = boardOf(1);
    const ids = ['Soup', 'Walk', 'Song', 'Tea'].map((text) => write(ana, 'a', text));
    for (const id of ids) ana.getMap('order').set(id, 'U1');
    const shown = readNotes(ana).map((note) => note.id);
    moveNote(ana, shown[3]!, { after: shown[0]! }, random);
    expect(readNotes(ana).map((note) => note.id)).toEqual([shown[0], shown[3], shown[1], shown[2]]);
  });

  it('reads in one order on both phones where both chose the same key', () => {
    const ana = boardOf(1);
    const ben = boardOf(2);
    for (const text of ['Soup', 'Walk']) ana.getMap('order').set(write(ana, 'a', text), 'U1');
    for (const text of ['Song', 'Tea']) ben.getMap('order').set(write(ben, 'b', text), 'U1');
    meet(ana, ben);
    expect(words(ana)).toEqual(words(ben));
  });

  it('keeps the order seen when a note is moved behind one whose key is unreadable', () => {
    const ana = boardOf(1);
    const ids = ['Soup', 'Walk', 'Song'].map((text) => write(ana, 'a', text));
    for (const id of ids) ana.getMap('order').set(id, { later: true });
    const shown = readNotes(ana).map((note) => note.id);
    moveNote(ana, shown[0]!, { after: shown[2]! }, random);
    expect(readNotes(ana).map((note) => note.id)).toEqual([shown[1], shown[2], shown[0]]);
  });

  it('remembers a place on the free board and brings it within the board', () => {
    const ana = boardOf(1);
    const id = write(ana, 'a', 'Soup');
    placeNote(ana, id, { x: 0.12345, y: 1.7 });
    expect(onlyNote(ana).place).toEqual({ x: 0.123, y: 1 });
  });

  it('is together once both have written in it', () => {
    const { ana, ben, id } = shareOne();
    expect(isTogether(onlyNote(ben))).toBe(false);
    append(ben, id, 'b', ' And the bread.');
    meet(ana, ben);
    expect(isTogether(onlyNote(ana))).toBe(true);
    expect(onlyNote(ana).author).toBe('a');
  });

  it('ignores what it does not understand and keeps it', () => {
    const ana = boardOf(1);
    ana.getMap('notes').set('later', { author: 'c', kind: 'photo' });
    ana.getMap('places').set('later', { x: 'far' });
    expect(readNotes(ana)).toEqual([]);
    expect(ana.getMap('notes').get('later')).toEqual({ author: 'c', kind: 'photo' });
  });
});

describe('removing a note', () => {
  it('hides it on both phones, and the undo brings back words, order and place', () => {
    const { ana, ben, id } = shareOne();
    write(ana, 'a', 'The walk.');
    placeNote(ana, id, { x: 0.5, y: 0.25 });
    const before = readNotes(ana);
    removeNote(ana, id, { by: 'a', now: TONIGHT });
    meet(ana, ben);
    expect(words(ana)).toEqual(['The walk.']);
    expect(words(ben)).toEqual(['The walk.']);
    restoreNote(ana, id, 'a');
    meet(ana, ben);
    expect(readNotes(ana)).toEqual(before);
    expect(readNotes(ben)).toEqual(before);
  });

  it('leaves nothing of the words once the undo is over', () => {
    const { ana, ben, id } = shareOne();
    removeNote(ana, id, { by: 'a', now: TONIGHT });
    finishDueRemovals(ana, { by: 'a', now: TONIGHT + UNDO_WINDOW_MS - 1 });
    expect(ana.getText(`note:${id}`).toString()).not.toBe('');
    finishDueRemovals(ana, { by: 'a', now: TONIGHT + UNDO_WINDOW_MS });
    meet(ana, ben);
    for (const doc of [ana, ben]) {
      expect(readNotes(doc)).toEqual([]);
      expect(Buffer.from(Y.encodeStateAsUpdate(doc)).includes('soup')).toBe(false);
      expect(doc.getMap('removed').size).toBe(0);
      expect(doc.getMap('notes').size).toBe(0);
    }
  });

  it("is not finished on the partner's phone while its author may still undo", () => {
    const { ana, ben, id } = shareOne();
    removeNote(ana, id, { by: 'a', now: TONIGHT });
    meet(ana, ben);
    finishDueRemovals(ben, { by: 'b', now: TONIGHT + UNDO_WINDOW_MS });
    expect(ben.getText(`note:${id}`).toString()).not.toBe('');
    finishDueRemovals(ben, { by: 'b', now: TONIGHT + 86_400_000 });
    expect(ben.getText(`note:${id}`).toString()).toBe('');
  });

  it('does not cover what the partner wrote meanwhile', () => {
    const { ana, ben, id } = shareOne();
    removeNote(ana, id, { by: 'a', now: TONIGHT });
    append(ben, id, 'b', ' And the bread.');
    meet(ana, ben);
    finishRemoval(ana, id, 'a');
    meet(ana, ben);
    for (const doc of [ana, ben]) {
      expect(words(doc)).toEqual(['Thank you for the soup. And the bread.']);
      expect(doc.getMap('removed').size).toBe(0);
    }
  });

  it("keeps the partner's words under their name when they arrive after it was finished", () => {
    const { ana, ben, id } = shareOne();
    append(ben, id, 'b', ' And');
    meet(ana, ben);
    removeNote(ana, id, { by: 'a', now: TONIGHT });
    finishRemoval(ana, id, 'a');
    append(ben, id, 'b', ' the bread.');
    meet(ana, ben);
    for (const doc of [ana, ben]) {
      expect(onlyNote(doc)).toMatchObject({ text: ' the bread.', author: 'b', hands: ['b'] });
    }
  });

  it('stands where both removed it and one changed their mind', () => {
    const { ana, ben, id } = shareOne();
    removeNote(ana, id, { by: 'a', now: TONIGHT });
    removeNote(ben, id, { by: 'b', now: TONIGHT });
    restoreNote(ana, id, 'a');
    meet(ana, ben);
    expect(words(ana)).toEqual([]);
    restoreNote(ben, id, 'b');
    meet(ana, ben);
    expect(words(ana)).toEqual(['Thank you for the soup.']);
  });

  it('leaves the note in its place for one who is writing in it', () => {
    const { ana, ben, id } = shareOne();
    write(ben, 'b', 'The walk.');
    meet(ana, ben);
    removeNote(ana, id, { by: 'a', now: TONIGHT });
    meet(ana, ben);
    expect(readNotes(ben, id).map((note) => note.text)).toEqual([
      'The walk.',
      'Thank you for the soup.',
    ]);
    expect(words(ben)).toEqual(['The walk.']);
  });

  it('can be final at once, as for a note nobody wrote in', () => {
    const ana = boardOf(1);
    eraseNote(ana, write(ana, 'me', ''), 'me');
    expect(readNotes(ana)).toEqual([]);
    expect(ana.getMap('hands').size).toBe(0);
  });
});
