/**
 * Who this phone is: its signing keys, the root secret of what is only its own, and its certificate.
 * Made once, kept in the device store, and trusted only after it was read back.
 */

import { type Clock, err, ok, type Random, type Result } from '../kernel/index.js';
import type { DeviceStore, StoreError } from '../storage/index.js';
import {
  certificateFingerprint,
  certificateNeedsRenewal,
  createCertificate,
  createDeviceKeys,
  createRootSecret,
  createSecret,
  type DeviceKeys,
  restoreDeviceKeys,
  revealSecret,
  type Secret,
} from '../vault/index.js';

export type Identity = {
  readonly device: DeviceKeys;
  readonly privateRoot: Secret;
  /** Absent where this browser has no WebRTC: such a phone writes, but can't meet. */
  readonly meeting: MeetingIdentity | undefined;
};

export type MeetingIdentity = {
  readonly certificate: RTCCertificate;
  /** SHA-256 of the certificate, 32 bytes. */
  readonly fingerprint: Uint8Array;
};

export type IdentityError =
  /** The store holds keys that can't be read: never replaced without being asked. */
  { readonly type: 'KeysDamaged' } | { readonly type: 'KeysNotKept'; readonly cause: StoreError };

type KeyRecord = { readonly version: 1; readonly seed: Uint8Array; readonly root: Uint8Array };

const KEYS = 'keys';
const CERTIFICATE = 'certificate';

function isKeyRecord(value: unknown): value is KeyRecord {
  if (typeof value !== 'object' || value === null) return false;
  if (!('version' in value && 'seed' in value && 'root' in value)) return false;
  const { version, seed, root } = value;
  return (
    version === 1 &&
    seed instanceof Uint8Array &&
    seed.length === 32 &&
    root instanceof Uint8Array &&
    root.length === 32
  );
}

function isPresent(value: unknown): value is NonNullable<unknown> {
  return value !== undefined && value !== null;
}

function recordToIdentity(record: KeyRecord, meeting: MeetingIdentity | undefined): Identity {
  return {
    device: restoreDeviceKeys(createSecret(record.seed)),
    privateRoot: createSecret(record.root),
    meeting,
  };
}

function createKeyRecord(random: Random): KeyRecord {
  return {
    version: 1,
    seed: revealSecret(createDeviceKeys(random).seed),
    root: revealSecret(createRootSecret(random)),
  };
}

async function loadKeyRecord(
  store: DeviceStore,
  random: Random,
): Promise<Result<KeyRecord, IdentityError>> {
  const kept = await store.get(KEYS, isKeyRecord);
  if (kept) return ok(kept);
  if ((await store.get(KEYS, isPresent)) !== undefined) return err({ type: 'KeysDamaged' });
  const made = createKeyRecord(random);
  const written = await store.put(KEYS, made);
  return written.ok ? ok(made) : err({ type: 'KeysNotKept', cause: written.error });
}

function isCertificate(value: unknown): value is RTCCertificate {
  return typeof RTCCertificate !== 'undefined' && value instanceof RTCCertificate;
}

/** Kept where IndexedDB takes it; where it doesn't, made anew at each start, which the proof of the bond allows for. */
async function loadCertificate(
  store: DeviceStore,
  clock: Clock,
): Promise<RTCCertificate | undefined> {
  const kept = await store.get(CERTIFICATE, isCertificate);
  if (kept && !certificateNeedsRenewal(kept.expires, clock.now())) return kept;
  const made = await createCertificate();
  if (!made.ok) return undefined;
  await store.put(CERTIFICATE, made.value);
  return made.value;
}

async function loadMeetingIdentity(
  store: DeviceStore,
  clock: Clock,
): Promise<MeetingIdentity | undefined> {
  const certificate = await loadCertificate(store, clock);
  const fingerprint = certificate && (await certificateFingerprint(certificate));
  return certificate && fingerprint ? { certificate, fingerprint } : undefined;
}

/** Two tabs opening a new phone at once must agree on one set of keys. */
async function alone<T>(run: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return run();
  return navigator.locks.request('vesper-identity', run);
}

export async function loadIdentity(
  store: DeviceStore,
  clock: Clock,
  random: Random,
): Promise<Result<Identity, IdentityError>> {
  return alone(async () => {
    const record = await loadKeyRecord(store, random);
    if (!record.ok) return record;
    return ok(recordToIdentity(record.value, await loadMeetingIdentity(store, clock)));
  });
}
