/** What the list of words shows for what is typed above it: plain rules, without React. */
import { type Feeling, feelingOfId } from '../../model/index.js';
import {
  FEELING_FIELDS,
  type FeelingField,
  fieldOf,
  type ListedFeeling,
} from '../../telling/index.js';

/** A word as the list shows it. `meaning` is undefined for words of one's own. */
export type WordEntry = {
  readonly feeling: Feeling;
  readonly name: string;
  readonly meaning: string | undefined;
};

export type WordGroup = { readonly field: FeelingField; readonly words: readonly WordEntry[] };

/** Without accents and in small letters, so that "fache" finds "fâché". */
function plain(words: string): string {
  return words
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .trim();
}

export function matches({ name, meaning = '' }: WordEntry, typed: string): boolean {
  const wanted = plain(typed);
  return plain(name).includes(wanted) || plain(meaning).includes(wanted);
}

/** Whether a word of exactly this name is there. */
export function isListed(words: readonly WordEntry[], typed: string): boolean {
  return words.some(({ name }) => plain(name) === plain(typed));
}

/** In four fields, each in the order of the alphabet of `language`. */
export function groupWords(
  vocabulary: readonly ListedFeeling[],
  entryOf: (listed: ListedFeeling) => WordEntry,
  language: string,
): readonly WordGroup[] {
  const { compare } = new Intl.Collator(language);
  return FEELING_FIELDS.map((field) => ({
    field,
    words: vocabulary
      .filter((listed) => fieldOf(listed) === field)
      .map(entryOf)
      .sort((a, b) => compare(a.name, b.name)),
  }));
}

export function entryOf(
  { id, name, meaning }: ListedFeeling,
  text: (id: ListedFeeling['name']) => string,
): WordEntry {
  return { feeling: feelingOfId(id), name: text(name), meaning: text(meaning) };
}
