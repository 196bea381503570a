export type { ParcelContent, ParcelContext, ParcelError } from './faces.js';
export { MAX_MOVING_BYTES } from './moving/blocks.js';
export {
  createMovingReader,
  type MovingReader,
  type MovingReading,
} from './moving/read.js';
export { createMovingCode, type MovingCode, type MovingCodeError } from './moving/show.js';
export { MAX_PARCEL_BYTES, openParcel, sealParcel } from './parcel.js';
export { MAX_TEXT_PARCEL_BYTES, parcelToText, textToParcel, unwrapText } from './parcel-text.js';
