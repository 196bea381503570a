/**
 * Keeps the standby ready and fires it. One side waits with its ports open, having applied an answer that
 * nobody gave: the other phone's known certificate, credentials that both derive, and no address. The
 * other side writes those credentials into its own description and knocks; no signalling is needed.
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
import { ATTEMPT_DEADLINE_MS } from './introducer.js';
import { type IceCredentials, synthesizeAnswer } from './session-description.js';
import {
  NO_STANDBY,
  type StandbyEvent,
  type StandbyState,
  stepStandby,
  type WayIn,
} from './standby.js';
import type { Line, Switchboard } from './switchboard.js';

/** Where a browser can't keep one waiting, trying must not become a busy loop. */
const PREPARE_AGAIN_AFTER_MS = 1_000;
const ID_BYTES = 16;
const MAX_OFFER_CHARS = 16_384;

export type Standby = {
  /** A new connection is in use: prepare what comes after it. */
  readonly replace: (line: Line) => void;
  /** The other phone offers a way in; false when it is none. */
  readonly take: (bytes: Uint8Array) => boolean;
  readonly tell: (event: StandbyEvent) => void;
  readonly stop: () => void;
};

export function createStandby(options: {
  readonly proofKey: Secret;
  readonly switchboard: Switchboard;
  readonly makeConnection: ConnectionMaker;
  readonly clock: Clock;
  readonly random: Random;
}): Standby {
  const { proofKey, switchboard, makeConnection, clock, random } = options;
  let state: StandbyState = NO_STANDBY;
  let waitingId: string | undefined;
  let cancelPrepare: Cancel = () => {};
  let cancelPause: Cancel = () => {};
  let stopped = false;

  function tell(event: StandbyEvent): void {
    if (stopped) return;
    const [next, effects] = stepStandby(state, event);
    state = next;
    for (const effect of effects) {
      if (effect.type === 'fire') void fire(effect.wayIn);
      else if (effect.type === 'withdraw') switchboard.withdraw(effect.id);
      else cancelPause = clock.after(effect.ms, () => tell({ type: 'pauseEnded' }));
    }
  }

  async function fire({ id, offer }: WayIn): Promise<void> {
    const route = switchboard.inUse()?.route ?? 'codes';
    const connection = makeConnection();
    switchboard.add(id, connection, {
      route,
      deadlineMs: ATTEMPT_DEADLINE_MS,
      hidden: true,
      onEnd: () => tell({ type: 'tryEnded' }),
    });
    try {
      await connection.answer(offer, deriveCredentials(proofKey, id));
    } catch {
      // Some browsers will forbid credentials that are not their own: then there is no standby.
      tell({ type: 'useless' });
      switchboard.withdraw(id);
    }
  }

  function leave(): void {
    const id = waitingId;
    waitingId = undefined;
    if (id !== undefined) switchboard.withdraw(id);
  }

  /** A browser gives up a connection that nobody came to; the next one is prepared if there is still someone. */
  function waitAgain(): void {
    waitingId = undefined;
    const line = switchboard.inUse();
    if (line === undefined || switchboard.health() !== 'up') return;
    cancelPrepare();
    cancelPrepare = clock.after(PREPARE_AGAIN_AFTER_MS, () => void wait(line));
  }

  /**
   * At once: what was prepared before is spent, and until the other phone has the new way in, one more
   * outage would part them for good. Both sides let go of all other ways right when they take this one,
   * so that neither closes one that the other has just chosen.
   */
  function replace(line: Line): void {
    cancelPrepare();
    tell({ type: 'replaced' });
    void wait(line);
  }

  async function wait(line: Line): Promise<void> {
    const fingerprint = line.connection.fingerprints()?.other;
    if (stopped || fingerprint === undefined || switchboard.inUse() !== line) return;
    leave();
    const id = bytesToHex(random.bytes(ID_BYTES));
    const connection = makeConnection();
    const { route } = line;
    waitingId = id;
    const onEnd = (): void => {
      if (waitingId === id) waitAgain();
    };
    switchboard.add(id, connection, { route, deadlineMs: undefined, hidden: true, onEnd });
    try {
      const offer = await connection.offer();
      await connection.accept(
        synthesizeAnswer(offer, deriveCredentials(proofKey, id), fingerprint),
      );
      line.link.send(STREAM.standby, utf8ToBytes(JSON.stringify({ id, offer })));
    } catch {
      switchboard.withdraw(id);
    }
  }

  return {
    tell,
    replace,
    take: (bytes) => {
      const wayIn = parseWayIn(bytes);
      if (wayIn) tell({ type: 'offered', wayIn });
      return wayIn !== undefined;
    },
    stop: () => {
      stopped = true;
      cancelPrepare();
      cancelPause();
    },
  };
}

/** Hexadecimal digits are ICE characters everywhere; 48 and 128 bits are more than the standard asks. */
export function deriveCredentials(proofKey: Secret, id: string): IceCredentials {
  const bytes = authenticate(proofKey, utf8ToBytes('vesper/1/standby'), utf8ToBytes(id));
  return { ufrag: bytesToHex(bytes.subarray(0, 6)), pwd: bytesToHex(bytes.subarray(6, 22)) };
}

function parseWayIn(bytes: Uint8Array): WayIn | undefined {
  if (bytes.length > MAX_OFFER_CHARS) return undefined;
  try {
    const value: unknown = JSON.parse(bytesToUtf8(bytes) ?? '');
    if (typeof value !== 'object' || value === null) return undefined;
    if (!('id' in value) || typeof value.id !== 'string') return undefined;
    if (!('offer' in value) || typeof value.offer !== 'string') return undefined;
    const { id, offer } = value;
    return new RegExp(`^[0-9a-f]{${2 * ID_BYTES}}$`).test(id) ? { id, offer } : undefined;
  } catch {
    return undefined;
  }
}
