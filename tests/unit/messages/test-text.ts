/** The real catalogue, compiled as the build compiles it, for tests of rules that choose sentences. */
import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';
import en from '../../../src/messages/en.json' with { type: 'json' };
import type { Text } from '../../../src/messages/message-id.js';

export function createTestText(): Text {
  const compiled = Object.entries(en).map(([id, message]) => [id, compileMessage(message)]);
  const i18n = setupI18n({ locale: 'en', messages: { en: Object.fromEntries(compiled) } });
  return (id, values) => i18n._(id, values);
}
