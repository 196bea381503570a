/** A value between two words, on a native slider that can also stand unanswered. */
import { type CSSProperties, type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import styles from './range.module.css';

const css = classesOf(styles);

export type RangeProps = {
  label: string;
  /** The words at both ends. */
  lowLabel: string;
  highLabel: string;
  /** Undefined while unanswered: the slider then stands in the middle, hollow. */
  value: number | undefined;
  onChange: (value: number) => void;
  /** The value in words, also for "not answered". */
  valueText: string;
  min?: number;
  max?: number;
  step?: number;
};

type Fraction = CSSProperties & { '--fraction': number };

export function Range({
  label,
  lowLabel,
  highLabel,
  value,
  onChange,
  valueText,
  min = 0,
  max = 100,
  step = 1,
}: RangeProps): ReactNode {
  const id = useId();
  const shown = value ?? (min + max) / 2;
  const fraction: Fraction = { '--fraction': (shown - min) / (max - min) };
  return (
    <div className={css('range')}>
      <label htmlFor={id} className={css('label')}>
        {label}
      </label>
      <input
        id={id}
        type="range"
        className={css('slider', value === undefined && 'unanswered')}
        style={fraction}
        min={min}
        max={max}
        step={step}
        value={shown}
        aria-valuetext={valueText}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        // Pressing where the thumb already stands changes nothing, yet it is an answer.
        onPointerUp={(event) => {
          if (value === undefined) onChange(event.currentTarget.valueAsNumber);
        }}
      />
      <div className={css('ends')} aria-hidden="true">
        <span>{lowLabel}</span>
        <span>{highLabel}</span>
      </div>
    </div>
  );
}
