/** The camera's picture while it looks for the other phone's code. The camera is on only while this is shown. */
import { type ReactNode, useEffect, useRef } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import type { ScanError } from '../../session/index.js';
import { useScanner } from '../../session/react-scanner.js';
import { Button, CameraView, classesOf } from '../../ui/index.js';
import styles from './meet.module.css';

const css = classesOf(styles);

const SCAN_TROUBLE: Readonly<Record<ScanError['type'], MessageId>> = {
  CameraDenied: 'meet.scan.refused',
  NoCamera: 'meet.scan.none',
  CameraBusy: 'meet.scan.busy',
  CameraUnavailable: 'meet.scan.none',
  CameraFailed: 'meet.scan.trouble',
};

export type ScannerProps = {
  /** True once the text was taken: the camera is then let go. */
  readonly onText: (code: string) => boolean;
  readonly onClose: () => void;
};

export function Scanner({ onText, onClose }: ScannerProps): ReactNode {
  const text = useText();
  const close = useRef<HTMLButtonElement>(null);
  const { video, error } = useScanner(onText);
  useEffect(() => close.current?.focus(), []);
  return (
    <div className={css('scanner')}>
      <CameraView
        video={video}
        label={text('meet.scan.video')}
        trouble={error && text(SCAN_TROUBLE[error.type])}
      />
      <Button ref={close} icon="close" onClick={onClose}>
        {text('meet.scan.stop')}
      </Button>
    </div>
  );
}
