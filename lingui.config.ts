/** Where the sentences are, and how the build reads them: a flat JSON of ids and ICU messages. */
import { defineConfig } from '@lingui/cli';

type Config = Parameters<typeof defineConfig>[0];
type Format = Exclude<Config['format'], string | undefined>;

function readCatalogue(content: string): Record<string, string> {
  const parsed: unknown = JSON.parse(content);
  if (typeof parsed !== 'object' || parsed === null) throw new Error('A catalogue is an object.');
  return Object.fromEntries(Object.entries(parsed).map(([id, message]) => [id, String(message)]));
}

const flatJson: Format = {
  catalogExtension: '.json',
  parse: (content) =>
    Object.fromEntries(
      Object.entries(readCatalogue(content)).map(([id, translation]) => [id, { translation }]),
    ),
  serialize: (catalogue) =>
    `${JSON.stringify(
      Object.fromEntries(
        Object.entries(catalogue).map(([id, { translation }]) => [id, translation]),
      ),
      null,
      2,
    )}\n`,
};

export default defineConfig({
  locales: ['en'],
  sourceLocale: 'en',
  catalogs: [{ path: '<rootDir>/src/messages/{locale}', include: ['<rootDir>/src'] }],
  format: flatJson,
});
