/** Buttons, and links that look like them. */
import type { ComponentPropsWithRef, MouseEvent, ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { Icon, type IconName } from '../marks/icon.js';
import { Spinner } from '../marks/spinner.js';
import styles from './button.module.css';

const css = classesOf(styles);

/** One `primary` on a screen; `quiet` has a line round it, `plain` has none. */
export type ButtonVariant = 'primary' | 'quiet' | 'plain' | 'danger';

type Look = {
  variant?: ButtonVariant;
  icon?: IconName;
  /** Takes the whole width. */
  wide?: boolean;
};

export type ButtonProps = Look &
  Omit<ComponentPropsWithRef<'button'>, 'className' | 'style'> & {
    /** Shows that it works, and takes no further press; keeps its size, its words and the focus. */
    busy?: boolean;
  };

function Inside({ icon, children }: { icon?: IconName | undefined; children: ReactNode }) {
  return (
    <>
      {icon && <Icon name={icon} size="1.3em" />}
      <span>{children}</span>
    </>
  );
}

export function Button({
  variant = 'quiet',
  icon,
  wide = false,
  busy = false,
  type = 'button',
  onClick,
  children,
  ...rest
}: ButtonProps): ReactNode {
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (busy) event.preventDefault();
    else onClick?.(event);
  };
  return (
    <button
      {...rest}
      type={type}
      onClick={press}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      className={css('button', variant, wide && 'wide', busy && 'busy')}
    >
      <Inside icon={icon}>{children}</Inside>
      {busy && (
        <span className={css('working')}>
          <Spinner />
        </span>
      )}
    </button>
  );
}

export type ButtonLinkProps = Look & Omit<ComponentPropsWithRef<'a'>, 'className' | 'style'>;

/** Goes somewhere, so it is a link, whatever it looks like. */
export function ButtonLink({
  variant = 'quiet',
  icon,
  wide = false,
  children,
  ...rest
}: ButtonLinkProps): ReactNode {
  return (
    <a {...rest} className={css('button', variant, wide && 'wide')}>
      <Inside icon={icon}>{children}</Inside>
    </a>
  );
}

export type IconButtonProps = Omit<
  ComponentPropsWithRef<'button'>,
  'className' | 'style' | 'aria-label' | 'children'
> & {
  icon: IconName;
  /** What it does, for those who don't see the icon, and on hovering for those who wonder. */
  label: string;
  variant?: 'plain' | 'quiet';
};

export function IconButton({
  icon,
  label,
  variant = 'plain',
  type = 'button',
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <button
      {...rest}
      type={type}
      aria-label={label}
      title={label}
      className={css('button', 'icon-only', variant)}
    >
      <Icon name={icon} />
    </button>
  );
}
