/** What has happened on the board while someone looks at it, as one would say it. Pure. */
import type { Note, NoteAuthor } from '../../model/index.js';

/** `added`: a new note of the partner's. `changed`: words of a note. `gone`: a note is no longer there. */
export type NewsKind = 'added' | 'changed' | 'gone';

/** What lies between two readings of a board; each kind at most once. */
export function newsBetween(
  before: readonly Note[],
  after: readonly Note[],
  partner: NoteAuthor | undefined,
): readonly NewsKind[] {
  const textsBefore = new Map(before.map(({ id, text }) => [id, text]));
  const idsAfter = new Set(after.map(({ id }) => id));
  const kinds = new Set<NewsKind>();
  for (const { id, text, author } of after) {
    const was = textsBefore.get(id);
    // A note is begun with no words and becomes news with its first ones.
    const isNew = text !== '' && (was === undefined || was === '');
    if (isNew && author === partner) kinds.add('added');
    else if (text !== (was ?? '')) kinds.add('changed');
  }
  for (const { id, text } of before) if (text !== '' && !idsAfter.has(id)) kinds.add('gone');
  return [...kinds];
}
