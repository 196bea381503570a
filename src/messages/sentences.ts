/** The sentences that are here so far: each module brings those it asks for (see `build/sentences-plugin.ts`). */
import type { CompiledMessage } from '@lingui/message-utils/compileMessage';

export type Sentences = Readonly<Record<string, CompiledMessage>>;

const sentences: Record<string, CompiledMessage> = {};

export function addSentences(more: Sentences): void {
  Object.assign(sentences, more);
}

export function findSentence(id: string): CompiledMessage | undefined {
  return sentences[id];
}
