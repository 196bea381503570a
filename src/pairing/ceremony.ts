/** The states, events and effects of a first pairing: data only. `transition.ts` holds the rules. */

import type { Side } from '../ledger/index.js';
import type { DeviceId, DeviceKeys, Secret } from '../vault/index.js';
import type { PairingCode } from './code.js';
import type { CodeTextError } from './code-text.js';
import type { Endpoint } from './sdp.js';
import type { FourWords } from './words.js';

/** Why a code was not taken. The ceremony stays where it was. */
export type CodeRefusal =
  | CodeTextError
  /** Made more than 30 minutes ago by our clock. */
  | { readonly type: 'Old'; readonly minutesAgo: number }
  /** Made more than 30 minutes from now: one of the two clocks is wrong. */
  | { readonly type: 'ClocksDiffer'; readonly minutesAhead: number }
  | { readonly type: 'OwnCode' }
  /** This very code was taken before; its maker has to show a new one. */
  | { readonly type: 'AlreadyUsed' }
  /** A reply to a code we no longer show: the partner has to scan the one on this screen. */
  | { readonly type: 'ForAnotherCode' }
  /** A different code was taken already, or the ceremony hasn't begun or is past codes. */
  | { readonly type: 'NotNow' };

export type FailureReason =
  | { readonly type: 'Cancelled' }
  | { readonly type: 'PartnerCancelled' }
  | { readonly type: 'WordsDiffer' }
  | { readonly type: 'PartnerSaysWordsDiffer' }
  | { readonly type: 'LinkLost' }
  /** The codes got old, or the other phone stopped answering. */
  | { readonly type: 'TimedOut' }
  /** The browser refused to make or use a connection. */
  | { readonly type: 'CannotConnect' }
  /** The other side sent what no honest phone sends, or says that we did. */
  | { readonly type: 'UnexpectedMessage' }
  /** What the other side revealed is not what it had committed to: someone may be in between. */
  | { readonly type: 'BrokenCommitment' }
  /** The other side doesn't hold the signing key its code names. */
  | { readonly type: 'NotTheirKey' };

/** What pairing yields. The caller stores all of it. */
export type NewBond = {
  /** 32 bytes, the same on both phones and nowhere else. */
  readonly secret: Secret;
  readonly epoch: 0;
  readonly mySide: Side;
  readonly partner: {
    readonly id: DeviceId;
    /** Ed25519, 32 bytes. */
    readonly publicKey: Uint8Array;
    /** SHA-256 of the DTLS certificate of this connection, 32 bytes. */
    readonly fingerprint: Uint8Array;
  };
  /** At most 256 bytes, signed by the partner's device, opaque here. */
  readonly greeting: Uint8Array;
  /** Whether the partner's phone has said that it stored the bond too. */
  readonly partnerConfirmed: boolean;
};

export type Self = { readonly device: DeviceKeys; readonly greeting: Uint8Array };

/** Both codes and what was said over the channel so far. */
export type Talk = {
  readonly mine: PairingCode;
  readonly theirs: PairingCode;
  /** 32 bytes each, ours. */
  readonly random: Uint8Array;
  readonly share: Uint8Array;
  /** `digestCodes` of both. */
  readonly codes: Uint8Array;
};

/** The words, once both sides have revealed and proved. */
export type Agreement = Talk & {
  readonly agreement: Uint8Array;
  readonly words: FourWords;
  readonly greeting: Uint8Array;
};

export type Phase =
  | { readonly step: 'idle' }
  | { readonly step: 'gathering' | 'no-candidates'; readonly theirs: PairingCode | undefined }
  | { readonly step: 'inviting'; readonly mine: PairingCode }
  | { readonly step: 'replying'; readonly mine: PairingCode; readonly theirs: PairingCode }
  | {
      readonly step: 'connecting';
      readonly mine: PairingCode;
      readonly theirs: PairingCode;
      readonly late: boolean;
    }
  | { readonly step: 'committed'; readonly talk: Talk }
  | { readonly step: 'revealed'; readonly talk: Talk; readonly commitment: Uint8Array }
  | { readonly step: 'proving'; readonly talk: Talk; readonly agreement: Uint8Array }
  | { readonly step: 'comparing'; readonly talk: Agreement; readonly partnerConfirmed: boolean }
  | { readonly step: 'waiting-for-partner'; readonly talk: Agreement }
  | { readonly step: 'joining'; readonly talk: Agreement }
  | {
      readonly step: 'persisting';
      readonly bond: NewBond;
      readonly persisted: boolean;
      readonly linkLost: boolean;
    }
  | { readonly step: 'done'; readonly bond: NewBond }
  | {
      readonly step: 'failed';
      readonly reason: FailureReason;
      readonly bond: NewBond | undefined;
    };

export type Ceremony = {
  readonly self: Self;
  /** Hexadecimal nonces of every code taken since this ceremony was made, failed attempts included. */
  readonly usedNonces: readonly string[];
  readonly refusal: CodeRefusal | undefined;
  readonly phase: Phase;
};

export type TimerName = 'code' | 'late' | 'answer';

export type CeremonyEvent =
  | { readonly type: 'start' }
  | {
      readonly type: 'gathered';
      readonly endpoint: Endpoint;
      /** 16 random bytes. */
      readonly nonce: Uint8Array;
      /** Milliseconds since the epoch. */
      readonly now: number;
    }
  | { readonly type: 'cannot-connect' }
  /** A scanned or pasted text. `now` in milliseconds since the epoch. */
  | { readonly type: 'read'; readonly text: string; readonly now: number }
  /** The person says that the partner's phone has taken our code. */
  | { readonly type: 'code-delivered' }
  /** The channel is open; 32 random bytes each for the commitment and for our share of the secret. */
  | { readonly type: 'opened'; readonly random: Uint8Array; readonly share: Uint8Array }
  | { readonly type: 'received'; readonly bytes: Uint8Array }
  | { readonly type: 'closed' }
  | { readonly type: 'confirm' | 'reject' | 'cancel' | 'persisted' }
  | { readonly type: 'time-up'; readonly timer: TimerName };

export type Effect =
  /** Close any connection, make a new one and report `gathered` or `cannot-connect`. */
  | { readonly type: 'gather' }
  | { readonly type: 'connect'; readonly theirs: Endpoint }
  | { readonly type: 'send'; readonly bytes: Uint8Array }
  /** Sends what is queued, then closes. */
  | { readonly type: 'close' }
  /** Replaces a running timer of the same name. */
  | { readonly type: 'set-timer'; readonly timer: TimerName; readonly ms: number }
  | { readonly type: 'stop-timers' };

export type Step = readonly [Ceremony, readonly Effect[]];

export function createCeremony(self: Self): Ceremony {
  return { self, usedNonces: [], refusal: undefined, phase: { step: 'idle' } };
}
