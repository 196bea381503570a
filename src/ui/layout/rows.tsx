/** A plain list of things to open or to know, parted by hairlines; at home on paper and in a card. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { Icon, type IconName } from '../marks/icon.js';
import styles from './layout.module.css';

const css = classesOf(styles);

export type RowItem = {
  id: string;
  icon?: IconName;
  label: ReactNode;
  hint?: ReactNode;
  /** At the end of the line: a word, a mark, a switch. */
  end?: ReactNode;
  /** Where the whole line leads; or what pressing it does. */
  href?: string;
  onPress?: () => void;
};

function Line({ item }: { item: RowItem }): ReactNode {
  return (
    <>
      {item.icon && <Icon name={item.icon} />}
      <span className={css('line-words')}>
        <span>{item.label}</span>
        {item.hint && <span className={css('line-hint')}>{item.hint}</span>}
      </span>
      {item.end}
      {item.href !== undefined && (
        <span className={css('line-forward')}>
          <Icon name="forward" size="1.1em" />
        </span>
      )}
    </>
  );
}

function Pressable({ item }: { item: RowItem }): ReactNode {
  if (item.href !== undefined) {
    return (
      <a className={css('line', 'pressable')} href={item.href} onClick={item.onPress}>
        <Line item={item} />
      </a>
    );
  }
  if (item.onPress) {
    return (
      <button type="button" className={css('line', 'pressable')} onClick={item.onPress}>
        <Line item={item} />
      </button>
    );
  }
  return (
    <div className={css('line')}>
      <Line item={item} />
    </div>
  );
}

export function Rows({ items }: { items: readonly RowItem[] }): ReactNode {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the bullets.
    <ul role="list" className={css('rows')}>
      {items.map((item) => (
        <li key={item.id}>
          <Pressable item={item} />
        </li>
      ))}
    </ul>
  );
}
