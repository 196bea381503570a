/** One sentence for each way in which storage can fail, with what helps. */
import type { MessageId } from '../../messages/index.js';
import type { StoreError } from '../../session/index.js';

const SENTENCES: Readonly<Record<StoreError['type'], MessageId>> = {
  QuotaExceeded: 'today.trouble.full',
  Blocked: 'today.trouble.blocked',
  Unavailable: 'today.trouble.unavailable',
  Aborted: 'today.trouble.other',
  Closed: 'today.trouble.other',
  NotKept: 'today.trouble.other',
};

export function sentenceOfTrouble({ type }: StoreError): MessageId {
  return SENTENCES[type];
}
