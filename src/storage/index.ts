export { type DeviceStore, openDeviceStore } from './device-store.js';
export {
  type LedgerStore,
  type LedgerStoreOptions,
  type LoadReport,
  openLedgerStore,
  type StoreStatus,
} from './ledger-store.js';
export type { StorePlatform } from './platform.js';
export { isSameValue } from './same-value.js';
export type { StoreError } from './store-error.js';
export { electLeader, type Leadership } from './web-locks.js';
