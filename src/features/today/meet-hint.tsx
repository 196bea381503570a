/** The way to a second phone, for who looks for it. Alone is not waiting, so it stands last and asks nothing. */
import type { ReactNode } from 'react';
import { useText } from '../../messages/index.js';
import { classesOf } from '../../ui/index.js';
import styles from './today.module.css';

const css = classesOf(styles);

export function MeetHint(): ReactNode {
  const text = useText();
  return (
    <p className={css('meet')}>
      {text('today.meet.hint')} <a href="#/meet">{text('today.meet')}</a>
    </p>
  );
}
