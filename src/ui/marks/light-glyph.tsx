/** Five lights, each its own drawing: moon, horizon, cloud, disc, half disc with rays. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import { Drawing } from './drawing.js';
import styles from './marks.module.css';

const css = classesOf(styles);

export type Light = 1 | 2 | 3 | 4 | 5;

const drawings: Record<Light, ReactNode> = {
  1: (
    <>
      <path d="M13.92 6.06A10 10 0 1 0 24.46 19.23 8.5 8.5 0 0 1 13.92 6.06Z" />
      <path d="m24.6 5.4.8 2.2 2.2.8-2.2.8-.8 2.2-.8-2.2-2.2-.8 2.2-.8Z" />
    </>
  ),
  2: (
    <>
      <path d="M7.6 17.5a10 10 0 0 1 16.8 0Z" />
      <path className={css('rays')} d="M4 17.5h24M8.5 21.8h15M12.5 26.1h7" />
    </>
  ),
  3: (
    <path d="M9.8 24.5h13.1a5.1 5.1 0 0 0 1-10.1A7.9 7.9 0 0 0 8.8 13.1a5.75 5.75 0 0 0 1 11.4Z" />
  ),
  4: (
    <>
      <circle cx="16" cy="16" r="7.75" />
      <circle className={css('halo')} cx="16" cy="16" r="11.75" />
    </>
  ),
  5: (
    <>
      <path d="M8.6 22.5a7.4 7.4 0 0 1 14.8 0Z" />
      <path
        className={css('rays')}
        d="M3.5 22.5h25M16 11.3V6.8M8.1 14.6l-3-3M23.9 14.6l3-3M12 26.8h8"
      />
    </>
  ),
};

export type LightGlyphProps = {
  /** 1 night, 2 dusk, 3 cloud, 4 sun, 5 dawn. */
  light: Light;
  size?: number | string;
  /** Left out where its word stands beside it, as it should nearly everywhere. */
  label?: string;
};

export function LightGlyph({ light, size = '2rem', label }: LightGlyphProps): ReactNode {
  return (
    <Drawing
      className={css('glyph', `light-${light}`)}
      viewBox="0 0 32 32"
      width={size}
      height={size}
      label={label}
    >
      {drawings[light]}
    </Drawing>
  );
}
