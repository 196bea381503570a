/** A sheet of card on the paper. Never put one inside another: use `Rows` or plain spacing there. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import styles from './card.module.css';

const css = classesOf(styles);

export type CardProps = {
  /** Whose it is, shown as a soft ground; the shape must stand on it too, colour alone says nothing. */
  tone?: 'card' | 'circle' | 'arch' | 'together';
  as?: 'div' | 'section' | 'article' | 'li';
  /** The id of the heading inside that names it. */
  labelledBy?: string;
  children: ReactNode;
};

export function Card({ tone = 'card', as: Element = 'section', labelledBy, children }: CardProps) {
  return (
    <Element className={css('card', tone)} aria-labelledby={labelledBy}>
      {children}
    </Element>
  );
}
