/** Nothing here yet: the real thing, ghosted, one sentence, one verb. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import styles from './empty-state.module.css';

const css = classesOf(styles);

export type EmptyStateProps = {
  /** The real components with nobody's words in them. Hidden from reading and out of reach. */
  ghost: ReactNode;
  sentence: string;
  /** One button. */
  action?: ReactNode;
};

export function EmptyState({ ghost, sentence, action }: EmptyStateProps): ReactNode {
  return (
    <div className={css('empty')}>
      <div className={css('ghost')} aria-hidden="true" inert>
        {ghost}
      </div>
      <p className={css('sentence')}>{sentence}</p>
      {action}
    </div>
  );
}
