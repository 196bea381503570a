/** Short words to choose one or several of. A single choice can be taken back by pressing it again. */
import { type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import { Icon } from '../marks/icon.js';
import styles from './choice.module.css';
import { ChoiceGroup } from './choice-group.js';
import { lettingGo } from './letting-go.js';

const css = classesOf(styles);

export type ChipOption<T extends string> = { value: T; label: string };

type Common<T extends string> = {
  legend: string;
  hideLegend?: boolean;
  hint?: ReactNode;
  options: readonly ChipOption<T>[];
  /** Follows the last chip, e.g. an `IconButton` that adds a word. */
  after?: ReactNode;
};

export type ChipsProps<T extends string> = Common<T> &
  (
    | { choose: 'one'; value: T | undefined; onChange: (value: T | undefined) => void }
    | { choose: 'many'; value: readonly T[]; onChange: (value: readonly T[]) => void }
  );

type Choice<T> = { isChosen: (value: T) => boolean; press: (value: T) => void };

function choiceOf<T extends string>(props: ChipsProps<T>): Choice<T> {
  if (props.choose === 'one') {
    const { value, onChange } = props;
    return {
      isChosen: (option) => option === value,
      press: (option) => onChange(option === value ? undefined : option),
    };
  }
  const { value, onChange } = props;
  return {
    isChosen: (option) => value.includes(option),
    press: (option) =>
      onChange(
        value.includes(option) ? value.filter((other) => other !== option) : [...value, option],
      ),
  };
}

export function Chips<T extends string>(props: ChipsProps<T>): ReactNode {
  const { legend, hideLegend, hint, options, after, choose } = props;
  const name = useId();
  const { isChosen, press } = choiceOf(props);
  return (
    <ChoiceGroup legend={legend} hideLegend={hideLegend} hint={hint}>
      <div className={css('chips')}>
        {options.map(({ value, label }) => (
          <label key={value} className={css('chip')}>
            <input
              type={choose === 'one' ? 'radio' : 'checkbox'}
              className={css('covering')}
              name={name}
              value={value}
              checked={isChosen(value)}
              onChange={() => press(value)}
              {...lettingGo(isChosen(value), choose === 'one' ? () => press(value) : undefined)}
            />
            <span className={css('tick')}>
              <Icon name="check" size="1em" />
            </span>
            {label}
          </label>
        ))}
        {after}
      </div>
    </ChoiceGroup>
  );
}
