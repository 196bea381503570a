/** A ledger with its storage: one of the two places in which this phone keeps words. */

import * as Y from 'yjs';
import type { Clock, Random, Result } from '../kernel/index.js';
import { createLedger, type Ledger, type LedgerDevice } from '../ledger/index.js';
import { type LedgerStore, openLedgerStore, type StoreError } from '../storage/index.js';
import type { DeviceKeys, LedgerKeys } from '../vault/index.js';

export type LedgerSpace = {
  readonly ledger: Ledger;
  readonly store: LedgerStore;
  readonly remains: Remains;
};

/** Whether the database's rows still hold entries that were deleted, by whomever, since they were last made one. */
type Remains = {
  /** True at most once for each deletion. */
  readonly take: () => boolean;
  /** They could not be cleared away. */
  readonly leave: () => void;
};

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

/** From before the rows are read: a row that deletes what another one holds shows itself while loading. */
function watchRemains(doc: Y.Doc): Remains {
  let remain = false;
  doc.on('beforeObserverCalls', (transaction: Y.Transaction) => {
    Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
      remain ||= struct instanceof Y.Item && struct.content instanceof Y.ContentBinary;
    });
  });
  return {
    take: () => {
      const found = remain;
      remain = false;
      return found;
    },
    leave: () => {
      remain = true;
    },
  };
}

export async function openSpace(options: SpaceOptions): Promise<LedgerSpace> {
  const { name, clock, ...parts } = options;
  const doc = new Y.Doc();
  const remains = watchRemains(doc);
  const store = openLedgerStore(doc, { name, clock });
  await store.loaded;
  return { ledger: createLedger({ ...parts, doc, clock }), store, remains };
}

/**
 * Folding shortens the log; only the compaction after it takes deleted words out of the database too. That goes
 * for what the other phone has folded as well.
 */
export async function tidySpace({ ledger, store, remains }: LedgerSpace): Promise<void> {
  ledger.foldIdle();
  if (!remains.take()) return;
  const compacted = await store.compact();
  if (!compacted.ok) remains.leave();
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
