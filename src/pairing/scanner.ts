/** The camera, looking for a code: started by a person, released the moment a code is taken. */

import { err, ok, type Result } from '../kernel/index.js';
import { createFrameReader, type FrameReader } from './frame-reader.js';

export type ScanError =
  /** The person, or a rule of the browser, said no. */
  | { readonly type: 'CameraDenied' }
  | { readonly type: 'NoCamera' }
  /** Another app holds it. */
  | { readonly type: 'CameraBusy' }
  /** This browser has no camera access here; away from https and localhost none has. */
  | { readonly type: 'CameraUnavailable' }
  | { readonly type: 'CameraFailed'; readonly detail: string };

export type Scanner = {
  /** Releases the camera at once. */
  readonly stop: () => void;
};

/** Between two looks: a code is found soon enough, and the phone stays cool. */
const PAUSE_MS = 60;

/** How it looks for a code. A code that moves is gone again soon, and wants a shorter pause. */
export type ScanPace = { readonly pauseMs?: number };

/**
 * Shows the camera in `video` and gives every text it reads to `onText`, until that returns true ("taken") or
 * `stop` is called. `onLost` is called if the camera goes away by itself. A code that stays in view is given
 * again and again.
 */
export async function startScanner(
  video: HTMLVideoElement,
  onText: (text: string) => boolean,
  onLost: () => void = () => {},
  { pauseMs = PAUSE_MS }: ScanPace = {},
): Promise<Result<Scanner, ScanError>> {
  const opened = await openCamera();
  if (!opened.ok) return opened;
  const tracks = opened.value.getTracks();
  let stopped = false;
  const stop = () => {
    stopped = true;
    for (const track of tracks) track.stop();
    video.srcObject = null;
  };
  for (const track of tracks) {
    track.addEventListener('ended', () => {
      if (stopped) return;
      stop();
      onLost();
    });
  }
  try {
    await showVideo(video, opened.value);
    const readFrame = await createFrameReader();
    void lookForCodes(video, readFrame, onText, { pauseMs, isStopped: () => stopped, stop });
    return ok({ stop });
  } catch (cause) {
    stop();
    return err({ type: 'CameraFailed', detail: String(cause) });
  }
}

/**
 * Asks for the camera and lets it go again. With this permission browsers tell real addresses, without which
 * `no-candidates` may come; see `Pairing.start`.
 */
export async function askForCamera(): Promise<Result<void, ScanError>> {
  const opened = await openCamera();
  if (!opened.ok) return opened;
  for (const track of opened.value.getTracks()) track.stop();
  return ok();
}

async function openCamera(): Promise<Result<MediaStream, ScanError>> {
  // Typed as always there; absent in insecure contexts.
  const devices: MediaDevices | undefined = navigator.mediaDevices;
  if (devices?.getUserMedia === undefined) return err({ type: 'CameraUnavailable' });
  try {
    const video = { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } };
    return ok(await devices.getUserMedia({ video, audio: false }));
  } catch (cause) {
    return err(nameCameraError(cause));
  }
}

/** https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
export function nameCameraError(cause: unknown): ScanError {
  const name = cause instanceof Error || cause instanceof DOMException ? cause.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return { type: 'CameraDenied' };
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return { type: 'NoCamera' };
  if (name === 'NotReadableError' || name === 'AbortError') return { type: 'CameraBusy' };
  return { type: 'CameraFailed', detail: String(cause) };
}

async function showVideo(video: HTMLVideoElement, stream: MediaStream): Promise<void> {
  // iOS plays a camera only inline and muted, else it takes over the screen.
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  await video.play();
}

async function lookForCodes(
  video: HTMLVideoElement,
  readFrame: FrameReader,
  onText: (text: string) => boolean,
  { pauseMs, isStopped, stop }: { pauseMs: number; isStopped: () => boolean; stop: () => void },
): Promise<void> {
  while (!isStopped()) {
    const text = await readFrame(video);
    if (isStopped()) return;
    if (text !== undefined && onText(text)) return stop();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
