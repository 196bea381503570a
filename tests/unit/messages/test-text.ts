/** The real catalogue, compiled as the build compiles it, for tests of rules that choose sentences. */
import { compileMessage } from '@lingui/message-utils/compileMessage';
import { createCatalogue } from '../../../src/messages/catalogue.js';
import en from '../../../src/messages/en.json' with { type: 'json' };
import type { Text } from '../../../src/messages/message-id.js';

export function createTestText(): Text {
  const compiled = new Map(
    Object.entries(en).map(([id, message]) => [id, compileMessage(message)]),
  );
  return createCatalogue((id) => compiled.get(id), ['en']).text;
}
