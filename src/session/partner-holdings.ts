/** What the other phone is known to have, kept across restarts; forgotten together with the bond. */

import type { Clock } from '../kernel/index.js';
import { type Holdings, type KnownState, watchHoldings } from '../ledger/index.js';
import type { DeviceStore } from '../storage/index.js';
import { KNOWN } from './partner-known.js';
import type { LedgerSpace } from './space.js';

type Fields = Readonly<Record<string, unknown>>;

function isKept(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) return false;
  if (!('stateVector' in value && 'deletions' in value)) return false;
  return value.stateVector instanceof Uint8Array && value.deletions instanceof Uint8Array;
}

function isSent(value: unknown): boolean {
  return isKept(value) && typeof value['at'] === 'number';
}

export function isKnownState(value: unknown): value is KnownState {
  if (!isKept(value)) return false;
  const { upTo, sent } = value;
  return (
    (upTo === undefined || typeof upTo === 'number') &&
    (sent === undefined || (Array.isArray(sent) && sent.every(isSent)))
  );
}

/** Only one tab of a browser keeps it: two would overwrite each other's word. */
export async function openHoldings(
  { ledger }: LedgerSpace,
  store: DeviceStore,
  clock: Clock,
): Promise<Holdings> {
  return watchHoldings({
    doc: ledger.doc,
    clock,
    known: await store.get(KNOWN, isKnownState),
    onKnown: (known) => void store.put(KNOWN, known),
  });
}
