/** Words for those who listen, where a drawing says it to those who look. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import styles from './layout.module.css';

const css = classesOf(styles);

export function VisuallyHidden({ children }: { children: ReactNode }): ReactNode {
  return <span className={css('hidden')}>{children}</span>;
}
