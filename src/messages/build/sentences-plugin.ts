/**
 * Gives each module the sentences it asks for, so that a screen that comes later brings its own. A sentence counts as
 * asked for where its id is written out, which a test demands of every id.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';
import type { Plugin } from 'vite';
import type { Sentences } from '../sentences.js';

type Catalogue = Readonly<Record<string, string>>;

const CATALOGUE = fileURLToPath(new URL('../en.json', import.meta.url));
const SENTENCES = fileURLToPath(new URL('../sentences.ts', import.meta.url));

/** Every room may: which of them do, the ids tell. */
const MODULES = /\/src\/(?!messages\/).*\.tsx?$/;
const ID = /(['"`])([a-z]+(?:\.[a-zA-Z]+)+)\1/g;

function readCatalogue(): Catalogue {
  return JSON.parse(readFileSync(CATALOGUE, 'utf8'));
}

/** The sentences whose ids stand in `code`, compiled. Throws for one that is no ICU message. */
export function sentencesFor(code: string, catalogue: Catalogue): Sentences {
  const found: Record<string, Sentences[string]> = {};
  for (const [, , id = ''] of code.matchAll(ID)) {
    const message = catalogue[id];
    if (message !== undefined) found[id] = compileMessageOrThrow(message);
  }
  return found;
}

export function sentencesPlugin(): Plugin {
  return {
    name: 'vesper-sentences',
    enforce: 'pre',
    transform(code, id) {
      if (!MODULES.test(id)) return undefined;
      const sentences = sentencesFor(code, readCatalogue());
      if (Object.keys(sentences).length === 0) return undefined;
      this.addWatchFile(CATALOGUE);
      // Behind everything else, so that every line stays where it was.
      const brings = `import { addSentences as $brings } from ${JSON.stringify(SENTENCES)};`;
      return { code: `${code}\n${brings}\n$brings(${JSON.stringify(sentences)});`, map: null };
    },
  };
}
