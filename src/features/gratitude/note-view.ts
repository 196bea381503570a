/** How a note is shown: whose it is, and how it is called in a sentence. Pure. */
import { isTogether, type Note } from '../../model/index.js';
import type { BondView } from '../../session/index.js';

/** `someone`: one of the two, but nothing says any more which. */
export type NoteOwner = 'mine' | 'partner' | 'together' | 'someone';

const EXCERPT_LENGTH = 32;

export function ownerOf(note: Note, bond: BondView | undefined): NoteOwner {
  if (isTogether(note)) return 'together';
  if (note.author === undefined) return 'someone';
  return note.author === 'me' || note.author === bond?.mySide ? 'mine' : 'partner';
}

/** A note with no words is still being begun: only whoever writes it sees it. */
export function isShown(note: Note, editedId: string | undefined): boolean {
  return note.id === editedId || note.text.trim() !== '';
}

/** The first line, cut between words, to call a note by. */
export function excerptOf(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? '';
  if (line.length <= EXCERPT_LENGTH) return line;
  const cut = line.slice(0, EXCERPT_LENGTH + 1);
  const lastSpace = cut.lastIndexOf(' ');
  const kept =
    lastSpace > EXCERPT_LENGTH / 2 ? cut.slice(0, lastSpace) : [...cut].slice(0, -1).join('');
  return `${kept}…`;
}
