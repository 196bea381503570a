/** On or off: a switch for what takes effect at once, a checkbox for what is picked from a list. */
import { type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import { Icon } from '../marks/icon.js';
import styles from './toggles.module.css';

const css = classesOf(styles);

export type ToggleProps = {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
};

type Kind = { role?: 'switch'; box: 'track' | 'box' };

function Toggle({ label, hint, checked, onChange, disabled, role, box }: ToggleProps & Kind) {
  const hintId = useId();
  return (
    <label className={css('toggle')}>
      <input
        type="checkbox"
        role={role}
        className={css('covering')}
        checked={checked}
        disabled={disabled}
        aria-describedby={hint ? hintId : undefined}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span className={css(box)} aria-hidden="true">
        <span className={css('sign')}>
          <Icon name="check" size="100%" />
        </span>
      </span>
      <span className={css('words')}>
        <span>{label}</span>
        {hint && (
          <span id={hintId} className={css('hint')}>
            {hint}
          </span>
        )}
      </span>
    </label>
  );
}

export function Switch(props: ToggleProps): ReactNode {
  return <Toggle {...props} role="switch" box="track" />;
}

export function Checkbox(props: ToggleProps): ReactNode {
  return <Toggle {...props} box="box" />;
}
