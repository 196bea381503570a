/** One step back and one forward through what follows in time: months, weeks. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { IconButton } from './button.js';
import styles from './pager.module.css';

const css = classesOf(styles);

export type PagerProps = {
  /** What is paged through. */
  label: string;
  /** Where one is; read out when it changes. */
  current: ReactNode;
  beforeLabel: string;
  onBefore: () => void;
  afterLabel: string;
  /** Undefined at the end. */
  onAfter: (() => void) | undefined;
};

export function Pager({ label, current, beforeLabel, onBefore, afterLabel, onAfter }: PagerProps) {
  return (
    <nav className={css('pager')} aria-label={label}>
      <IconButton icon="back" label={beforeLabel} onClick={onBefore} />
      <p aria-live="polite">{current}</p>
      <IconButton icon="forward" label={afterLabel} disabled={!onAfter} onClick={onAfter} />
    </nav>
  );
}
