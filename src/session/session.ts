/** The face of one couple's open life: everything a screen may ask for, with every IO behind it. */

import type { Clock, Random, Result, Signal } from '../kernel/index.js';
import type { Chapter } from '../ledger/index.js';
import type { AnswerAuthor, Profile } from '../model/index.js';
import type { Pairing } from '../pairing/index.js';
import type { StoreError } from '../storage/index.js';
import type { BondView } from './bond-record.js';
import type { DeviceSwitch } from './device-switch.js';
import type { MeetingAgain } from './glance-faces.js';
import type { LookBack } from './look-back.js';
import type { ParcelRefusal, Parcels } from './parcel-faces.js';
import type { PhoneStatus } from './phone-status.js';
import type { Presence } from './presence.js';
import type { Rendezvous } from './rendezvous.js';

/** `private` never leaves this phone: its ledger has no provider. `shared` exists once there is a bond. */
export type Space = 'private' | 'shared';

/** `saved` is said only after the durability barrier, never before. */
export type SaveState =
  | { readonly state: 'saved' }
  | { readonly state: 'saving' }
  | { readonly state: 'trouble'; readonly error: StoreError };

/** What was kept but could not be read: rows of storage and entries of the ledgers. */
export type StorageReport = { readonly rowsSetAside: number; readonly entriesSetAside: number };

export type PairingRefusal =
  | { readonly type: 'AlreadyPaired' }
  /** A newer Vesper has joined this phone to another; this version can't read how. */
  | { readonly type: 'NewerBond' }
  /** This browser has no data channels. */
  | { readonly type: 'CannotMeet' }
  /** Another tab of this browser keeps the connections. */
  | { readonly type: 'OtherTab' }
  | { readonly type: 'ConnectionsOff' };

export type HubState = 'off' | 'unknown' | 'none' | 'connecting' | 'connected';

export type Session = {
  readonly clock: Clock;
  readonly random: Random;
  /** Mine; undefined before Welcome. */
  readonly profile: Signal<Profile | undefined>;
  /** Undefined when not paired. */
  readonly partner: Signal<Profile | undefined>;
  readonly bond: Signal<BondView | undefined>;
  /** Who writes here, for answers that are sealed. */
  readonly author: AnswerAuthor;
  /** Undefined when not paired. */
  readonly partnerAuthor: Signal<AnswerAuthor | undefined>;
  readonly saving: Signal<SaveState>;
  readonly sync: Signal<PhoneStatus>;
  /** While it is off nothing of WebRTC and no socket is touched. */
  readonly connections: DeviceSwitch;
  readonly presence: Presence;
  readonly rendezvous: Rendezvous;
  readonly hub: Signal<HubState>;
  readonly storageReport: Signal<StorageReport>;
  readonly pairing: Signal<Pairing | undefined>;
  readonly canMeet: boolean;
  readonly saveProfile: (profile: Profile) => void;
  /** Opens a chapter; close it after use. `shared` before there is a bond is a broken invariant. */
  readonly openChapter: (space: Space, name: string) => Chapter;
  /** Ten years at hand. Another one for every bond. */
  readonly lookBack: () => Promise<LookBack>;
  /** Seals what is still being typed, at once. */
  readonly flush: () => void;
  /** Settles when everything written so far is durable, or says why it is not. */
  readonly whenSaved: () => Promise<Result<void, StoreError>>;
  readonly startPairing: () => Promise<Result<Pairing, PairingRefusal>>;
  readonly endPairing: () => void;
  /** Meeting the other phone by a code on a screen. Undefined where this tab keeps no connections. */
  readonly meetAgain: () => Promise<MeetingAgain | undefined>;
  /** Sending to and receiving from the other phone without a connection. */
  readonly openParcels: () => Promise<Result<Parcels, ParcelRefusal>>;
  /** Erases the bond and the shared ledger on this phone; what is private stays. */
  readonly unpair: () => Promise<Result<void, StoreError>>;
};
