/** The frame round every screen, and the bar of tabs at its foot (on wide screens at its side). */
import { type MouseEvent, type ReactNode, useLayoutEffect, useRef } from 'react';
import { classesOf } from '../classes.js';
import { Icon, type IconName } from '../marks/icon.js';
import styles from './frame.module.css';

const css = classesOf(styles);

export type FrameProps = {
  /** The `TabBar`; left out before there is anywhere to go. */
  bar?: ReactNode;
  /** Notices that concern every screen. Takes no room while they show nothing. */
  above?: ReactNode;
  children: ReactNode;
};

export function Frame({ bar, above, children }: FrameProps): ReactNode {
  return (
    <div className={css('frame')}>
      <div className={css('content')}>
        <div className={css('above')}>{above}</div>
        {children}
      </div>
      {bar}
    </div>
  );
}

export type Tab = {
  href: string;
  label: string;
  icon: IconName;
  /** True for the tab whose screen, or a screen under it, is shown. */
  current: boolean;
};

export type TabBarProps = {
  /** Names the landmark: "Main". */
  label: string;
  tabs: readonly Tab[];
  /** For a router; the links work without it. */
  onNavigate?: (href: string, event: MouseEvent<HTMLAnchorElement>) => void;
};

/** Tells the page how much the bar covers, so that what takes focus is scrolled clear of it. */
function useBarHeight() {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const element = bar.current;
    if (!element) return undefined;
    const root = document.documentElement;
    const observer = new ResizeObserver(() => {
      const isAtFoot = getComputedStyle(element).getPropertyValue('--at-foot').trim() === '1';
      root.style.setProperty('--bar', isAtFoot ? `${element.offsetHeight}px` : '0px');
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
      root.style.removeProperty('--bar');
    };
  }, []);
  return bar;
}

export function TabBar({ label, tabs, onNavigate }: TabBarProps): ReactNode {
  return (
    <nav ref={useBarHeight()} className={css('bar')} aria-label={label}>
      {/* biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the bullets. */}
      <ul role="list" className={css('tabs')}>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <a
              href={tab.href}
              className={css('tab')}
              aria-current={tab.current ? 'page' : undefined}
              onClick={(event) => onNavigate?.(tab.href, event)}
            >
              <span className={css('lamp')}>
                <Icon name={tab.icon} />
              </span>
              <span className={css('tab-label')}>{tab.label}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
