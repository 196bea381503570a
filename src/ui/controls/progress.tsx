/** How far something has come, in words and as a bar. */
import { type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import styles from './progress.module.css';

const css = classesOf(styles);

export type ProgressProps = {
  label: string;
  value: number;
  max: number;
  /** The value in words, shown at the bar's end and read out with it. */
  valueText: string;
};

export function Progress({ label, value, max, valueText }: ProgressProps): ReactNode {
  const id = useId();
  return (
    <div className={css('progress')}>
      <div className={css('words')}>
        <span id={id}>{label}</span>
        <span aria-hidden="true" dir="auto">
          {valueText}
        </span>
      </div>
      <progress
        className={css('bar')}
        value={value}
        max={max}
        aria-labelledby={id}
        aria-valuetext={valueText}
      />
    </div>
  );
}
