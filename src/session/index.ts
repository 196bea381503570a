export type { Chapter, SetAside, Side } from '../ledger/index.js';
export { TYPING } from '../ledger/index.js';
export type {
  CodeRefusal,
  FailureReason,
  GlanceRefusal,
  Pairing,
  PairingState,
  QrModules,
  ScanError,
  ScanPace,
} from '../pairing/index.js';
export type { MovingCode, MovingCodeError, MovingReader } from '../parcel/index.js';
export { parcelToText } from '../parcel/index.js';
export type { StoreError } from '../storage/index.js';
export type { ConnectionInfo, ServerTrial, SocketTrial } from '../sync/index.js';
export { type BondView, nameOfBond } from './bond-record.js';
export { type Codes, loadCodes, loadMovingCodes, type MovingCodes } from './codes.js';
export type { GlanceState, MeetingAgain } from './glance-faces.js';
export type { LookBack } from './look-back.js';
export { type Nearness, nearnessOf } from './nearness.js';
export { type OpenError, type OpenSession, openSession } from './open-session.js';
export { withOwnEvening } from './own-evening.js';
export type {
  Arrival,
  ParcelRefusal,
  Parcels,
  ParcelTrouble,
  PreparedParcel,
} from './parcel-faces.js';
export type { PhoneStatus as SyncStatus } from './phone-status.js';
export type { Rendezvous, RendezvousState } from './rendezvous.js';
export {
  type AddressServer,
  checkRendezvous,
  isLocalHost,
  MAX_SERVERS,
  type RendezvousProblem,
  type RendezvousSettings,
  readShared,
  type ServerProblem,
  type UrlProblem,
  writeShared,
} from './rendezvous-settings.js';
export type {
  HubState,
  PairingRefusal,
  SaveState,
  Session,
  Space,
  StorageReport,
} from './session.js';
export { startAnew } from './start-anew.js';
