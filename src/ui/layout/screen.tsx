/** One screen: its heading, a way back, what can be done, and one column of matter. */
import { type ReactNode, useEffect, useRef } from 'react';
import { classesOf } from '../classes.js';
import { Icon } from '../marks/icon.js';
import styles from './layout.module.css';

const css = classesOf(styles);

export type ScreenProps = {
  title: string;
  /** A small line above the heading, e.g. the date. */
  eyebrow?: ReactNode;
  back?: { label: string; href: string; onClick?: () => void };
  /** Icon buttons and menus beside the heading. */
  actions?: ReactNode;
  /** `wide` for what needs room, such as the board; otherwise a column made for reading. */
  width?: 'column' | 'wide';
  /** Gives the heading the focus on arrival, so that reading starts there after a change of screen. */
  takeFocus?: boolean;
  children: ReactNode;
};

function BackLink({ label, href, onClick }: NonNullable<ScreenProps['back']>): ReactNode {
  return (
    <a href={href} onClick={onClick} className={css('back')}>
      <Icon name="back" />
      {label}
    </a>
  );
}

export function Screen({
  title,
  eyebrow,
  back,
  actions,
  width = 'column',
  takeFocus = false,
  children,
}: ScreenProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus) heading.current?.focus({ preventScroll: true });
  }, [takeFocus]);
  return (
    <main className={css('screen', width)}>
      <header className={css('head')}>
        {back && <BackLink {...back} />}
        <div className={css('heading-row')}>
          <div className={css('heading')}>
            {eyebrow && <p className={css('eyebrow')}>{eyebrow}</p>}
            <h1 ref={heading} tabIndex={-1}>
              {title}
            </h1>
          </div>
          {actions && <div className={css('head-actions')}>{actions}</div>}
        </div>
      </header>
      {children}
    </main>
  );
}

export type StackProps = {
  /** Pixels between the children, from the scale. */
  gap?: 4 | 8 | 12 | 16 | 24 | 32 | 48;
  children: ReactNode;
};

/** One under the other. */
export function Stack({ gap = 16, children }: StackProps): ReactNode {
  return <div className={css('stack', `gap-${gap}`)}>{children}</div>;
}

export type RowProps = StackProps & {
  justify?: 'start' | 'end' | 'between' | 'center';
};

/** Side by side, going on to the next line where there is no room. */
export function Row({ gap = 8, justify = 'start', children }: RowProps): ReactNode {
  return <div className={css('row', `gap-${gap}`, `justify-${justify}`)}>{children}</div>;
}

/** The end of a form that stays in reach while the rest scrolls. */
export function Foot({ children }: { children: ReactNode }): ReactNode {
  return <div className={css('foot')}>{children}</div>;
}
