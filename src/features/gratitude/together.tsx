/** The mark of two who are at one page: it stands there only while both are. */
import { type ReactNode, useEffect, useRef } from 'react';
import { useText } from '../../messages/index.js';
import { useSession, useSignal } from '../../session/react.js';
import { classesOf, PersonMark, useAnnounce } from '../../ui/index.js';
import styles from './board.module.css';

const css = classesOf(styles);

/** Coming and going is said now and then, like all that the other does; nothing moves for it. */
export function Together({ partner }: { readonly partner: string }): ReactNode {
  const text = useText();
  const announce = useAnnounce();
  const isHere = useSignal(useSession().presence.partner) !== undefined;
  const wasHere = useRef(false);
  useEffect(() => {
    if (isHere === wasHere.current) return;
    wasHere.current = isHere;
    announce(text(isHere ? 'board.here' : 'board.here.no', { partner }), { batch: true });
  }, [isHere, announce, text, partner]);
  if (!isHere) return null;
  return (
    <span className={css('here')}>
      <PersonMark shape="together" size="1.5em" />
      <span className={css('here-words')}>{text('board.here', { partner })}</span>
    </span>
  );
}
