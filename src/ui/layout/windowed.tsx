/**
 * A long list of parts of unequal height, of which only those near the window are filled. The others keep the room
 * they took, and whatever is to be found at any time, such as their headings.
 */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { classesOf } from '../classes.js';
import styles from './layout.module.css';

const css = classesOf(styles);

export type PartOfList = {
  /** Whether it is to be filled. */
  readonly isNear: boolean;
  /** Pixels that it took when it was last filled. What is filled only later keeps this room until then. */
  readonly room: number;
};

export type WindowedProps = {
  readonly keys: readonly string[];
  /** Pixels that a part takes which has not been filled yet. */
  readonly estimate: number;
  readonly children: (key: string, part: PartOfList) => ReactNode;
};

/** Filled before they come into sight, also for a fast thumb. */
const AROUND_WINDOW = '150% 0px';
/** At the start, before it is known what is in sight. */
const FILLED_AT_FIRST = 1;

type PartProps = {
  readonly estimate: number;
  readonly startsNear: boolean;
  readonly children: (part: PartOfList) => ReactNode;
};

function Part({ estimate, startsNear, children }: PartProps): ReactNode {
  const frame = useRef<HTMLDivElement>(null);
  const [isNear, setIsNear] = useState(startsNear);
  const [room, setRoom] = useState(estimate);
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const observer = new IntersectionObserver(
      (entries) => {
        const latest = entries.at(-1);
        if (!latest) return;
        // Emptying it would take the focus away.
        const isLeft = !latest.isIntersecting && !element.contains(document.activeElement);
        if (isLeft) setRoom(latest.boundingClientRect.height);
        if (latest.isIntersecting || isLeft) setIsNear(latest.isIntersecting);
      },
      { rootMargin: AROUND_WINDOW },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={frame} className={css('part')} style={isNear ? undefined : { minBlockSize: room }}>
      {children({ isNear, room })}
    </div>
  );
}

export function Windowed({ keys, estimate, children }: WindowedProps): ReactNode {
  return (
    <div>
      {keys.map((key, at) => (
        <Part key={key} estimate={estimate} startsNear={at < FILLED_AT_FIRST}>
          {(part) => children(key, part)}
        </Part>
      ))}
    </div>
  );
}
