/** The camera of a screen that looks for codes: on from the moment the picture is there until it goes. */

import { type RefObject, useEffect, useRef, useState } from 'react';
import type { ScanError } from '../pairing/index.js';
import { loadCodes } from './codes.js';

export type ScannerView = {
  /** For the element that shows what the camera sees. */
  readonly video: RefObject<HTMLVideoElement | null>;
  readonly error: ScanError | undefined;
};

/** `onText` returns true once a text was taken: the camera is then let go. */
export function useScanner(onText: (text: string) => boolean, pauseMs?: number): ScannerView {
  const video = useRef<HTMLVideoElement>(null);
  const take = useRef(onText);
  const [error, setError] = useState<ScanError | undefined>(undefined);
  useEffect(() => {
    take.current = onText;
  });
  useEffect(() => {
    const element = video.current;
    if (!element) return undefined;
    let stop: (() => void) | undefined;
    let ended = false;
    const start = async (): Promise<void> => {
      const { startScanner } = await loadCodes();
      if (ended) return;
      const onLost = (): void => setError({ type: 'CameraBusy' });
      const pace = pauseMs === undefined ? {} : { pauseMs };
      const started = await startScanner(element, (text) => take.current(text), onLost, pace);
      if (!started.ok) setError(started.error);
      else if (ended) started.value.stop();
      else stop = () => started.value.stop();
    };
    void start();
    return () => {
      ended = true;
      stop?.();
    };
  }, [pauseMs]);
  return { video, error };
}
