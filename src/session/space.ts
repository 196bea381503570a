/** A ledger with its storage: one of the two places in which this phone keeps words. */

import * as Y from 'yjs';
import type { Clock, Random, Result } from '../kernel/index.js';
import { createLedger, type Ledger, type LedgerDevice } from '../ledger/index.js';
import { type LedgerStore, openLedgerStore, type StoreError } from '../storage/index.js';
import type { DeviceKeys, LedgerKeys } from '../vault/index.js';

export type LedgerSpace = { readonly ledger: Ledger; readonly store: LedgerStore };

export type SpaceOptions = {
  /** The database's name. */
  readonly name: string;
  readonly keys: LedgerKeys;
  readonly me: DeviceKeys;
  readonly devices: readonly LedgerDevice[];
  readonly ownChapters?: () => Iterable<string>;
  readonly clock: Clock;
  readonly random: Random;
};

export async function openSpace(options: SpaceOptions): Promise<LedgerSpace> {
  const { name, clock, ...parts } = options;
  const doc = new Y.Doc();
  const store = openLedgerStore(doc, { name, clock });
  await store.loaded;
  return { ledger: createLedger({ ...parts, doc, clock }), store };
}

/** Folding shortens the log; only the compaction after it takes deleted words out of the database too. */
export async function tidySpace({ ledger, store }: LedgerSpace): Promise<void> {
  if (ledger.foldIdle().folded.length > 0) await store.compact();
}

export async function closeSpace({ ledger, store }: LedgerSpace): Promise<void> {
  ledger.close();
  await store.close();
}

/** Erases a database whose words can't be opened any more, without opening one. */
export async function eraseDatabase(name: string, clock: Clock): Promise<Result<void, StoreError>> {
  const store = openLedgerStore(new Y.Doc(), { name, clock });
  await store.loaded;
  return store.erase();
}

export async function eraseSpace({
  ledger,
  store,
}: LedgerSpace): Promise<Result<void, StoreError>> {
  ledger.close();
  return store.erase();
}
