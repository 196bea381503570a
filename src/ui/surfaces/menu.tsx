/** What can be done with one thing: a button and a popover menu, by touch, pointer and keyboard. */
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { classesOf } from '../classes.js';
import buttonStyles from '../controls/button.module.css';
import { Icon, type IconName } from '../marks/icon.js';
import styles from './menu.module.css';
import { placeMenu } from './place-menu.js';

const css = classesOf(styles);
const buttonCss = classesOf(buttonStyles);

export type MenuItem = {
  id: string;
  label: string;
  icon?: IconName;
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
};

export type MenuProps = {
  /** Says what the menu is for: "What to do with this note". */
  label: string;
  icon?: IconName;
  items: readonly MenuItem[];
};

const STEPS: Readonly<Record<string, (from: number, count: number) => number>> = {
  ArrowDown: (from, count) => (from + 1) % count,
  ArrowUp: (from, count) => (from - 1 + count) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function enabledItems(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)')];
}

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  if (event.key === 'Tab') {
    event.currentTarget.hidePopover();
    return;
  }
  const step = STEPS[event.key];
  if (!step) return;
  event.preventDefault();
  const items = enabledItems(event.currentTarget);
  const from = items.findIndex((item) => item.matches(':focus'));
  items[step(from, items.length)]?.focus();
}

function place(menu: HTMLElement, button: HTMLElement): void {
  const { offsetWidth: width, offsetHeight: height } = menu;
  const { clientWidth, clientHeight } = document.documentElement;
  const { left, top } = placeMenu(
    button.getBoundingClientRect(),
    { width, height },
    { width: clientWidth, height: clientHeight },
    getComputedStyle(menu).direction === 'rtl',
  );
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function Item({ item, onDone }: { item: MenuItem; onDone: () => void }): ReactNode {
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={item.disabled}
      className={css('item', item.danger && 'danger')}
      onClick={() => {
        onDone();
        item.onSelect();
      }}
    >
      {item.icon && <Icon name={item.icon} size="1.35em" />}
      {item.label}
    </button>
  );
}

export function Menu({ label, icon = 'more', items }: MenuProps): ReactNode {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);

  const settle = (nowOpen: boolean): void => {
    setOpen(nowOpen);
    if (!nowOpen || !menu.current || !button.current) return;
    place(menu.current, button.current);
    enabledItems(menu.current)[0]?.focus();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        className={buttonCss('button', 'icon-only', 'plain')}
      >
        <Icon name={icon} />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className={css('menu')}
        onToggle={(event) => settle(event.newState === 'open')}
        onKeyDown={moveFocus}
      >
        {items.map((item) => (
          <Item key={item.id} item={item} onDone={() => menu.current?.hidePopover()} />
        ))}
      </div>
    </>
  );
}
