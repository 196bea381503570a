/** The shapes that cross this room's door. Types only: importing them loads nothing. */
import type * as Y from 'yjs';
import type { Clock, Random, Result, Signal } from '../kernel/index.js';
import type { Holdings } from '../ledger/index.js';
import type { DeviceId, Secret } from '../vault/index.js';
import type { PresenceAt } from './presence.js';

/** How two phones were introduced: by the hub's socket, by a server of the couple's own, or by codes shown and read. */
export type Route = 'hub' | 'rendezvous' | 'codes';

/**
 * Anything that takes small sealed messages to whoever else holds the bond: a hub's socket, or an open
 * channel. It may lose, repeat and reorder them, and everyone may listen.
 */
export type Carrier = {
  readonly route: Route;
  /** Whether it is expected to be there again later (a hub), or only this once (a link from codes). */
  readonly persistent: boolean;
  readonly isOpen: () => boolean;
  readonly send: (bytes: Uint8Array) => void;
  readonly onMessage: (listener: (bytes: Uint8Array) => void) => () => void;
  /** Calls back each time it opens; never at once. */
  readonly onOpen: (listener: () => void) => () => void;
};

export type ConnectionState =
  /** Being introduced, not yet proved, or not put to use. */
  | 'connecting'
  | 'connected'
  /** Nothing has been heard for a while; it may come back by itself. */
  | 'quiet';

export type ConnectionInfo = {
  readonly id: string;
  readonly peer: DeviceId;
  readonly route: Route;
  readonly state: ConnectionState;
  /** `192.168.1.4:50312 udp host`, as far as the browser tells. */
  readonly localCandidate?: string;
  readonly remoteCandidate?: string;
  /** Bytes handed to and taken from the channel, frames included. */
  readonly bytesSent: number;
  readonly bytesReceived: number;
  /** What is on its way in, while it is: the whole of a large exchange, or else one message. */
  readonly receiving?: { readonly bytes: number; readonly of: number };
  /** Epoch milliseconds. */
  readonly since: number;
};

export type SyncStatus = {
  /** `connected` only between a successful mutual proof and the first missed heartbeats. */
  readonly partner: 'connected' | 'connecting' | 'away';
  /** Epoch milliseconds: everything that was here then is durable on the partner's phone. */
  readonly hasEverythingUpTo: number | undefined;
  /** Whether that holds for everything that is here now. */
  readonly hasEverythingNow: boolean;
  readonly connections: readonly ConnectionInfo[];
  /** Why the last connection or attempt was cut off by one of the two sides, if it was. */
  readonly lastEnd: LinkEnd | undefined;
};

/** Why a connection ended. */
export type LinkEnd =
  | { readonly type: 'Stopped' }
  /** Another proved connection to the same phone took its place. */
  | { readonly type: 'Replaced' }
  /** The other side or the network closed it. */
  | { readonly type: 'Closed' }
  /** Nothing was heard for too long. */
  | { readonly type: 'Silent' }
  | { readonly type: 'ProofTimeout' }
  /** The other side does not hold the bond, or someone stands in between. */
  | { readonly type: 'WrongProof' }
  /** The two speak no common version; `newer` is the side that is ahead. */
  | { readonly type: 'VersionSkew'; readonly newer: 'here' | 'there' }
  | { readonly type: 'BadFrame'; readonly detail: string }
  | { readonly type: 'TooLarge'; readonly bytes: number }
  | { readonly type: 'BadMessage'; readonly detail: string }
  | { readonly type: 'BadUpdate'; readonly detail: string }
  /** The other side asks for more than anyone needs. */
  | { readonly type: 'Flood' }
  /** The other side takes nothing in any more, and too much is waiting. */
  | { readonly type: 'Stalled' };

export type SyncOptions = {
  /** The ledger's outer document. */
  readonly doc: Y.Doc;
  readonly roomName: string;
  readonly proofKey: Secret;
  readonly introductionKey: Secret;
  readonly me: { readonly id: DeviceId };
  readonly partner: { readonly id: DeviceId };
  /** Made anew for this session when undefined. */
  readonly certificate: RTCCertificate | undefined;
  /** Exactly what the couple have set; none unless they have. */
  readonly iceServers?: readonly RTCIceServer[];
  readonly clock: Clock;
  readonly random: Random;
  /** The durability barrier for everything in `doc` at the time of the call. */
  readonly saved: () => Promise<Result<void, unknown>>;
  /** What the partner's phone has of `doc`: told from here, and kept by the caller. */
  readonly holdings: Holdings;
  /** By what the two know each other at a glance. */
  readonly certificates?: Certificates;
};

