/**
 * The ways in that this phone keeps open: connections that wait with their ports open, having applied an
 * answer that nobody gave: the other phone's known certificate, credentials that both derive, no address.
 *
 * An outage may begin at any moment, also right after the last one's end, when a way in has just been spent
 * and the next is not yet known to the other phone. So there are always several, and what waited before is
 * kept until the other phone has said that it knows what comes after it.
 */
import {
  bytesToHex,
  bytesToUtf8,
  type Cancel,
  type Clock,
  type Random,
  utf8ToBytes,
} from '../kernel/index.js';
import { authenticate, type Secret } from '../vault/index.js';
import type { ConnectionMaker } from './connection.js';
import { STREAM } from './frames.js';
import { type IceCredentials, synthesizeAnswer } from './session-description.js';
import type { WayIn } from './standby.js';
import type { Line, Switchboard } from './switchboard.js';

/** Where a browser can't keep one waiting, trying must not become a busy loop. */
const PREPARE_AGAIN_AFTER_MS = 1_000;
/** Both knock at once, and so may spend a way on each side, also in vain: a third outage finds one more left. */
const PREPARED_AT_ONCE = 3;
/** Outages that follow each other quickly must not pile up what was never heard of. */
const MOST_KEPT = 6;
const MOST_TOLD = MOST_KEPT + PREPARED_AT_ONCE;
const ID_BYTES = 16;
const MAX_MESSAGE_BYTES = 65_536;

export type WaysIn = {
  /** A new connection is in use: prepares what comes after it, and tells the other phone. */
  readonly renew: (line: Line) => void;
  /** The other phone knows the ways that were told, the newest of which is this one: what came before is closed. */
  readonly known: (id: string) => void;
  readonly stop: () => void;
};

type Waiting = {
  readonly id: string;
  /** What was prepared together is told together. */
  readonly batch: number;
  /** Undefined while it is being prepared. */
  offer: string | undefined;
};

export type WaysInOptions = {
  readonly proofKey: Secret;
  readonly switchboard: Switchboard;
  readonly makeConnection: ConnectionMaker;
  readonly clock: Clock;
  readonly random: Random;
};

export function createWaysIn(options: WaysInOptions): WaysIn {
  const { proofKey, switchboard, makeConnection, clock, random } = options;
  /** The newest first. */
  let waiting: readonly Waiting[] = [];
  let lastBatch = 0;
  /** The newest that the other phone is certain to know. */
  let knownBatch = 0;
  let cancelPrepare: Cancel = () => {};
  let stopped = false;

  function keepOnly(isKept: (each: Waiting) => boolean): void {
    const leaving = waiting.filter((each) => !isKept(each));
    waiting = waiting.filter(isKept);
    for (const { id } of leaving) switchboard.withdraw(id);
  }

  /** What is certain to be known stays. */
  function makeRoom(): void {
    const uncertain = waiting.filter(({ batch }) => batch > knownBatch);
    const tooMany = Math.max(0, waiting.length - MOST_KEPT);
    const leaving = new Set(uncertain.slice(uncertain.length - tooMany));
    keepOnly((each) => !leaving.has(each));
  }

  function confirm(id: string): void {
    const batch = waiting.find((each) => each.id === id)?.batch;
    if (batch === undefined) return;
    knownBatch = batch;
    keepOnly((each) => each.batch >= batch);
  }

  function tell(line: Line): void {
    const waysIn = waiting.flatMap(({ id, offer }) => (offer === undefined ? [] : [{ id, offer }]));
    if (waysIn.length > 0) line.link.send(STREAM.standby, encodeWord({ waysIn }));
  }

  /** A browser gives up a connection that nobody came to; the next are prepared if there is still someone. */
  function lose(id: string): void {
    if (!waiting.some((each) => each.id === id)) return;
    waiting = waiting.filter((each) => each.id !== id);
    const line = switchboard.inUse();
    if (line === undefined || switchboard.health() !== 'up') return;
    cancelPrepare();
    cancelPrepare = clock.after(PREPARE_AGAIN_AFTER_MS, () => void prepare(line));
  }

  async function open(batch: number, line: Line, fingerprint: Uint8Array): Promise<void> {
    const id = bytesToHex(random.bytes(ID_BYTES));
    const entry: Waiting = { id, batch, offer: undefined };
    const connection = makeConnection();
    waiting = [entry, ...waiting];
    const onEnd = (): void => lose(id);
    switchboard.add(id, connection, {
      route: line.route,
      deadlineMs: undefined,
      hidden: true,
      onEnd,
    });
    try {
      const offer = await connection.offer();
      const answer = synthesizeAnswer(offer, deriveCredentials(proofKey, id), fingerprint);
      await connection.waitFor(answer);
      entry.offer = offer;
    } catch {
      switchboard.withdraw(id);
    }
  }

  async function prepare(line: Line): Promise<void> {
    const fingerprint = line.connection.fingerprints()?.other;
    if (stopped || fingerprint === undefined || switchboard.inUse() !== line) return;
    const batch = ++lastBatch;
    makeRoom();
    const opening = Array.from({ length: PREPARED_AT_ONCE }, () => open(batch, line, fingerprint));
    await Promise.all(opening);
    if (!stopped && switchboard.inUse() === line) tell(line);
  }

  return {
    renew: (line) => {
      cancelPrepare();
      // Whoever came in by it knows what was told with it.
      confirm(line.id);
      waiting = waiting.filter(({ id }) => id !== line.id);
      void prepare(line);
    },
    known: (id) => {
      const before = waiting.length;
      confirm(id);
      const line = switchboard.inUse();
      // Otherwise the other phone would knock at what is there no more, for 15 s each time.
      if (line && waiting.length < before) tell(line);
    },
    stop: () => {
      stopped = true;
      cancelPrepare();
    },
  };
}

/** Hexadecimal digits are ICE characters everywhere; 48 and 128 bits are more than the standard asks. */
export function deriveCredentials(proofKey: Secret, id: string): IceCredentials {
  const bytes = authenticate(proofKey, utf8ToBytes('vesper/1/standby'), utf8ToBytes(id));
  return { ufrag: bytesToHex(bytes.subarray(0, 6)), pwd: bytesToHex(bytes.subarray(6, 22)) };
}

/** What the two say about ways in: all that wait, or that they are known. */
export type StandbyWord = { readonly waysIn: readonly WayIn[] } | { readonly known: string };

export function encodeWord(word: StandbyWord): Uint8Array {
  return utf8ToBytes(JSON.stringify(word));
}

/** Undefined for everything else. */
export function decodeWord(bytes: Uint8Array): StandbyWord | undefined {
  if (bytes.length > MAX_MESSAGE_BYTES) return undefined;
  try {
    const value: unknown = JSON.parse(bytesToUtf8(bytes) ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    if ('known' in value) return isId(value.known) ? { known: value.known } : undefined;
    if (!('waysIn' in value) || !Array.isArray(value.waysIn)) return undefined;
    const listed: readonly unknown[] = value.waysIn;
    const waysIn = listed.filter(isWayIn);
    return listed.length > MOST_TOLD || waysIn.length < listed.length ? undefined : { waysIn };
  } catch {
    return undefined;
  }
}

const ID = new RegExp(`^[0-9a-f]{${2 * ID_BYTES}}$`);

function isId(value: unknown): value is string {
  return typeof value === 'string' && ID.test(value);
}

function isWayIn(value: unknown): value is WayIn {
  if (typeof value !== 'object' || value === null) return false;
  return 'id' in value && isId(value.id) && 'offer' in value && typeof value.offer === 'string';
}
