/**
 * One of two phones with a stopwatch: the real ledger and the real sync room, and beside them a raw data
 * channel with nothing on it, to measure against. Times are this page's own `performance.now()`.
 */
import * as Y from 'yjs';
import { ok, systemClock, systemRandom } from '../../../src/kernel/index.js';
import { type Chapter, createLedger, watchHoldings } from '../../../src/ledger/index.js';
import { meetAgain } from '../../../src/session/glance.js';
import type { MeetingAgain } from '../../../src/session/glance-faces.js';
import { type Carrier, createSync, type Sync } from '../../../src/sync/index.js';
import {
  certificateFingerprint,
  createCertificate,
  createSecret,
  deriveLedgerKeys,
  deriveMeetingKeys,
  deviceIdOf,
  restoreDeviceKeys,
} from '../../../src/vault/index.js';
import { openRawLine, type RawLine } from './raw-line.js';
import { createTyping, type Typing } from './typing.js';

export type PhoneSetup = {
  readonly seed: number[];
  readonly partnerKey: number[];
  readonly side: 'a' | 'b';
  readonly bond: number[];
  /** Where the ten years lie, for the phone that has them. */
  readonly ledgerUrl: string | undefined;
  /** The chapter both write in while latency is measured. */
  readonly chapter: string;
};

export type WirePhone = {
  setUp(setup: PhoneSetup): Promise<void>;
  /** Something the carrier brought. */
  hear(bytes: number[]): void;
  startSync(): void;
  status(): { partner: string; hasEverythingNow: boolean };
  /** When the partner was connected first, and when the ledger was as long as it should be. */
  exchange(entries: number): Promise<{ connectedAt: number; completeAt: number }>;
  entries(): number;
  edit(mark: number): number;
  /** When the edit with this mark came to this page's observer. */
  seenAt(mark: number): Promise<number>;
  raw: RawLine;
  typing: Typing;
  /** Makes a blob of random bytes to be pulled, and tells its SHA-256. */
  serveBulk(bytes: number): Promise<number[]>;
  /** Settles once all of it is here. */
  pullBulk(digest: number[]): Promise<void>;
  /** Makes the certificate that this phone meets with, and tells its SHA-256. */
  certify(): Promise<number[]>;
  /** The phone of two who are paired and meet again: no carrier, only codes. */
  startGlance(partnerFingerprint: number[]): void;
  showCode(): Promise<string>;
  /** As the scanner would, in the moment when it has decoded it: when that was. */
  readCode(code: string): number;
};

declare global {
  interface Window {
    wirePhone: WirePhone;
    /** Given by the bench. */
    carry(bytes: number[]): void;
  }
}

const doc = new Y.Doc();
const hearing = new Set<(bytes: Uint8Array) => void>();
let setup: PhoneSetup | undefined;
let chapter: Chapter | undefined;
let sync: Sync | undefined;
let meeting: MeetingAgain | undefined;
let certificate: { own: RTCCertificate; fingerprint: Uint8Array } | undefined;
let connectedAt: number | undefined;
let completeAt: number | undefined;
let whenComplete: (() => void) | undefined;
let wantedEntries = Number.POSITIVE_INFINITY;
const seen = new Map<number, number>();
const waiting = new Map<number, (at: number) => void>();

const carrier: Carrier = {
  route: 'hub',
  persistent: true,
  isOpen: () => true,
  send: (bytes) => window.carry([...bytes]),
  onMessage: (listener) => {
    hearing.add(listener);
    return () => hearing.delete(listener);
  },
  onOpen: () => () => undefined,
};

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('not set up');
  return value;
}

const marksOf = (open: Chapter): Y.Map<number> => open.doc.getMap<number>('bench');

function noteSeen(event: Y.YMapEvent<number>): void {
  const at = performance.now();
  if (event.transaction.local) return;
  const mark = event.target.get('mark') ?? 0;
  seen.set(mark, at);
  waiting.get(mark)?.(at);
}

function noteLength(): void {
  if (completeAt !== undefined || doc.getArray('entries').length < wantedEntries) return;
  completeAt = performance.now();
  whenComplete?.();
}

