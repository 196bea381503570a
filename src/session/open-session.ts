/** Opens this phone's life: keys first, then the private ledger, then the bond if there is one. */

import { type Clock, err, ok, type Random, type Result } from '../kernel/index.js';
import { type DeviceStore, electLeader, openDeviceStore } from '../storage/index.js';
import { deriveLedgerKeys } from '../vault/index.js';
import { type Identity, type IdentityError, loadIdentity } from './identity.js';
import { LiveSession } from './live-session.js';
import { PartNotLoaded } from './part-not-loaded.js';
import type { Session } from './session.js';
import { openSpace } from './space.js';

export type OpenError =
  | IdentityError
  /** Storage can't be opened or read: never taken for a phone without keys. */
  | { readonly type: 'StoreUnavailable' }
  /** A part of the app itself did not come. */
  | { readonly type: 'NotLoaded' };

export type OpenSession = Session & {
  /** The page came back to the front, or the network did. */
  readonly wake: () => void;
  /** Folds and compacts what has grown long; call it when nobody is typing. */
  readonly tidy: () => Promise<void>;
};

export const DEVICE_STORE = 'vesper-device';
export const PRIVATE_LEDGER = 'vesper-private';

function openPrivateSpace({ device, privateRoot }: Identity, clock: Clock, random: Random) {
  return openSpace({
    name: PRIVATE_LEDGER,
    keys: deriveLedgerKeys(privateRoot, 0, 'private'),
    me: device,
    devices: [{ id: device.id, publicKey: device.publicKey, side: 'a' }],
    clock,
    random,
  });
}

async function openWithKeys(
  store: DeviceStore,
  clock: Clock,
  random: Random,
): Promise<Result<OpenSession, OpenError>> {
  const identity = await loadIdentity(store, clock, random);
  if (!identity.ok) return identity;
  const session = new LiveSession({
    identity: identity.value,
    store,
    own: await openPrivateSpace(identity.value, clock, random),
    leadership: electLeader('vesper-leader'),
    clock,
    random,
  });
  await session.takeUpBond();
  return ok(session);
}

export async function openSession(
  clock: Clock,
  random: Random,
): Promise<Result<OpenSession, OpenError>> {
  const opened = await openDeviceStore(DEVICE_STORE);
  if (!opened.ok) return err({ type: 'StoreUnavailable' });
  try {
    return await openWithKeys(opened.value, clock, random);
  } catch (failure) {
    if (failure instanceof PartNotLoaded) return err({ type: 'NotLoaded' });
    // The device store rejects, with its error as the cause, where it can't be read.
    if (failure instanceof Error && failure.cause) return err({ type: 'StoreUnavailable' });
    throw failure;
  }
}
