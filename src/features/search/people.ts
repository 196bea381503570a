/** Whose words were found. */
import { useText } from '../../messages/index.js';
import { otherShape, type Profile } from '../../model/index.js';
import { useSession, useSignal } from '../../session/react.js';

export function usePeople(): { readonly mine: Profile; readonly partner: Profile } {
  const text = useText();
  const session = useSession();
  const mine = useSignal(session.profile) ?? { name: text('today.you'), shape: 'circle' };
  const known = useSignal(session.partner);
  return {
    mine,
    partner: known ?? { name: text('common.partner'), shape: otherShape(mine.shape) },
  };
}
