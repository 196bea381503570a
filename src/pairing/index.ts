export type { CodeRefusal, FailureReason, NewBond } from './ceremony.js';
export {
  createPairing,
  type Pairing,
  type PairingIdentity,
  type PairingOptions,
} from './create-pairing.js';
export {
  GLANCE_NONCE_BYTES,
  type GlanceCode,
  type GlanceRefusal,
  glanceToAnswer,
  glanceToOffer,
  readGlance,
  writeGlance,
} from './glance.js';
export type { MessageLink } from './message-link.js';
export type { PairingState, PairingStep } from './pairing-state.js';
export { codeToQr, type QrModules } from './qr-picture.js';
export {
  askForCamera,
  type ScanError,
  type Scanner,
  type ScanPace,
  startScanner,
} from './scanner.js';
export { hasMoved, keepsNames, readWhereabouts } from './whereabouts.js';
