/** A phone as it lies there before it is opened: what `src/session` and `src/storage` would have left in IndexedDB. */
import type { Page } from '@playwright/test';
import type { LocalDate } from '../../src/kernel/index.js';
import type { Ledger } from '../../src/ledger/index.js';
import type { BondRecord } from '../../src/session/bond-record.js';
import { deriveMeetingKeys, digest, revealSecret } from '../../src/vault/index.js';
import { buildPrivateLedger, type Couple } from './couple.js';

declare global {
  interface Window {
    /** When the check-in, or Today, could first be used: milliseconds since the navigation began. */
    readyAt?: number;
  }
}

export type LedgerRows = { readonly name: string; readonly rows: readonly Uint8Array[] };
export type PhoneRecords = {
  readonly values: Readonly<Record<string, unknown>>;
  readonly ledgers: readonly LedgerRows[];
};

const SINCE = Date.UTC(2016, 10, 24);

function bondOf({ partners, bond }: Couple): BondRecord {
  const [mine, partners_] = partners;
  return {
    version: 1,
    epoch: 0,
    secret: revealSecret(bond),
    mySide: mine.side,
    partner: {
      id: partners_.keys.id,
      publicKey: partners_.keys.publicKey,
      fingerprint: digest(partners_.keys.publicKey),
    },
    greeting: new Uint8Array(0),
    since: SINCE,
    confirmed: true,
  };
}

/** The same two, with the other one's phone in hand. */
export function seenFromPartner(couple: Couple): Couple {
  const [one, other] = couple.partners;
  return { ...couple, partners: [other, one] };
}

/** A phone whose owner has a name and a shape, and has met nobody yet. */
export function makeLonePhone(
  couple: Couple,
  today: LocalDate,
  writeOwn?: (ledger: Ledger) => void,
): PhoneRecords {
  const me = couple.partners[0].keys;
  return {
    values: {
      keys: { version: 1, seed: revealSecret(me.seed), root: revealSecret(couple.privateRoot) },
    },
    ledgers: [{ name: 'vesper-private', rows: [buildPrivateLedger(couple, me, today, writeOwn)] }],
  };
}

export function makePairedPhone(
  couple: Couple,
  today: LocalDate,
  shared: readonly Uint8Array[],
  writeOwn?: (ledger: Ledger) => void,
): PhoneRecords {
  const lone = makeLonePhone(couple, today, writeOwn);
  const room = deriveMeetingKeys(couple.bond).roomName.slice(0, 12);
  return {
    values: { ...lone.values, bond: bondOf(couple) },
    ledgers: [...lone.ledgers, { name: `vesper-shared-${room}`, rows: shared }],
  };
}

/** Bytes as text, since a page takes only what JSON can say. */
type Packed = { readonly base64: string };

function pack(value: unknown): unknown {
  if (value instanceof Uint8Array) {
    return { base64: Buffer.from(value).toString('base64') } satisfies Packed;
  }
  if (Array.isArray(value)) return value.map(pack);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, pack(each)]));
}

/** Runs in the page. */
async function writeRecords(records: PhoneRecords): Promise<void> {
  const unpack = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpack);
    if (typeof value !== 'object' || value === null) return value;
    if ('base64' in value && typeof value.base64 === 'string') {
      return Uint8Array.from(atob(value.base64), (character) => character.charCodeAt(0));
    }
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, unpack(each)]));
  };
  const write = (
    name: string,
    create: (database: IDBDatabase) => void,
    fill: (transaction: IDBTransaction) => void,
  ): Promise<void> =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open(name);
      opening.onupgradeneeded = () => create(opening.result);
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const database = opening.result;
        const transaction = database.transaction(database.objectStoreNames, 'readwrite', {
          durability: 'strict',
        });
        fill(transaction);
        transaction.onabort = () => reject(transaction.error);
        transaction.oncomplete = () => {
          database.close();
          resolve();
        };
      };
    });
  await write(
    'vesper-device',
    (database) => database.createObjectStore('values'),
    (transaction) => {
      const values = transaction.objectStore('values');
      for (const [key, value] of Object.entries(records.values)) values.put(unpack(value), key);
    },
  );
  for (const { name, rows } of records.ledgers) {
    await write(
      name,
      (database) => {
        database.createObjectStore('updates', { autoIncrement: true });
        database.createObjectStore('custom');
      },
      (transaction) => {
        for (const row of rows) transaction.objectStore('updates').add(unpack(row));
      },
    );
  }
}

/** Lays the records down at the app's origin, from an empty page: the app itself is not started. */
export async function layDown(page: Page, origin: string, records: PhoneRecords): Promise<void> {
  const empty = `${origin}/bench-empty-page`;
  // tsx calls this on every function it compiles; a page has none.
  await page.addInitScript('globalThis.__name ??= (it) => it');
  await page.route(empty, (route) => route.fulfill({ contentType: 'text/html', body: '<p>' }));
  await page.goto(empty);
  // What is packed has the same form, but for its bytes.
  await page.evaluate(writeRecords, pack(records) as PhoneRecords);
  await page.unroute(empty);
}

/**
 * Runs in each page before anything of the app: notes when something that can be used first stands in the
 * document. A mutation observer hears of it in the very turn in which React put it there; looking
 * from outside would add the time of a round trip.
 */
export function noteReady(selector: string): void {
  new MutationObserver((_, observer) => {
    const found = document.querySelector(selector);
    if (found === null) return;
    observer.disconnect();
    window.readyAt = performance.now();
  }).observe(document, { subtree: true, childList: true });
}

/** The line of the check-in, once words can be typed into it. */
export const WRITABLE_LINE = 'form textarea:enabled:read-write';

export async function readReadyAt(page: Page): Promise<number> {
  await page.waitForFunction(() => window.readyAt !== undefined);
  const at = await page.evaluate(() => window.readyAt);
  if (at === undefined) throw new Error('the page was never ready');
  return at;
}
