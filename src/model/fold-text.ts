/** Text as it is compared when somebody searches: without case, accents and other ways to write the same letter. */

/** Combining marks of European scripts, Hebrew points and Arabic vowel signs: what people leave out while typing. */
const MARKS =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0591-\u05c7\u064b-\u065f\u0670\u06d6-\u06ed]/gu;

/** Letters that no decomposition takes apart. */
const ALIKE: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ł', 'l'],
  ['ı', 'i'],
  ['ς', 'σ'],
  ['’', "'"],
  ['‘', "'"],
]);
const ALIKE_LETTERS = new RegExp(`[${[...ALIKE.keys()].join('')}]`, 'gu');
const NOTHING_TO_FOLD = /^[\n -@[-~]*$/;

export function foldText(text: string): string {
  if (NOTHING_TO_FOLD.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(ALIKE_LETTERS, (letter) => ALIKE.get(letter) ?? letter);
}

export type FoldedText = {
  readonly folded: string;
  /** Where in the text the character begins from which each code unit of `folded` came; at the end, its length. */
  readonly origins: readonly number[];
};

/** `folded` is that of `foldText`. */
export function foldWithOrigins(text: string): FoldedText {
  const parts: string[] = [];
  const origins: number[] = [];
  let at = 0;
  for (const character of text) {
    const folded = foldText(character);
    for (let unit = 0; unit < folded.length; unit++) origins.push(at);
    parts.push(folded);
    at += character.length;
  }
  origins.push(text.length);
  return { folded: parts.join(''), origins };
}
