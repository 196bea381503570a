/** Finds a QR code in what the camera shows: the browser's own detector where it has one, else `qr`, loaded late. */

/** The text in the present frame, if there is one. */
export type FrameReader = (video: HTMLVideoElement) => Promise<string | undefined>;

/** https://wicg.github.io/shape-detection-api/#barcode-detection-api, which TypeScript's library doesn't know. */
type Detector = { detect(source: HTMLVideoElement): Promise<readonly { rawValue: string }[]> };
type DetectorClass = {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
};

/** Enough pixels for the largest code in half the picture; more only costs time. */
const LONGEST_EDGE = 960;
/** A detector that is announced but doesn't work (Android without its service) fails every time. */
const MAX_DETECTOR_FAILURES = 5;

export async function createFrameReader(): Promise<FrameReader> {
  const detector = await createDetector();
  if (!detector) return createOwnReader();
  let failures = 0;
  let ownReader: FrameReader | undefined;
  return async (video) => {
    if (ownReader) return ownReader(video);
    try {
      const [found] = await detector.detect(video);
      failures = 0;
      return found?.rawValue;
    } catch {
      failures++;
      if (failures >= MAX_DETECTOR_FAILURES) ownReader = await createOwnReader();
      return undefined;
    }
  };
}

async function createDetector(): Promise<Detector | undefined> {
  const found: unknown = Reflect.get(globalThis, 'BarcodeDetector');
  if (!isDetectorClass(found)) return undefined;
  try {
    const formats = await found.getSupportedFormats();
    return formats.includes('qr_code') ? new found({ formats: ['qr_code'] }) : undefined;
  } catch {
    return undefined;
  }
}

function isDetectorClass(value: unknown): value is DetectorClass {
  return typeof value === 'function' && 'getSupportedFormats' in value;
}

async function createOwnReader(): Promise<FrameReader> {
  const { decodeQR } = await import('qr/decode.js');
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return async (video) => {
    const { videoWidth, videoHeight } = video;
    if (!context || videoWidth === 0 || videoHeight === 0) return undefined;
    const scale = Math.min(1, LONGEST_EDGE / Math.max(videoWidth, videoHeight));
    const width = Math.round(videoWidth * scale);
    const height = Math.round(videoHeight * scale);
    if (canvas.width !== width) canvas.width = width;
    if (canvas.height !== height) canvas.height = height;
    context.drawImage(video, 0, 0, width, height);
    try {
      return decodeQR(context.getImageData(0, 0, width, height));
    } catch {
      // The reader throws where the frame holds no code: the usual case.
      return undefined;
    }
  };
}
