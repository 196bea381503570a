import { afterEach, describe, expect, it, vi } from 'vitest';
import { nameCameraError, startScanner } from '../../../src/pairing/scanner.js';

/** A camera, a video and a detector that sees `texts`, one after the other, then nothing. */
function setUpCamera(texts: readonly string[]) {
  const track = Object.assign(new EventTarget(), { stop: vi.fn() });
  const stream = { getTracks: () => [track] };
  const video = { play: async () => {}, srcObject: null };
  const seen = [...texts];
  class Detector {
    static getSupportedFormats = async () => ['qr_code'];
    detect = async () => seen.splice(0, 1).map((rawValue) => ({ rawValue }));
  }
  const getUserMedia = vi.fn(async () => stream);
  vi.stubGlobal('navigator', { mediaDevices: { getUserMedia } });
  vi.stubGlobal('BarcodeDetector', Detector);
  return { track, video: video as unknown as HTMLVideoElement, getUserMedia };
}

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the scanner', () => {
  it('[P21] looks on after a text that was not taken, and ends with the one that was', async () => {
    const { track, video, getUserMedia } = setUpCamera([
      'https://example.org',
      'VESPER:...',
      'late',
    ]);
    const heard: string[] = [];
    await new Promise<void>((resolve) => {
      void startScanner(video, (text) => {
        heard.push(text);
        expect(track.stop).not.toHaveBeenCalled();
        if (!text.startsWith('VESPER')) return false;
        queueMicrotask(resolve);
        return true;
      });
    });
    expect(heard).toEqual(['https://example.org', 'VESPER:...']);
    expect(track.stop).toHaveBeenCalledOnce();
    expect(video.srcObject).toBeNull();
    expect(getUserMedia).toHaveBeenCalledWith(
      expect.objectContaining({ video: expect.objectContaining({ facingMode: 'environment' }) }),
    );
  });

  it('[P21] lets go of a camera whose picture can’t be shown', async () => {
    const { track, video } = setUpCamera([]);
    video.play = () => Promise.reject(new Error('no'));
    const started = await startScanner(video, () => true);
    expect(started).toMatchObject({ ok: false, error: { type: 'CameraFailed' } });
    expect(track.stop).toHaveBeenCalledOnce();
  });

  it('[P21] says when the camera is taken away', async () => {
    const { track, video } = setUpCamera([]);
    const lost = vi.fn();
    await startScanner(video, () => true, lost);
    track.dispatchEvent(new Event('ended'));
    expect(lost).toHaveBeenCalledOnce();
    expect(video.srcObject).toBeNull();
  });
});

describe('a camera that does not open', () => {
  it.each([
    ['NotAllowedError', 'CameraDenied'],
    ['SecurityError', 'CameraDenied'],
    ['NotFoundError', 'NoCamera'],
    ['OverconstrainedError', 'NoCamera'],
    ['NotReadableError', 'CameraBusy'],
    ['AbortError', 'CameraBusy'],
    ['InvalidStateError', 'CameraFailed'],
  ])('[P22] %s is %s', (name, type) => {
    expect(nameCameraError(new DOMException('', name)).type).toBe(type);
  });

  it('[P22] a browser without camera access has a name of its own', async () => {
    const { video } = setUpCamera([]);
    vi.stubGlobal('navigator', {});
    expect(await startScanner(video, () => true)).toEqual({
      ok: false,
      error: { type: 'CameraUnavailable' },
    });
  });
});
