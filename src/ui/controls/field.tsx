/** One line or several to write in, with a label that stays, a hint and an error that are read with it. */
import { type ComponentPropsWithRef, type CSSProperties, type ReactNode, useId } from 'react';
import { classesOf } from '../classes.js';
import { Icon } from '../marks/icon.js';
import styles from './field.module.css';

const css = classesOf(styles);

/** Otherwise browsers write what stands in a field to the disk, in plain, to restore the window or to suggest it again. */
const NOT_KEPT = 'off';

type Around = {
  label: string;
  /** For places where the label is plain from what stands above; it is still read aloud. */
  hideLabel?: boolean;
  hint?: ReactNode;
  error?: string | undefined;
};

type Frame = Around & { id: string; children: ReactNode };

function FieldFrame({ id, label, hideLabel = false, hint, error, children }: Frame): ReactNode {
  return (
    <div className={css('field')}>
      <label htmlFor={id} className={css(hideLabel ? 'hidden-label' : 'label')}>
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className={css('hint')}>
          {hint}
        </p>
      )}
      <p id={`${id}-error`} className={css('error')} aria-live="polite">
        {error && (
          <>
            <Icon name="warning" size="1.25em" />
            {error}
          </>
        )}
      </p>
    </div>
  );
}

function describedBy(id: string, { hint, error }: Pick<Around, 'hint' | 'error'>) {
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean);
  return {
    id,
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': error ? true : undefined,
  };
}

export type FieldProps = Around &
  Omit<ComponentPropsWithRef<'input'>, 'className' | 'style' | 'id'>;

export function Field({ label, hideLabel, hint, error, type = 'text', ...rest }: FieldProps) {
  const id = useId();
  return (
    <FieldFrame id={id} label={label} hideLabel={hideLabel ?? false} hint={hint} error={error}>
      <input
        autoComplete={NOT_KEPT}
        {...rest}
        {...describedBy(id, { hint, error })}
        type={type}
        className={css('input')}
      />
    </FieldFrame>
  );
}

export type TextAreaProps = Around &
  Omit<ComponentPropsWithRef<'textarea'>, 'className' | 'style' | 'id'> & {
    /** `writing` is ruled paper in Literata; `plain` is for codes and other text that is not prose. */
    look?: 'writing' | 'plain';
  };

type Rows = CSSProperties & { '--rows': number };

/** Grows with what is written where the browser can; `rows` is its least height. */
export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  look = 'writing',
  rows = 2,
  ...rest
}: TextAreaProps) {
  const id = useId();
  // A field that grows with its content ignores `rows`.
  const height: Rows = { '--rows': rows };
  return (
    <FieldFrame id={id} label={label} hideLabel={hideLabel ?? false} hint={hint} error={error}>
      <textarea
        autoComplete={NOT_KEPT}
        {...rest}
        {...describedBy(id, { hint, error })}
        rows={rows}
        style={height}
        className={css('input', 'area', look)}
      />
    </FieldFrame>
  );
}
