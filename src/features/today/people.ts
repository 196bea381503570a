/** The two of the evening, or the one. */
import { useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import type { Person } from './evening-card.js';

export function usePeople(): { me: Person; partner: Person | undefined } {
  const session = useSession();
  const text = useText();
  const me = useSignal(session.profile) ?? { name: text('today.you'), shape: 'circle' };
  const known = useSignal(session.partner);
  const bond = useSignal(session.bond);
  if (!bond) return { me, partner: undefined };
  const other = me.shape === 'circle' ? 'arch' : 'circle';
  return { me, partner: known ?? { name: text('common.partner'), shape: other } };
}
