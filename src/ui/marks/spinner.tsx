/** Something is under way: the two lamps breathing in turn. Says nothing by itself; the words beside it do. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { Drawing } from './drawing.js';
import styles from './marks.module.css';

const css = classesOf(styles);

export function Spinner({ size = '1.25em' }: { size?: number | string }): ReactNode {
  return (
    <Drawing className={css('spinner')} viewBox="0 0 36 24" height={size}>
      <circle cx="12.5" cy="12" r="8" />
      <path d="M17.5 20v-8.5a6.5 6.5 0 0 1 13 0V20Z" />
    </Drawing>
  );
}
