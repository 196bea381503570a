/**
 * A page with nothing but the sync room on it: one phone, whose carrier is the test. Every connection
 * the browser makes is listed, so that a test can see what it was made with and break it.
 */
import * as Y from 'yjs';
import { hexToBytes, ok, systemClock, systemRandom } from '../../../src/kernel/index.js';
import { watchHoldings } from '../../../src/ledger/index.js';
import { type Carrier, createSync, type Sync } from '../../../src/sync/index.js';
import { createSecret, deriveMeetingKeys } from '../../../src/vault/index.js';

export type Phone = {
  /** `proof`: another bond to prove with, as Eve would who got hold of the introductions' key. */
  start(options: { me: string; partner: string; bond: string; proof?: string | undefined }): void;
  /** Something the carrier brought. */
  hear(bytes: number[]): void;
  openCarrier(open: boolean): void;
  write(length: number, mark: string): void;
  /** Lengths and marks of the entries, in order. */
  read(): string[];
  status(): ReturnType<Sync['status']['get']>;
  configs: RTCConfiguration[];
  connections: RTCPeerConnection[];
  stop(): void;
  doc: Y.Doc;
  seen: { updates: number; bytes: number };
};

declare global {
  interface Window {
    syncPhone: Phone;
    /** Given by the test. */
    carry(bytes: number[]): void;
  }
}

const meetingKeysOf = (bond: string) =>
  deriveMeetingKeys(createSecret(hexToBytes(bond) ?? new Uint8Array()));

const configs: RTCConfiguration[] = [];
const connections: RTCPeerConnection[] = [];
const Native = window.RTCPeerConnection;
window.RTCPeerConnection = class extends Native {
  constructor(configuration?: RTCConfiguration) {
    super(configuration);
    configs.push(this.getConfiguration());
    connections.push(this);
  }
};

const doc = new Y.Doc();
const entries = doc.getArray<Uint8Array>('entries');
const hearing = new Set<(bytes: Uint8Array) => void>();
const openings = new Set<() => void>();
let carrierOpen = true;
let sync: Sync | undefined;
const seen = { updates: 0, bytes: 0 };

const carrier: Carrier = {
  route: 'hub',
  persistent: true,
  isOpen: () => carrierOpen,
  send: (bytes) => window.carry([...bytes]),
  onMessage: (listener) => {
    hearing.add(listener);
    return () => hearing.delete(listener);
  },
  onOpen: (listener) => {
    openings.add(listener);
    return () => openings.delete(listener);
  },
};

window.syncPhone = {
  configs,
  connections,
  doc,
  seen,
  start: ({ me, partner, bond, proof = bond }) => {
    const { proofKey } = meetingKeysOf(proof);
    const keys = { ...meetingKeysOf(bond), proofKey };
    sync = createSync({
      ...keys,
      doc,
      me: { id: me },
      partner: { id: partner },
      certificate: undefined,
      clock: systemClock,
      random: systemRandom,
      saved: async () => ok(),
      holdings: watchHoldings({ doc, clock: systemClock, onKnown: () => {} }),
    });
    sync.introduceOver(carrier);
  },
  hear: (bytes) => {
    for (const listener of hearing) listener(Uint8Array.from(bytes));
  },
  openCarrier: (open) => {
    carrierOpen = open;
    if (open) for (const listener of openings) listener();
  },
  write: (length, mark) => {
    const bytes = new Uint8Array(length);
    bytes.set(new TextEncoder().encode(mark));
    entries.push([bytes]);
  },
  read: () =>
    entries
      .toArray()
      .map(
        (bytes) =>
          `${bytes.length} ${new TextDecoder().decode(bytes.subarray(0, 12)).split('\0')[0]}`,
      ),
  status: () => {
    if (sync === undefined) throw new Error('not started');
    return sync.status.get();
  },
  stop: () => sync?.stop(),
};