/** Each certificate by its SHA-256, 32 bytes. */
export type Certificates = {
  /** What this phone comes with at a glance, by now. */
  readonly forGlance: () => RTCCertificate;
  /** What it means to come with: the partner's phone is told on every connection. */
  readonly announced: () => Uint8Array | undefined;
  /** The partner's phone says that it remembers this one. */
  readonly onKnown: (fingerprint: Uint8Array) => void;
  /** Remembers the partner's; true once it would survive this moment. */
  readonly remember: (fingerprint: Uint8Array) => Promise<boolean>;
};

/** One blob, opened: its length, and any part of it. */
export type BulkItem = {
  readonly bytes: number;
  readonly read: (offset: number, length: number) => Promise<Uint8Array>;
};

/** Where blobs are found by their SHA-256; undefined for what is not here. */
export type BulkSource = {
  readonly find: (digest: Uint8Array) => Promise<BulkItem | undefined>;
};

export type PullOptions = {
  /** The beginning, where it is here already. */
  readonly from?: Uint8Array;
  /** Most bytes that are taken; 64 MiB when it isn't said. */
  readonly limit?: number;
  readonly onProgress?: (progress: { readonly bytes: number; readonly of: number }) => void;
};

export type BulkError =
  | { readonly type: 'NotConnected' }
  /** The other phone's Vesper, or this connection, has no second channel. */
  | { readonly type: 'NotSpoken' }
  | { readonly type: 'NotThere' }
  | { readonly type: 'TooLarge'; readonly bytes: number }
  /** What came, or what it was to go on from, is not what was asked for. */
  | { readonly type: 'Damaged' }
  /** The connection ended, or nothing came any more. `received`: to go on from. */
  | { readonly type: 'Cut'; readonly received?: Uint8Array | undefined };

/** Large things beside the ledger, named by their SHA-256: pulled by who wants them, and never in the way of words. */
export type Bulk = {
  /** Lets the partner's phone pull from `source`, until called back or another takes its place. */
  readonly serve: (source: BulkSource) => () => void;
  /** Whole and checked. One at a time; others wait for their turn. */
  readonly pull: (
    digest: Uint8Array,
    options?: PullOptions,
  ) => Promise<Result<Uint8Array, BulkError>>;
};

export type GlanceError =
  /** This browser lets no page choose its credentials. */
  { readonly type: 'Forbidden' } | { readonly type: 'Failed' };

/** `changed`: the other phone was reached, but one of the two has another certificate than the other remembers. */
export type GlanceEnd = 'gone' | 'changed';

/** Meeting by codes, for two who are paired. `nonce`: that of the code, as hexadecimal digits. */
export type Glance = {
  /** Waits for a knock by the phone with this certificate (SHA-256, 32 bytes); gives the offer to show. */
  readonly wait: (
    nonce: string,
    fingerprint: Uint8Array,
    onEnd: (end: GlanceEnd) => void,
  ) => Promise<Result<string, GlanceError>>;
  /** Knocks where the other phone waits, for 15 s. */
  readonly knock: (
    nonce: string,
    offer: string,
    onEnd: (end: GlanceEnd) => void,
  ) => Promise<Result<void, GlanceError>>;
  /** An offer that nobody is expected at yet. */
  readonly offer: (
    nonce: string,
    onEnd: (end: GlanceEnd) => void,
  ) => Promise<Result<string, GlanceError>>;
  /** The other's offer as the answer to the one made under `nonce`. */
  readonly accept: (nonce: string, answer: string) => Promise<Result<void, GlanceError>>;
  /** Unless it has come to be in use. */
  readonly withdraw: (nonce: string) => void;
  /** An offer that is good for nothing but to see this phone's addresses in it, as they are now. */
  readonly look: () => Promise<string | undefined>;
};

export type Sync = {
  readonly status: Signal<SyncStatus>;
  readonly glance: Glance;
  readonly bulk: Bulk;
  /** Where the partner is; never while the connection doesn't work. */
  readonly presence: Signal<PresenceAt | undefined>;
  /** Tells the partner where this phone is, now and on every connection to come. */
  readonly showPresence: (at: PresenceAt | undefined) => void;
  /** Lets the two find each other over `carrier`, again and again, until called back. */
  readonly introduceOver: (carrier: Carrier) => () => void;
  /** The page is back, or the network is: looks at once instead of at the next turn. */
  readonly wake: () => void;
  /** Closes every connection and lets go of the document. Final. */
  readonly stop: () => void;
};
