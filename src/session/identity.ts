/**
 * Who this phone is: its signing keys, the root secret of what is only its own, and its certificate.
 * Made once, kept in the device store, and trusted only after it was read back.
 */

import { type Clock, err, ok, type Random, type Result } from '../kernel/index.js';
import type { DeviceStore, StoreError } from '../storage/index.js';
import {
  certificateFingerprint,
  certificateIsSpent,
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

export type MeetingCertificate = {
  readonly certificate: RTCCertificate;
  /** SHA-256 of the certificate, 32 bytes. */
  readonly fingerprint: Uint8Array;
};

export type MeetingIdentity = MeetingCertificate & {
  /** Made in good time before the present one runs out: the partner's phone has to hear of it first. */
  readonly next: MeetingCertificate | undefined;
};

export type IdentityError =
  /** The store holds keys that can't be read: never replaced without being asked. */
  { readonly type: 'KeysDamaged' } | { readonly type: 'KeysNotKept'; readonly cause: StoreError };

type KeyRecord = { readonly version: 1; readonly seed: Uint8Array; readonly root: Uint8Array };

const KEYS = 'keys';
const CERTIFICATE = 'certificate';
const NEXT_CERTIFICATE = 'certificate-next';

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

async function readCertificate(
  store: DeviceStore,
  key: string,
  clock: Clock,
): Promise<RTCCertificate | undefined> {
  const kept = await store.get(key, isCertificate);
  return kept && !certificateIsSpent(kept.expires, clock.now()) ? kept : undefined;
}

/** Kept where IndexedDB takes it; where it doesn't, made anew at each start, which the proof of the bond allows for. */
async function loadCertificate(
  store: DeviceStore,
  clock: Clock,
): Promise<RTCCertificate | undefined> {
  const kept = await readCertificate(store, CERTIFICATE, clock);
  if (kept) return kept;
  // The partner's phone never said that it knows this one, but it is more likely to than any new one.
  const next = await readCertificate(store, NEXT_CERTIFICATE, clock);
  if (next) {
    await takeOverCertificate(store, next);
    return next;
  }
  const made = await createCertificate();
  if (!made.ok) return undefined;
  await store.put(CERTIFICATE, made.value);
  return made.value;
}

/** Undefined while there is time, and where it would not be there any more at the next start. */
async function loadNextCertificate(
  store: DeviceStore,
  present: RTCCertificate,
  clock: Clock,
): Promise<RTCCertificate | undefined> {
  if (!certificateNeedsRenewal(present.expires, clock.now())) return undefined;
  const kept = await readCertificate(store, NEXT_CERTIFICATE, clock);
  if (kept) return kept;
  const made = await createCertificate();
  if (!made.ok) return undefined;
  return (await store.put(NEXT_CERTIFICATE, made.value)).ok ? made.value : undefined;
}

/** From now on the next one is the present one; in this order, so that at no moment there is none. */
export async function takeOverCertificate(store: DeviceStore, next: RTCCertificate): Promise<void> {
  const kept = await store.put(CERTIFICATE, next);
  if (kept.ok) await store.delete(NEXT_CERTIFICATE);
}

async function withFingerprint(
  certificate: RTCCertificate | undefined,
): Promise<MeetingCertificate | undefined> {
  const fingerprint = certificate && (await certificateFingerprint(certificate));
  return certificate && fingerprint ? { certificate, fingerprint } : undefined;
}

async function loadMeetingIdentity(
  store: DeviceStore,
  clock: Clock,
): Promise<MeetingIdentity | undefined> {
  const present = await withFingerprint(await loadCertificate(store, clock));
  if (!present) return undefined;
  const next = await loadNextCertificate(store, present.certificate, clock);
  return { ...present, next: await withFingerprint(next) };
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
