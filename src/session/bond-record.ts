/** What this phone remembers of a bond: the record as it lies in the device store, and how it is read back. */

import type { Side } from '../ledger/index.js';
import type { DeviceId } from '../vault/index.js';

/** One of the two devices, as the other side must know it. Lengths: public key 32, fingerprint 32 bytes. */
export type BondDevice = {
  readonly id: DeviceId;
  readonly publicKey: Uint8Array;
  readonly fingerprint: Uint8Array;
};

export type BondRecord = {
  readonly version: 1;
  readonly epoch: 0;
  /** The bond secret, 32 bytes. */
  readonly secret: Uint8Array;
  readonly mySide: Side;
  readonly partner: BondDevice;
  /** What the partner's phone said of its owner while the words were compared: opaque here. */
  readonly greeting: Uint8Array;
  /** Milliseconds since the epoch. */
  readonly since: number;
  /** False until the partner's phone has said, or shown by meeting, that it kept the bond too. */
  readonly confirmed: boolean;
};

/** What the screens may know of a bond: nothing secret. */
export type BondView = {
  readonly mySide: Side;
  readonly partnerSide: Side;
  readonly since: number;
  readonly confirmed: boolean;
};

export function otherSide(side: Side): Side {
  return side === 'a' ? 'b' : 'a';
}

export function viewBond(bond: BondRecord): BondView {
  return {
    mySide: bond.mySide,
    partnerSide: otherSide(bond.mySide),
    since: bond.since,
    confirmed: bond.confirmed,
  };
}

/** The name under which words are kept that are meant for this bond alone. */
export function nameOfBond({ since }: Pick<BondView, 'since'>): string {
  return String(since);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isBytes(value: unknown, length: number): value is Uint8Array {
  return value instanceof Uint8Array && value.length === length;
}

function isBondDevice(value: unknown): value is BondDevice {
  return (
    isRecord(value) &&
    typeof value['id'] === 'string' &&
    isBytes(value['publicKey'], 32) &&
    isBytes(value['fingerprint'], 32)
  );
}

export function isBondRecord(value: unknown): value is BondRecord {
  return (
    isRecord(value) &&
    value['version'] === 1 &&
    value['epoch'] === 0 &&
    isBytes(value['secret'], 32) &&
    (value['mySide'] === 'a' || value['mySide'] === 'b') &&
    isBondDevice(value['partner']) &&
    value['greeting'] instanceof Uint8Array &&
    typeof value['since'] === 'number' &&
    typeof value['confirmed'] === 'boolean'
  );
}
