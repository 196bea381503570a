/** A code as a picture: dark on white in every light, with the quiet border that cameras need. */
import type { ReactNode } from 'react';
import { classesOf } from '../classes.js';
import styles from './marks.module.css';
import { type QrModules, qrPath } from './qr-path.js';

const css = classesOf(styles);

export type QrPictureProps = QrModules & {
  /** Says what the code is for; its contents cannot be read aloud. */
  label: string;
};

export function QrPicture({ size, modules, label }: QrPictureProps): ReactNode {
  const edge = size + 2 * QUIET;
  return (
    <svg
      className={css('qr')}
      viewBox={`${-QUIET} ${-QUIET} ${edge} ${edge}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path fill="#fff" d={`M${-QUIET} ${-QUIET}h${edge}v${edge}h${-edge}Z`} />
      <path fill="#000" d={qrPath({ size, modules })} />
    </svg>
  );
}

/** Four modules of white all round, as the standard asks. */
const QUIET = 4;
