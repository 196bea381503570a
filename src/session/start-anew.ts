/** Leaves all behind that can't be opened any more. */

import type { Clock, Result } from '../kernel/index.js';
import { openDeviceStore, type StoreError } from '../storage/index.js';
import { BOND } from './bond-keeper.js';
import { databaseNameOf } from './bond-life.js';
import { isBondRecord } from './bond-record.js';
import { eraseMonths } from './months-store.js';
import { DEVICE_STORE, PRIVATE_LEDGER } from './open-session.js';
import { eraseDatabase } from './space.js';

/**
 * The way forward when the stored keys can't be read, taken only after a clear question:
 * everything on this phone is erased, since without its keys nothing of it can be opened again.
 */
export async function startAnew(clock: Clock): Promise<Result<void, StoreError>> {
  const opened = await openDeviceStore(DEVICE_STORE);
  if (!opened.ok) return opened;
  const bond = await opened.value.get(BOND, isBondRecord);
  if (bond) await eraseDatabase(databaseNameOf(bond), clock);
  await eraseDatabase(PRIVATE_LEDGER, clock);
  await eraseMonths(clock);
  return opened.value.erase();
}
