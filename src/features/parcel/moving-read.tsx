/** Reads a moving code off the other phone's screen. The camera is on only while this is shown. */
import { type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import { type MessageId, useText } from '../../messages/index.js';
import { loadMovingCodes, type MovingReader, type ScanError } from '../../session/index.js';
import { useScanner } from '../../session/react-scanner.js';
import { Button, CameraView, classesOf, Notice, Progress, VisuallyHidden } from '../../ui/index.js';
import styles from './moving.module.css';
import { LOOK_PAUSE_MS, quartersOf } from './moving-pace.js';

const css = classesOf(styles);

const SCAN_TROUBLE: Readonly<Record<ScanError['type'], MessageId>> = {
  CameraDenied: 'moving.read.refused',
  NoCamera: 'moving.read.none',
  CameraBusy: 'moving.read.busy',
  CameraUnavailable: 'moving.read.none',
  CameraFailed: 'moving.read.trouble',
};

type Progressing = { readonly have: number; readonly needed: number };

export type MovingReadProps = {
  /** The parcel as it was shown, still sealed. The camera goes off with it. */
  readonly onParcel: (parcel: Uint8Array) => void;
};

export function MovingRead({ onParcel }: MovingReadProps): ReactNode {
  const text = useText();
  const [isReading, setIsReading] = useState(false);
  const take = useCallback(
    (parcel: Uint8Array) => {
      setIsReading(false);
      onParcel(parcel);
    },
    [onParcel],
  );
  if (isReading) return <Reading onParcel={take} onClose={() => setIsReading(false)} />;
  return (
    <Button wide icon="camera" onClick={() => setIsReading(true)}>
      {text('moving.read.start')}
    </Button>
  );
}

type ReadingProps = MovingReadProps & { readonly onClose: () => void };

function Reading({ onParcel, onClose }: ReadingProps): ReactNode {
  const text = useText();
  const { take, progress, isNewer } = useReading(onParcel);
  const { video, error } = useScanner(take, LOOK_PAUSE_MS);
  const close = useRef<HTMLButtonElement>(null);
  useEffect(() => close.current?.focus(), []);
  return (
    <div className={css('moving')}>
      <CameraView
        video={video}
        label={text('meet.scan.video')}
        trouble={error && text(SCAN_TROUBLE[error.type])}
      />
      {!error && <HowFar progress={progress} />}
      {isNewer && (
        <Notice tone="trouble" live>
          {text('moving.read.newer')}
        </Notice>
      )}
      <Button ref={close} icon="close" onClick={onClose}>
        {text('meet.scan.stop')}
      </Button>
    </div>
  );
}

function useReading(onParcel: (parcel: Uint8Array) => void) {
  const reader = useRef<MovingReader | undefined>(undefined);
  const [progress, setProgress] = useState<Progressing | undefined>(undefined);
  const [isNewer, setIsNewer] = useState(false);
  useEffect(() => {
    void loadMovingCodes().then(({ createMovingReader }) => {
      reader.current = createMovingReader();
    });
  }, []);
  const take = useCallback(
    (code: string): boolean => {
      const reading = reader.current?.take(code);
      if (reading?.type === 'NewerVersion') setIsNewer(true);
      if (reading?.type === 'Part') {
        const { have, needed } = reading;
        // A picture stays in view for several looks: what tells nothing new draws nothing anew.
        setProgress((before) =>
          before?.have === have && before.needed === needed ? before : { have, needed },
        );
      }
      if (reading?.type !== 'Whole') return false;
      onParcel(reading.parcel);
      return true;
    },
    [onParcel],
  );
  return { take, progress, isNewer };
}

function HowFar({ progress }: { readonly progress: Progressing | undefined }): ReactNode {
  const text = useText();
  if (!progress) return <p role="status">{text('moving.read.look')}</p>;
  const { have, needed } = progress;
  return (
    <>
      <Progress
        label={text('moving.read.label')}
        value={have}
        max={needed}
        valueText={text('moving.read.part', { have, needed })}
      />
      <div role="status">
        <VisuallyHidden>
          {text('moving.read.quarter', { quarter: quartersOf(have, needed) })}
        </VisuallyHidden>
      </div>
    </>
  );
}
