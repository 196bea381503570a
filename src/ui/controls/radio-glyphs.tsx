/** A choice among drawings, each with its word: native radios, so arrow keys and screen readers just work. */
import { type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import styles from './choice.module.css';
import { ChoiceGroup } from './choice-group.js';
import { lettingGo } from './letting-go.js';

const css = classesOf(styles);

export type GlyphOption<T extends string | number> = {
  value: T;
  /** The word under the drawing. */
  label: string;
  /** What is read aloud instead of the word: "Dusk, 2 of 5, low light". */
  spoken?: string;
  glyph: ReactNode;
};

export type RadioGlyphsProps<T extends string | number> = {
  legend: string;
  hideLegend?: boolean;
  hint?: ReactNode;
  options: readonly GlyphOption<T>[];
  /** Undefined where nothing is chosen, which is an answer too. */
  value: T | undefined;
  onChange: (value: T) => void;
  /** Where given, pressing the chosen one again takes the choice back. */
  onClear?: () => void;
};

export function RadioGlyphs<T extends string | number>({
  legend,
  hideLegend,
  hint,
  options,
  value,
  onChange,
  onClear,
}: RadioGlyphsProps<T>): ReactNode {
  const name = useId();
  return (
    <ChoiceGroup legend={legend} hideLegend={hideLegend} hint={hint}>
      <div className={css('glyphs')}>
        {options.map((option) => (
          <label key={option.value} className={css('glyph')}>
            <input
              type="radio"
              className={css('covering')}
              name={name}
              value={option.value}
              checked={option.value === value}
              aria-label={option.spoken}
              onChange={() => onChange(option.value)}
              {...lettingGo(option.value === value, onClear)}
            />
            <span className={css('drawing')}>{option.glyph}</span>
            <span className={css('word')}>{option.label}</span>
          </label>
        ))}
      </div>
    </ChoiceGroup>
  );
}
