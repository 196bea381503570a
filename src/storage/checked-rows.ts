/**
 * The rows of a ledger's database, read and checked before y-indexeddb sees them: it applies all of them in one
 * go, and never answers when one of them is bad.
 */
import { type Clock, ok, type Result } from '../kernel/index.js';
import { openDatabase } from './database.js';
import {
  type CheckRow,
  countRowsSetAside,
  createLedgerStores,
  readRows,
  type SortedRows,
  setRowsAside,
} from './ledger-rows.js';
import type { StoreError } from './store-error.js';

export type CheckRowsOptions = {
  readonly name: string;
  readonly clock: Clock;
  readonly checkRow: CheckRow;
};

export type CheckedRows = SortedRows & {
  /** Damaged rows that were moved before this opening. */
  readonly setAside: number;
  /** Damaged rows that a full disk did not let us move: they stay where they are, and `rewrite` spares them. */
  readonly unmoved: readonly number[];
};

async function checkRows(
  database: IDBDatabase,
  { checkRow, clock }: CheckRowsOptions,
): Promise<Result<CheckedRows, StoreError>> {
  const setAside = await countRowsSetAside(database, clock);
  if (!setAside.ok) return setAside;
  const rows = await readRows(database, checkRow, clock);
  if (!rows.ok) return rows;
  const { damaged } = rows.value;
  const moved = damaged.length === 0 || (await setRowsAside(database, damaged, clock)).ok;
  return ok({
    ...rows.value,
    setAside: setAside.value,
    unmoved: moved ? [] : damaged.map(({ key }) => key),
  });
}

/** On a connection of its own: one that y-indexeddb could not open would never be heard of. */
export async function openCheckedRows(
  options: CheckRowsOptions,
): Promise<Result<CheckedRows, StoreError>> {
  const opened = await openDatabase(options.name, createLedgerStores, options.clock);
  if (!opened.ok) return opened;
  const database = opened.value;
  database.onversionchange = () => database.close();
  const checked = await checkRows(database, options);
  database.close();
  return checked;
}
