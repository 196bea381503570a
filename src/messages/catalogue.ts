/** The one catalogue, compiled while building, so no parser of messages is shipped. */
import { type I18n, setupI18n } from '@lingui/core';
import { sentences } from './sentences.js';

/** Uses the languages a person asked for to choose how English writes dates and times. */
export function createCatalogue(languages: readonly string[]): I18n {
  const english = languages.filter((language) => /^en(-|$)/i.test(language));
  return setupI18n({
    locale: 'en',
    locales: english.length > 0 ? english : ['en-GB'],
    // The same object, so that sentences that come later are found too.
    messages: { en: sentences },
  });
}
