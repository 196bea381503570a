/** What to do, one thing after another, each with a small picture. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import styles from './layout.module.css';

const css = classesOf(styles);

export type Step = {
  id: string;
  text: ReactNode;
  /** An `Icon` or small drawing of what to look for. */
  picture?: ReactNode;
};

export function Steps({ steps }: { steps: readonly Step[] }): ReactNode {
  return (
    <ol className={css('steps')}>
      {steps.map(({ id, text, picture }) => (
        <li key={id} className={css('step')}>
          <span className={css('step-text')}>{text}</span>
          {picture && (
            <span className={css('step-picture')} aria-hidden="true">
              {picture}
            </span>
          )}
        </li>
      ))}
    </ol>
  );
}
