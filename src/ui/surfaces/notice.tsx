/** Something to know, or something that went wrong: what it means, and what can be done. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { Icon, type IconName } from '../marks/icon.js';
import styles from './notice.module.css';

const css = classesOf(styles);

export type NoticeProps = {
  tone?: 'info' | 'trouble';
  icon?: IconName;
  title?: string;
  children?: ReactNode;
  /** Buttons, the way forward first. */
  actions?: ReactNode;
  /** True where it appears by itself while someone is here: it is then read out, without taking focus. */
  live?: boolean;
};

export function Notice({ tone = 'info', icon, title, children, actions, live }: NoticeProps) {
  const sign = icon ?? (tone === 'trouble' ? 'warning' : 'info');
  return (
    <div
      className={css('notice', tone === 'trouble' && 'trouble')}
      role={live ? 'status' : undefined}
    >
      <span className={css('sign')}>
        <Icon name={sign} />
      </span>
      <div className={css('body')}>
        {title && <p className={css('title')}>{title}</p>}
        {children && <div className={css('words')}>{children}</div>}
        {actions && <div className={css('actions')}>{actions}</div>}
      </div>
    </div>
  );
}
