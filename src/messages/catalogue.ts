/** The one catalogue, compiled while building, so no parser of messages is shipped. */
import type { CompiledMessage } from '@lingui/message-utils/compileMessage';
import type { Text } from './message-id.js';
import { createSay } from './say.js';

export type Catalogue = {
  readonly text: Text;
  /** How dates, times and numbers are written. */
  readonly locales: readonly string[];
};

/** Uses the languages a person asked for to choose how English writes dates and times. */
export function createCatalogue(
  find: (id: string) => CompiledMessage | undefined,
  languages: readonly string[],
): Catalogue {
  const english = languages.filter((language) => /^en(-|$)/i.test(language));
  const locales = english.length > 0 ? english : ['en-GB'];
  const say = createSay('en', locales);
  return {
    locales,
    text: (id, values) => {
      const message = find(id);
      return message === undefined ? id : say(message, values);
    },
  };
}
