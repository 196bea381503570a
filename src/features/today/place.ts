/** Where a check-in lies and who may have it, in honest sentences. */
import type { Text } from '../../messages/index.js';
import type { OwnCheckin } from '../../model/index.js';
import type { SaveState } from '../../session/index.js';

/** `partner` is the partner's name, where there is one. Trouble has a notice of its own. */
export function describePlace(
  text: Text,
  { checkin, place, sharedBefore }: OwnCheckin,
  partner: string | undefined,
  saving: SaveState['state'],
): readonly string[] {
  const sentences: string[] = [];
  if (saving === 'saving') sentences.push(text('today.saving'));
  if (saving === 'saved') sentences.push(text('today.saved'));
  if (place === 'private' && (partner !== undefined || !checkin.share)) {
    sentences.push(text('today.private'));
  } else if (place === 'private') sentences.push(text('today.later'));
  if (place === 'outgoing' && partner !== undefined) {
    sentences.push(text('today.waits', { partner }));
  }
  if (sharedBefore && partner !== undefined) {
    sentences.push(text('today.sharedBefore', { partner }));
  }
  return sentences;
}
