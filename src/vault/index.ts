export { type AnswerSealer, type ClosedAnswer, createAnswerSealer } from './answer.js';
export {
  deriveMeetingKeys,
  deriveParcelKeys,
  joinShares,
  type MeetingKeys,
  type ParcelKeys,
} from './bond-keys.js';
export {
  type CertificateError,
  type CertificateMaker,
  certificateFingerprint,
  certificateIsSpent,
  certificateNeedsRenewal,
  createCertificate,
} from './certificate.js';
export {
  createDeviceKeys,
  type DeviceId,
  type DeviceKeys,
  deviceIdOf,
  restoreDeviceKeys,
  signBytes,
  verifySignature,
} from './device.js';
export {
  ENTRY_OVERHEAD_BYTES,
  MAX_ENTRY_BODY_BYTES,
  type OpenEntryError,
  openEntry,
  sealEntry,
} from './entry.js';
export {
  createRootSecret,
  deriveKey,
  deriveLedgerKeys,
  type KeyLabel,
  type LedgerKeys,
} from './keys.js';
export { authenticate, createDigest, DIGEST_BYTES, digest } from './mac.js';
export { type OpenError, openMessage, sealMessage } from './message.js';
export { createSecret, revealSecret, type Secret } from './secret.js';
