/** A page with nothing but the storage room on it: one tab, driven by the test. */
import * as Y from 'yjs';
import { type Result, systemClock, systemRandom } from '../../../src/kernel/index.js';
import {
  type DeviceStore,
  electLeader,
  type Leadership,
  type LedgerStore,
  type LoadReport,
  openDeviceStore,
  openLedgerStore,
  type StoreError,
  type StoreStatus,
} from '../../../src/storage/index.js';

export type Tab = {
  /** Opens the ledger and waits until it is loaded. */
  open(): Promise<LoadReport>;
  /** Writes an entry that begins with these words and has `length` bytes. */
  write(words: string, length?: number): void;
  words(): string[];
  saved(): Promise<Result<void, StoreError>>;
  compact(): Promise<Result<void, StoreError>>;
  erase(): Promise<Result<void, StoreError>>;
  status(): StoreStatus;
  /** All states since the ledger was opened. */
  states(): StoreStatus['state'][];
  /** Lays raw values into the rows, past the room. */
  addRows(rows: unknown[]): Promise<void>;
  countRows(): Promise<number>;
  lead(): void;
  leads(): boolean;
  /** Puts a certificate, a key and bytes, and answers what came back after a new opening. */
  keepKeys(): Promise<{ kept: boolean[]; back: string[] }>;
};

declare global {
  interface Window {
    tab: Tab;
  }
}

const NAME = 'ledger';
const doc = new Y.Doc();
const entries = doc.getArray<Uint8Array>('entries');
const states: StoreStatus['state'][] = [];
let store: LedgerStore | undefined;
let leadership: Leadership | undefined;

function open(): LedgerStore {
  if (!store) throw new Error('not open yet');
  return store;
}

function inRows<T>(work: (rows: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction('updates', 'readwrite');
      const asked = work(transaction.objectStore('updates'));
      transaction.oncomplete = () => {
        database.close();
        resolve(asked.result);
      };
    };
  });
}

const isAnything = (value: unknown): value is NonNullable<unknown> => value != null;

async function openDevice(): Promise<DeviceStore> {
  const opened = await openDeviceStore('device');
  if (!opened.ok) throw new Error(opened.error.detail);
  return opened.value;
}

window.tab = {
  open: () => {
    store = openLedgerStore(doc, { name: NAME, clock: systemClock });
    const { status } = store;
    status.subscribe(() => states.push(status.get().state));
    return store.loaded;
  },
  write: (words, length = 0) => {
    const bytes = new TextEncoder().encode(words);
    const entry = new Uint8Array(Math.max(length, bytes.length));
    // Chance does not let itself be compressed, as sealed words do not.
    if (length > 0) entry.set(systemRandom.bytes(entry.length));
    entry.set(bytes);
    entries.push([entry]);
  },
  words: () => entries.toArray().map((bytes) => new TextDecoder().decode(bytes.slice(0, 40))),
  saved: () => open().saved(),
  compact: () => open().compact(),
  erase: () => open().erase(),
  status: () => open().status.get(),
  states: () => states,
  addRows: async (rows) => {
    for (const row of rows) await inRows((store) => store.add(row));
  },
  countRows: () => inRows((store) => store.count()),
  lead: () => {
    leadership = electLeader('lead');
  },
  leads: () => leadership?.leading.get() ?? false,
  keepKeys: async () => {
    const certificate = await RTCPeerConnection.generateCertificate({
      name: 'ECDSA',
      namedCurve: 'P-256',
    } as AlgorithmIdentifier);
    const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
      'encrypt',
    ]);
    const values = [certificate, key, { seed: new Uint8Array(32).fill(7) }];
    const device = await openDevice();
    const kept: boolean[] = [];
    for (const [index, value] of values.entries()) {
      kept.push((await device.put(`value ${index}`, value)).ok);
    }
    device.close();
    const again = await openDevice();
    const back: string[] = [];
    for (const index of values.keys()) {
      back.push(Object.prototype.toString.call(await again.get(`value ${index}`, isAnything)));
    }
    again.close();
    return { kept, back };
  },
};
