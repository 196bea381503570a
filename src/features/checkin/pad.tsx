/**
 * Energy by pleasantness as one place: with a finger, or with two sliders that only the keyboard and screen
 * readers meet. The words near the place are told as it moves.
 */
import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
  useId,
} from 'react';
import { type Text, useText } from '../../messages/index.js';
import { energyBand, pleasantnessBand } from '../../model/index.js';
import type { PadPlace } from '../../telling/index.js';
import { classesOf, VisuallyHidden } from '../../ui/index.js';
import styles from './pad.module.css';
import { placeAt, stepFrom } from './pad-place.js';

const css = classesOf(styles);

const MIDDLE: PadPlace = { energy: 50, pleasantness: 50 };
const STEP = 5;

export type PadProps = {
  /** Undefined while unanswered. */
  readonly place: PadPlace | undefined;
  readonly onChange: (place: PadPlace) => void;
  /** Where words lie: each is a dot, so that one sees that there is something everywhere. */
  readonly words: readonly PadPlace[];
  /** The words nearest to the place, the nearest first. */
  readonly near: readonly string[];
};

type Spot = CSSProperties & { '--across': number; '--up': number };

export function Pad({ place, onChange, words, near }: PadProps): ReactNode {
  const text = useText();
  const id = useId();
  const shown = place ?? MIDDLE;
  const spot: Spot = { '--across': shown.pleasantness / 100, '--up': shown.energy / 100 };
  const follow = (event: PointerEvent<HTMLDivElement>): void => {
    const area = event.currentTarget.getBoundingClientRect();
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    onChange(placeAt({ x: event.clientX, y: event.clientY }, area, isMirrored));
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    const isMirrored = getComputedStyle(event.currentTarget).direction === 'rtl';
    const next = stepFrom(shown, event.key, STEP, isMirrored);
    if (!next) return;
    event.preventDefault();
    onChange(next);
  };
  const slider = (name: keyof PadPlace, label: string, valueText: string): ReactNode => (
    <input
      type="range"
      className={css('slider')}
      aria-label={label}
      aria-valuetext={place ? valueText : text('checkin.energy.none')}
      aria-describedby={`${id}-near`}
      min={0}
      max={100}
      step={STEP}
      value={shown[name]}
      onKeyDown={press}
      onChange={(event) => onChange({ ...shown, [name]: event.currentTarget.valueAsNumber })}
    />
  );
  return (
    <fieldset className={css('frame')}>
      <legend className={css('legend')}>{text('checkin.pad.legend')}</legend>
      <p className={css('edge')} aria-hidden="true">
        {text('checkin.pad.high')}
      </p>
      <div
        className={css('pad', !place && 'unanswered')}
        style={spot}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          follow(event);
        }}
        onPointerMove={(event) => {
          if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
        }}
      >
        {slider(
          'energy',
          text('checkin.energy.label'),
          text('checkin.energy', { band: energyBand(shown.energy) }),
        )}
        {slider(
          'pleasantness',
          text('checkin.pleasantness.label'),
          text('checkin.pleasantness', { band: pleasantnessBand(shown.pleasantness) }),
        )}
        <Dots words={words} />
        <span className={css('knob')} />
        {place && near[0] && (
          <span className={css('bubble')} aria-hidden="true">
            {near[0]}
          </span>
        )}
      </div>
      <p className={css('sides')} aria-hidden="true">
        <span>{text('checkin.pad.hard')}</span>
        <span>{text('checkin.pad.low')}</span>
        <span>{text('checkin.pad.pleasant')}</span>
      </p>
      <VisuallyHidden>
        <span id={`${id}-near`} role="status">
          {place && nearBy(text, near)}
        </span>
      </VisuallyHidden>
    </fieldset>
  );
}

function Dots({ words }: Pick<PadProps, 'words'>): ReactNode {
  return (
    <svg className={css('dots')} aria-hidden="true">
      {words.map(({ energy, pleasantness }) => (
        <circle
          key={`${energy}/${pleasantness}`}
          cx={`${pleasantness}%`}
          cy={`${100 - energy}%`}
          r="1.75"
        />
      ))}
    </svg>
  );
}

function nearBy(text: Text, near: readonly string[]): string {
  return near.length === 0 ? '' : text('checkin.pad.near', { words: near.slice(0, 3).join(', ') });
}
