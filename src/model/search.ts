/** Finding words in what was written, on this phone alone. */
import { type FoldedText, foldText, foldWithOrigins } from './fold-text.js';

/** From the first code unit to before the last one. */
export type Mark = { readonly start: number; readonly end: number };

export type Passage = {
  readonly text: string;
  /** In order, never touching each other. */
  readonly marks: readonly Mark[];
  /** Something was left out before it, or after it. */
  readonly isCutBefore: boolean;
  readonly isCutAfter: boolean;
};

/** The words that are all looked for; none where nothing was asked. */
export function readQuery(query: string): readonly string[] {
  return [...new Set(foldText(query).split(/\s+/u))].filter((word) => word !== '');
}

/** `folded` are texts that went through `foldText`: each word has to be in one of them. */
export function holdsAll(folded: readonly string[], words: readonly string[]): boolean {
  return words.every((word) => folded.some((text) => text.includes(word)));
}

/** Where the words stand in the text as it was written. */
export function findMarks(text: string, words: readonly string[]): readonly Mark[] {
  const folded = foldWithOrigins(text);
  return mergeMarks(words.flatMap((word) => marksOf(folded, word, text)));
}

function marksOf({ folded, origins }: FoldedText, word: string, text: string): readonly Mark[] {
  const marks: Mark[] = [];
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
    const start = origins[at] ?? 0;
    const end = endOfCharacter(origins, at + word.length - 1, text.length);
    marks.push({ start, end });
  }
  return marks;
}

/** The character that this unit came from is marked whole, with the accents that follow it. */
function endOfCharacter(origins: readonly number[], unit: number, length: number): number {
  const begin = origins[unit] ?? 0;
  for (let next = unit + 1; next < origins.length; next++) {
    const origin = origins[next] ?? length;
    if (origin > begin) return origin;
  }
  return length;
}

function mergeMarks(marks: readonly Mark[]): readonly Mark[] {
  const merged: Mark[] = [];
  for (const mark of [...marks].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && mark.start <= last.end) {
      merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
    } else merged.push(mark);
  }
  return merged;
}

/** The text around its first mark, from word to word; `room` code units before and after it. */
export function cutPassage(text: string, marks: readonly Mark[], room: number): Passage {
  const first = marks[0] ?? { start: 0, end: 0 };
  const start = first.start <= room ? 0 : wordAfter(text, first.start - room, first.start);
  const last = first.end + room;
  const end = last >= text.length ? text.length : wordBefore(text, last, first.end);
  return {
    text: text.slice(start, end),
    marks: marks
      .filter((mark) => mark.end <= end)
      .map((mark) => ({ start: mark.start - start, end: mark.end - start })),
    isCutBefore: start > 0,
    isCutAfter: end < text.length,
  };
}

/** Not in the middle of a word if it can be helped; never in the middle of a character. */
function wordAfter(text: string, at: number, atMost: number): number {
  const space = text.slice(at, atMost).search(/\s/u);
  return space >= 0 ? at + space + 1 : wholeCharacter(text, at);
}

function wordBefore(text: string, at: number, atLeast: number): number {
  const space = text.slice(atLeast, at).search(/\s\S*$/u);
  return space >= 0 ? atLeast + space : wholeCharacter(text, at);
}

function wholeCharacter(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code >= 0xdc00 && code <= 0xdfff ? at + 1 : at;
}
