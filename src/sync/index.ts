export { createSync } from './create-sync.js';
export type {
  Bulk,
  BulkError,
  BulkItem,
  BulkSource,
  Carrier,
  Certificates,
  ConnectionInfo,
  ConnectionState,
  Glance,
  GlanceEnd,
  GlanceError,
  LinkEnd,
  PullOptions,
  Route,
  Sync,
  SyncOptions,
  SyncStatus,
} from './faces.js';
export {
  createHubCarrier,
  type HubCarrier,
  type HubSocket,
  type HubStatus,
} from './hub-carrier.js';
export { carryOver, type MessageLink } from './message-carrier.js';
export type { PresenceAt } from './presence.js';
export {
  type ServerTrial,
  type SocketTrial,
  tryIceServer,
  trySocket,
} from './rendezvous-trial.js';
