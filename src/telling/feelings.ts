import { type Feeling, idOfFeeling } from '../model/index.js';

/**
 * A feeling as it is read. Ids of the vocabulary are plain English words, so that nobody has to wait for it,
 * and a word that a newer version added says what it means all the same.
 */
export function nameFeeling(feeling: Feeling): string {
  return idOfFeeling(feeling)?.replaceAll('-', ' ') ?? feeling;
}
