/** The sentences that are here so far: each module brings those it asks for (see `build/sentences-plugin.ts`). */
import type { Messages } from '@lingui/core';

export const sentences: Messages = {};

export function addSentences(more: Messages): void {
  Object.assign(sentences, more);
}