async function setUp(given: PhoneSetup): Promise<void> {
  setup = given;
  const me = restoreDeviceKeys(createSecret(Uint8Array.from(given.seed)));
  const publicKey = Uint8Array.from(given.partnerKey);
  if (given.ledgerUrl !== undefined) {
    const response = await fetch(given.ledgerUrl);
    Y.applyUpdate(doc, new Uint8Array(await response.arrayBuffer()));
  }
  const ledger = createLedger({
    doc,
    keys: deriveLedgerKeys(createSecret(Uint8Array.from(given.bond)), 0, 'shared'),
    me,
    devices: [
      { id: me.id, publicKey: me.publicKey, side: given.side },
      { id: deviceIdOf(publicKey), publicKey, side: given.side === 'a' ? 'b' : 'a' },
    ],
    clock: systemClock,
    random: systemRandom,
  });
  chapter = ledger.openChapter(given.chapter);
  marksOf(chapter).observe(noteSeen);
  doc.on('afterTransaction', noteLength);
}

function startSync(): void {
  createPhoneSync().introduceOver(carrier);
}

function createPhoneSync(): Sync {
  const { seed, partnerKey, bond } = given(setup);
  const made = createSync({
    ...deriveMeetingKeys(createSecret(Uint8Array.from(bond))),
    doc,
    me: { id: restoreDeviceKeys(createSecret(Uint8Array.from(seed))).id },
    partner: { id: deviceIdOf(Uint8Array.from(partnerKey)) },
    certificate: certificate?.own,
    clock: systemClock,
    random: systemRandom,
    saved: async () => ok(),
    holdings: watchHoldings({ doc, clock: systemClock, onKnown: () => undefined }),
  });
  made.status.subscribe(() => {
    if (made.status.get().partner === 'connected') connectedAt ??= performance.now();
  });
  sync = made;
  return made;
}

async function certify(): Promise<number[]> {
  const made = await createCertificate();
  if (!made.ok) throw new Error('no certificate');
  const fingerprint = given(await certificateFingerprint(made.value));
  certificate = { own: made.value, fingerprint };
  return [...fingerprint];
}

function startGlance(partnerFingerprint: number[]): void {
  const { bond } = given(setup);
  meeting = meetAgain({
    sync: createPhoneSync(),
    proofKey: deriveMeetingKeys(createSecret(Uint8Array.from(bond))).proofKey,
    ownFingerprint: () => given(certificate).fingerprint,
    partnerFingerprint: () => Uint8Array.from(partnerFingerprint),
    clock: systemClock,
    random: systemRandom,
  });
}

async function showCode(): Promise<string> {
  const open = given(meeting);
  await open.show();
  const state = open.state.get();
  if (state.step !== 'showing') throw new Error(`no code, but ${state.step}`);
  return state.code;
}

function readCode(code: string): number {
  const at = performance.now();
  const refusal = given(meeting).take(code);
  if (refusal) throw new Error(refusal.type);
  return at;
}

function edit(mark: number): number {
  const open = given(chapter);
  const at = performance.now();
  // Not marked as typing, so nothing is held back to share a seal.
  open.doc.transact(() => marksOf(open).set('mark', mark));
  return at;
}

const RANDOM_BYTES_AT_ONCE = 65_536;

async function serveBulk(bytes: number): Promise<number[]> {
  const blob = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += RANDOM_BYTES_AT_ONCE) {
    crypto.getRandomValues(blob.subarray(at, at + RANDOM_BYTES_AT_ONCE));
  }
  given(sync).bulk.serve({
    find: async () => ({
      bytes,
      read: async (offset, length) => blob.subarray(offset, offset + length),
    }),
  });
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', blob))];
}

async function pullBulk(digest: number[]): Promise<void> {
  const pulled = await given(sync).bulk.pull(Uint8Array.from(digest));
  if (!pulled.ok) throw new Error(pulled.error.type);
}

window.wirePhone = {
  setUp,
  startSync,
  hear: (bytes) => {
    for (const listener of hearing) listener(Uint8Array.from(bytes));
  },
  status: () => {
    const { partner, hasEverythingNow } = given(sync).status.get();
    return { partner, hasEverythingNow };
  },
  exchange: async (entries) => {
    wantedEntries = entries;
    noteLength();
    if (completeAt === undefined) {
      await new Promise<void>((resolve) => {
        whenComplete = resolve;
      });
    }
    return { connectedAt: given(connectedAt), completeAt: given(completeAt) };
  },
  entries: () => doc.getArray('entries').length,
  edit,
  seenAt: async (mark) =>
    seen.get(mark) ?? (await new Promise<number>((resolve) => waiting.set(mark, resolve))),
  raw: openRawLine(),
  typing: createTyping(edit),
  serveBulk,
  pullBulk,
  certify,
  startGlance,
  showCode,
  readCode,
};
