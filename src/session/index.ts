export type { Chapter, SetAside, Side } from '../ledger/index.js';
export { TYPING } from '../ledger/index.js';
export type { CodeRefusal, Pairing, PairingState } from '../pairing/index.js';
export type { StoreError } from '../storage/index.js';
export type { ConnectionInfo, SyncStatus } from '../sync/index.js';
export type { BondView } from './bond-record.js';
export { type OpenError, type OpenSession, openSession, startAnew } from './open-session.js';
export type {
  HubState,
  PairingRefusal,
  SaveState,
  Session,
  Space,
  StorageReport,
} from './session.js';
