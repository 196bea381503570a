/** The camera's picture while it looks for the other phone's code. The camera is on only while this is shown. */
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { loadCodes, type ScanError } from '../../session/index.js';
import { Button, classesOf, Notice } from '../../ui/index.js';
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
  const video = useRef<HTMLVideoElement>(null);
  const close = useRef<HTMLButtonElement>(null);
  const take = useRef(onText);
  const [error, setError] = useState<ScanError | undefined>(undefined);
  useEffect(() => {
    take.current = onText;
  });
  useEffect(() => close.current?.focus(), []);
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    let stop: (() => void) | undefined;
    let ended = false;
    const start = async (): Promise<void> => {
      const { startScanner } = await loadCodes();
      if (ended) return;
      const onLost = (): void => setError({ type: 'CameraBusy' });
      const started = await startScanner(element, (code) => take.current(code), onLost);
      if (!started.ok) setError(started.error);
      else if (ended) started.value.stop();
      else stop = () => started.value.stop();
    };
    void start();
    return () => {
      ended = true;
      stop?.();
    };
  }, []);
  return (
    <div className={css('scanner')}>
      {error ? (
        <Notice tone="trouble" live>
          {text(SCAN_TROUBLE[error.type])}
        </Notice>
      ) : (
        <video
          ref={video}
          className={css('video')}
          muted
          playsInline
          aria-label={text('meet.scan.video')}
        />
      )}
      <Button ref={close} icon="close" onClick={onClose}>
        {text('meet.scan.stop')}
      </Button>
    </div>
  );
}
