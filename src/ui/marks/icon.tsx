/** The small set of line icons, drawn on a grid of 24 with a stroke of 1.75 and round ends. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { Dot, Drawing } from './drawing.js';
import type { laterDrawings } from './later-icons.js';
import styles from './marks.module.css';

const css = classesOf(styles);

/** Those of Today and the check-in, and of what is in sight on every screen. */
const drawings = {
  back: <path d="M14.5 5.5 8 12l6.5 6.5" />,
  board: <path d="m4 5.6 7.7-.9.9 7.8-7.7.9ZM13.2 11.4l6.9 1.4-1.4 6.9-6.9-1.4Z" />,
  check: <path d="m5 12.6 4.4 4.4L19 7.4" />,
  close: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
  forward: <path d="M9.5 5.5 16 12l-6.5 6.5" />,
  info: (
    <>
      <path d="M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 11.3v5" />
      <Dot x={12} y={8} />
    </>
  ),
  list: (
    <>
      <path d="M9 6.5h11M9 12h11M9 17.5h11" />
      <Dot x={4.9} y={6.5} />
      <Dot x={4.9} y={12} />
      <Dot x={4.9} y={17.5} />
    </>
  ),
  lock: (
    <path d="M7.5 10.5h9a2 2 0 0 1 2 2V18a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-5.5a2 2 0 0 1 2-2ZM8.5 10.5V7.8a3.5 3.5 0 0 1 7 0v2.7" />
  ),
  pencil: (
    <path d="m4.5 19.5 1-4.1L16.1 4.8a1.7 1.7 0 0 1 2.4 0l.7.7a1.7 1.7 0 0 1 0 2.4L8.6 18.5ZM14.2 6.7l3.1 3.1" />
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  today: (
    <path d="M6.5 15.5a5.5 5.5 0 0 1 11 0ZM3 15.5h1M20 15.5h1M7.5 19.5h9M12 4.5v2.3M4.9 7.9l1.6 1.6M19.1 7.9l-1.6 1.6" />
  ),
  undo: <path d="M8.3 5 4.4 8.9l3.9 3.9M4.8 8.9h8.9a5.3 5.3 0 0 1 0 10.6H9.5" />,
  us: (
    <path d="M8.8 8.2a5.4 5.4 0 1 1 0 10.8 5.4 5.4 0 0 1 0-10.8ZM11.5 19v-7.6a4.7 4.7 0 0 1 9.4 0V19Z" />
  ),
  warning: (
    <>
      <path d="M12 4.3 20.8 19.5H3.2ZM12 10v4.6" />
      <Dot x={12} y={17} r={1.1} />
    </>
  ),
} as const satisfies Record<string, ReactNode>;

type LaterDrawings = typeof laterDrawings;

export type IconName = keyof typeof drawings | keyof LaterDrawings;

let loaded: Readonly<Partial<Record<IconName, ReactNode>>> = drawings;

/** Brings the icons of later screens; none of them may be shown before this has settled. */
export async function loadIcons(): Promise<readonly IconName[]> {
  const { laterDrawings } = await import('./later-icons.js');
  loaded = { ...drawings, ...laterDrawings };
  return Object.keys(loaded) as readonly IconName[];
}

/** Icons that point along the line of reading turn round where reading does. */
const FOLLOWS_READING: ReadonlySet<IconName> = new Set(['back', 'forward', 'undo', 'list']);

export type IconProps = {
  name: IconName;
  /** Edge length; `1.5em` unless told, so it grows with the text beside it. */
  size?: number | string;
};

/** Always decoration: the words beside it, or the label of its button, carry the meaning. */
export function Icon({ name, size = '1.5em' }: IconProps): ReactNode {
  return (
    <Drawing
      className={css('icon', FOLLOWS_READING.has(name) && 'follows-reading')}
      viewBox="0 0 24 24"
      width={size}
      height={size}
    >
      {loaded[name]}
    </Drawing>
  );
}
