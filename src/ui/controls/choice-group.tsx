/** The frame of every group of choices: a fieldset with its question, and a hint read with it. */
import { type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import styles from './choice.module.css';

const css = classesOf(styles);

type ChoiceGroupProps = {
  legend: string;
  hideLegend?: boolean | undefined;
  hint?: ReactNode;
  children: ReactNode;
};

export function ChoiceGroup({ legend, hideLegend, hint, children }: ChoiceGroupProps) {
  const hintId = useId();
  return (
    <fieldset className={css('group')} aria-describedby={hint ? hintId : undefined}>
      <legend className={css(hideLegend ? 'hidden-legend' : 'legend')}>{legend}</legend>
      {hint && (
        <p id={hintId} className={css('hint')}>
          {hint}
        </p>
      )}
      {children}
    </fieldset>
  );
}
