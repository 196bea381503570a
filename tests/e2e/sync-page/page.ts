/**
 * A page with nothing but the sync room on it: one phone, whose carrier is the test. Every connection
 * the browser makes is listed, so that a test can see what it was made with and break it.
 */
import * as Y from 'yjs';
import { hexToBytes, ok, systemClock, systemRandom } from '../../../src/kernel/index.js';
import { watchHoldings } from '../../../src/ledger/index.js';
import { type Carrier, createSync, type Sync } from '../../../src/sync/index.js';
import { createSecret, deriveMeetingKeys } from '../../../src/vault/index.js';
import { createBlob } from '../../setup/bulk-in-memory.js';

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
  /** Makes a blob of so many bytes, lets the other phone pull it, and gives its SHA-256. */
  serveBlob(length: number): Promise<number[]>;
  /** The offsets at which the blob was read. */
  blobReads(): number[];
  /** Goes on from what an earlier pull of it brought. */
  pullBlob(digest: number[]): Promise<{ outcome: string; bytes: number }>;
  blobProgress(): number;
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
let blobReads: number[] = [];
let blobProgress = 0;
let pulled: Uint8Array | undefined;

function started(): Sync {
  if (sync === undefined) throw new Error('not started');
  return sync;
}

async function pullBlob(digest: number[]): Promise<{ outcome: string; bytes: number }> {
  const result = await started().bulk.pull(Uint8Array.from(digest), {
    ...(pulled && { from: pulled }),
    onProgress: ({ bytes }) => {
      blobProgress = bytes;
    },
  });
  if (result.ok) return { outcome: 'ok', bytes: result.value.length };
  if (result.error.type === 'Cut') pulled = result.error.received;
  return { outcome: result.error.type, bytes: pulled?.length ?? 0 };
}

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
  status: () => started().status.get(),
  serveBlob: async (length) => {
    const { digest, source, reads } = await createBlob(length);
    blobReads = reads;
    started().bulk.serve(source);
    return digest;
  },
  blobReads: () => blobReads,
  blobProgress: () => blobProgress,
  pullBlob,
  stop: () => sync?.stop(),
};
