/** What the camera sees, or why there is nothing to see. */
import type { ReactNode, RefObject } from 'react';
import { classesOf } from '../classes.js';
import styles from './camera-view.module.css';
import { Notice } from './notice.js';

const css = classesOf(styles);

export type CameraViewProps = {
  video: RefObject<HTMLVideoElement | null>;
  label: string;
  /** A sentence in place of the picture. */
  trouble: string | undefined;
};

export function CameraView({ video, label, trouble }: CameraViewProps): ReactNode {
  if (trouble !== undefined) {
    return (
      <Notice tone="trouble" live>
        {trouble}
      </Notice>
    );
  }
  return <video ref={video} className={css('video')} muted playsInline aria-label={label} />;
}
