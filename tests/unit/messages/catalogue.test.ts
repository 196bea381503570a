import { compileMessage } from '@lingui/message-utils/compileMessage';
import { describe, expect, it } from 'vitest';
import en from '../../../src/messages/en.json' with { type: 'json' };
import { findCalls, findSentences, findStrings } from './sentences.js';
import { parseSource, readSources } from './sources.js';

const messages: Readonly<Record<string, string>> = en;
const sources = readSources('src').filter(({ path }) => !path.startsWith('src/hub'));
const withSentences = sources.filter(({ path }) => /^src\/(features|app)\//.test(path));

/** The page for those who want to see every connection may speak of them technically. */
const DIAGNOSTICS = /^connections\./;

function placeholdersOf(tokens: unknown): readonly string[] {
  if (!Array.isArray(tokens)) return [];
  return tokens.flatMap((token: unknown) => {
    if (!Array.isArray(token)) return [];
    const [name, , options] = token;
    const inside =
      typeof options === 'object' && options !== null
        ? Object.values(options).flatMap(placeholdersOf)
        : [];
    return typeof name === 'string' && name !== '#' ? [name, ...inside] : inside;
  });
}

describe('the catalogue', () => {
  it('holds every id that is asked for', () => {
    const asked = sources.flatMap((source) => findCalls(source).map(({ id }) => id));
    expect(asked.length).toBeGreaterThan(20);
    expect(asked.filter((id) => !(id in messages))).toEqual([]);
  });

  it('holds no id that nobody asks for', () => {
    const strings = new Set(sources.flatMap((source) => [...findStrings(source)]));
    expect(Object.keys(messages).filter((id) => !strings.has(id))).toEqual([]);
  });

  it('gets a value for every placeholder', () => {
    const wrong = sources.flatMap((source) =>
      findCalls(source).flatMap(({ id, given }) => {
        const message = messages[id];
        if (message === undefined || given === undefined) return [];
        const missing = placeholdersOf(compileMessage(message)).filter((name) => !given.has(name));
        return missing.length > 0 ? [{ id, missing }] : [];
      }),
    );
    expect(wrong).toEqual([]);
  });

  it('names the feature first, then what it is for', () => {
    const odd = Object.keys(messages).filter((id) => !/^[a-z]+(\.[a-zA-Z]+)+$/.test(id));
    expect(odd).toEqual([]);
  });

  it('speaks calmly: no exclamation mark, no jargon, no blame', () => {
    const loud =
      /!|\boops\b|\bsync|\bpeers?\b|\bCRDTs?\b|\bstreaks?\b|\bmissed\b|\bwaiting for you\b/i;
    const broken = Object.entries(messages).filter(
      ([id, message]) => !DIAGNOSTICS.test(id) && loud.test(message),
    );
    expect(broken).toEqual([]);
  });

  it('has no straight quotes where a person reads them', () => {
    const straight = Object.entries(messages).filter(([, message]) => /["']/.test(message));
    expect(straight).toEqual([]);
  });
});

describe('sentences in features', () => {
  it('stand in the catalogue and nowhere else', () => {
    const found = withSentences.flatMap((source) =>
      findSentences(source).map((sentence) => `${source.path}: ${sentence}`),
    );
    expect(found).toEqual([]);
  });

  it('are seen where one is planted', () => {
    const planted = parseSource(
      'planted.tsx',
      `export function Planted() {
         const toast = 'Saved on this phone.';
         if (!toast) throw new Error('a broken invariant is no sentence');
         return <p title="Close" className="two words-of-css">Hello {\`and good night\`}</p>;
       }`,
    );
    expect(findSentences(planted)).toEqual([
      'Saved on this phone.',
      'Close',
      'Hello',
      'and good night',
    ]);
  });
});
