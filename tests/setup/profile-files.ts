/** What a finder of the phone could read in the browser's profile. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

function listFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Each word is looked for by itself: a store may break a sentence at any place between words. */
function encodingsOf(sentence: string): readonly Buffer[] {
  return sentence
    .split(' ')
    .filter((word) => word.length >= 7)
    .flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')]);
}

/** The files under `folder` with any longer word of the sentence, in UTF-8 or UTF-16. */
export function filesHolding(folder: string, sentence: string): readonly string[] {
  const needles = encodingsOf(sentence);
  return listFiles(folder).filter((path) => {
    const bytes = readFileSync(path);
    return needles.some((needle) => bytes.includes(needle));
  });
}
