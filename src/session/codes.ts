/** Making and reading codes: loaded when the first one is shown or looked for, never before. */

import type { askForCamera, codeToQr, startScanner } from '../pairing/index.js';
import type { createMovingCode, createMovingReader } from '../parcel/index.js';

export type Codes = {
  readonly askForCamera: typeof askForCamera;
  readonly codeToQr: typeof codeToQr;
  readonly startScanner: typeof startScanner;
};

export function loadCodes(): Promise<Codes> {
  return import('../pairing/index.js');
}

export type MovingCodes = {
  readonly createMovingCode: typeof createMovingCode;
  readonly createMovingReader: typeof createMovingReader;
};

export function loadMovingCodes(): Promise<MovingCodes> {
  return import('../parcel/index.js');
}
