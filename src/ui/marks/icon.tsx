/** The small set of line icons, drawn on a grid of 24 with a stroke of 1.75 and round ends. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { Drawing } from './drawing.js';
import styles from './marks.module.css';

const css = classesOf(styles);

function Dot({ x, y, r = 1.25 }: { x: number; y: number; r?: number }): ReactNode {
  return <circle cx={x} cy={y} r={r} fill="currentColor" stroke="none" />;
}

const drawings = {
  'add-to-home': (
    <path d="M8 4h8a4 4 0 0 1 4 4v8a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4V8a4 4 0 0 1 4-4ZM12 8.5v7M8.5 12h7" />
  ),
  away: (
    <>
      <path d="M7.5 7.9a10.6 10.6 0 0 0-3 2.1M11.3 6.9a10.6 10.6 0 0 1 8.2 3.1M7.3 13.2a6.6 6.6 0 0 1 3.6-1.8M15.6 12.4l1.1.8M10 16.3a2.8 2.8 0 0 1 4 0M5 4l14 16" />
      <Dot x={12} y={19.3} />
    </>
  ),
  back: <path d="M14.5 5.5 8 12l6.5 6.5" />,
  board: <path d="m4 5.6 7.7-.9.9 7.8-7.7.9ZM13.2 11.4l6.9 1.4-1.4 6.9-6.9-1.4Z" />,
  camera: (
    <>
      <path d="M4.2 8.2h2.9l1.5-2.5h6.8l1.5 2.5h2.9A1.2 1.2 0 0 1 21 9.4v8.4a1.2 1.2 0 0 1-1.2 1.2H4.2A1.2 1.2 0 0 1 3 17.8V9.4a1.2 1.2 0 0 1 1.2-1.2Z" />
      <circle cx="12" cy="13.3" r="3.3" />
    </>
  ),
  check: <path d="m5 12.6 4.4 4.4L19 7.4" />,
  close: <path d="m6.5 6.5 11 11M17.5 6.5l-11 11" />,
  code: (
    <path d="M4.5 4.5h5.2v5.2H4.5ZM14.3 4.5h5.2v5.2h-5.2ZM4.5 14.3h5.2v5.2H4.5ZM14.3 14.3h2.2v2.2M19.5 14.3v2.2M14.3 19.5h2.2M19.5 19v.5" />
  ),
  copy: (
    <path d="M10.5 8.5h7a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7a2 2 0 0 1-2-2v-7a2 2 0 0 1 2-2ZM15.5 8.5v-2a2 2 0 0 0-2-2h-7a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h2" />
  ),
  down: <path d="M12 5v14M6.5 13.5 12 19l5.5-5.5" />,
  download: <path d="M12 4v11M7.5 10.8 12 15.3l4.5-4.5M5 19.5h14" />,
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
  more: (
    <>
      <Dot x={5.5} y={12} r={1.6} />
      <Dot x={12} y={12} r={1.6} />
      <Dot x={18.5} y={12} r={1.6} />
    </>
  ),
  move: (
    <path d="M12 3.5v17M3.5 12h17M9.4 6.1 12 3.5l2.6 2.6M9.4 17.9l2.6 2.6 2.6-2.6M6.1 9.4 3.5 12l2.6 2.6M17.9 9.4l2.6 2.6-2.6 2.6" />
  ),
  near: (
    <>
      <path d="M4.5 10a10.6 10.6 0 0 1 15 0M7.3 13.2a6.6 6.6 0 0 1 9.4 0M10 16.3a2.8 2.8 0 0 1 4 0" />
      <Dot x={12} y={19.3} />
    </>
  ),
  paste: (
    <path d="M8.5 5.2h-2A1.5 1.5 0 0 0 5 6.7v12.1a1.5 1.5 0 0 0 1.5 1.5h11a1.5 1.5 0 0 0 1.5-1.5V6.7a1.5 1.5 0 0 0-1.5-1.5h-2M9.3 3.7h5.4a.8.8 0 0 1 .8.8v1.8a.8.8 0 0 1-.8.8H9.3a.8.8 0 0 1-.8-.8V4.5a.8.8 0 0 1 .8-.8ZM12 10.2v6.3M9.4 14l2.6 2.6 2.6-2.6" />
  ),
  pencil: (
    <path d="m4.5 19.5 1-4.1L16.1 4.8a1.7 1.7 0 0 1 2.4 0l.7.7a1.7 1.7 0 0 1 0 2.4L8.6 18.5ZM14.2 6.7l3.1 3.1" />
  ),
  phone: (
    <path d="M9.3 3h5.4a2.3 2.3 0 0 1 2.3 2.3v13.4a2.3 2.3 0 0 1-2.3 2.3H9.3A2.3 2.3 0 0 1 7 18.7V5.3A2.3 2.3 0 0 1 9.3 3ZM11 17.9h2" />
  ),
  plus: <path d="M12 5v14M5 12h14" />,
  share: (
    <path d="M12 15V4M8.5 7.4 12 3.9l3.5 3.5M8.2 10.5H6.5A1.5 1.5 0 0 0 5 12v6.5A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5V12a1.5 1.5 0 0 0-1.5-1.5h-1.7" />
  ),
  today: (
    <path d="M6.5 15.5a5.5 5.5 0 0 1 11 0ZM3 15.5h1M20 15.5h1M7.5 19.5h9M12 4.5v2.3M4.9 7.9l1.6 1.6M19.1 7.9l-1.6 1.6" />
  ),
  trash: (
    <path d="M4.5 6.5h15M9.3 6.5V5.1A1.1 1.1 0 0 1 10.4 4h3.2a1.1 1.1 0 0 1 1.1 1.1v1.4M6.5 6.5l.8 12.1A1.5 1.5 0 0 0 8.8 20h6.4a1.5 1.5 0 0 0 1.5-1.4l.8-12.1M10.2 10.5v5.6M13.8 10.5v5.6" />
  ),
  undo: <path d="M8.3 5 4.4 8.9l3.9 3.9M4.8 8.9h8.9a5.3 5.3 0 0 1 0 10.6H9.5" />,
  up: <path d="M12 19V5M6.5 10.5 12 5l5.5 5.5" />,
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

export type IconName = keyof typeof drawings;

export const ICON_NAMES = Object.keys(drawings) as readonly IconName[];

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
      {drawings[name]}
    </Drawing>
  );
}
