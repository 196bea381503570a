/** What a session is made of; `open-session` puts it together. */
import type { Clock, Random } from '../kernel/index.js';
import type { DeviceStore, Leadership } from '../storage/index.js';
import type { Identity } from './identity.js';
import type { LedgerSpace } from './space.js';

export type SessionParts = {
  readonly identity: Identity;
  readonly store: DeviceStore;
  /** The private ledger. */
  readonly own: LedgerSpace;
  readonly leadership: Leadership;
  readonly clock: Clock;
  readonly random: Random;
};
