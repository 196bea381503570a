/**
 * Words for feelings that the vocabulary lacks: the couple's in the shared ledger, which both add to and take
 * from, one's own in the private one. SPEC W1 to W3.
 */
import type * as Y from 'yjs';
import { type Feeling, ownFeeling, WORD_LIMIT } from './feelings.js';
import { countCharacters, readMoment, readRecord } from './values.js';

const WORDS = 'words';

/** The same word whoever writes it, large or small. */
function keyOf(word: Feeling): string {
  return word.normalize('NFC').toLowerCase();
}

/** False where nothing is left of it, or it is too long. Adding it again changes nothing. */
export function addOwnWord(doc: Y.Doc, typed: string, now: number): boolean {
  const word = ownFeeling(typed);
  if (word === undefined || countCharacters(word) > WORD_LIMIT) return false;
  const words = doc.getMap(WORDS);
  if (!words.has(keyOf(word))) words.set(keyOf(word), { word, addedAt: now });
  return true;
}

/** From the list, not from the check-ins that have it. */
export function removeOwnWord(doc: Y.Doc, word: Feeling): void {
  doc.getMap(WORDS).delete(keyOf(word));
}

/** In the order of the alphabet as code points have it. */
export function readOwnWords(doc: Y.Doc): readonly Feeling[] {
  const found: Feeling[] = [];
  for (const [key, value] of doc.getMap(WORDS).entries()) {
    const record = readRecord(value);
    const word = record?.get('word');
    if (typeof word !== 'string' || readMoment(record?.get('addedAt')) === undefined) continue;
    const isKept = ownFeeling(word) === word && keyOf(word) === key;
    if (isKept && countCharacters(word) <= WORD_LIMIT) found.push(word);
  }
  return found.sort();
}
