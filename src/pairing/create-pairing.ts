/** Runs a first pairing: feeds the ceremony with what happens and carries out what it decides. */

import {
  type Cancel,
  type Clock,
  concatBytes,
  createSignal,
  type Random,
  type Signal,
} from '../kernel/index.js';
import type { DeviceKeys } from '../vault/index.js';
import {
  type CeremonyEvent,
  type CodeRefusal,
  createCeremony,
  type Effect,
  type TimerName,
} from './ceremony.js';
import { MAX_GREETING_BYTES } from './ceremony-message.js';
import { NONCE_BYTES } from './code.js';
import { type Connection, createConnection } from './connection.js';
import { createMessageLink, type MessageLink } from './message-link.js';
import { type PairingState, viewCeremony } from './pairing-state.js';
import { transition } from './transition.js';

export type PairingIdentity = {
  readonly device: DeviceKeys;
  /** Undefined where the browser keeps none: one is made for this pairing. */
  readonly certificate: RTCCertificate | undefined;
  /** Who is pairing, for the other screen: at most 256 bytes, opaque here. */
  readonly greeting: Uint8Array;
};

export type PairingOptions = {
  readonly identity: PairingIdentity;
  readonly clock: Clock;
  readonly random: Random;
  readonly peerConnection?: typeof RTCPeerConnection;
};

export type Pairing = {
  readonly state: Signal<PairingState>;
  /** Gathers addresses and shows a code; again from `no-candidates`, or to begin anew with a new code. */
  readonly start: () => void;
  /** A scanned or pasted text. A refusal leaves the step as it was. */
  readonly accept: (text: string) => CodeRefusal | undefined;
  /** The person says the partner has our code: if nothing opens then, `connecting` turns `late`. */
  readonly codeDelivered: () => void;
  /** The four words are the same. */
  readonly confirm: () => void;
  /** The four words differ: ends it on both phones, with that reason. */
  readonly reject: () => void;
  readonly cancel: () => void;
  /** The caller stored the bond of `persisting` durably. If it could not, it calls `cancel`. */
  readonly persisted: () => void;
  /** The open channel, from `done` on. */
  readonly link: MessageLink | undefined;
};

/** First byte of whatever the link carries; no message of the ceremony begins with it. */
const LINK_BYTE = 16;
const SECRET_BYTES = 32;

/** Makes no connection and asks for nothing before `start`. */
export function createPairing(options: PairingOptions): Pairing {
  if (options.identity.greeting.length > MAX_GREETING_BYTES) {
    throw new RangeError(`a greeting has at most ${MAX_GREETING_BYTES} bytes`);
  }
  return new PairingRunner(options);
}

class PairingRunner implements Pairing {
  readonly state;
  readonly #options: PairingOptions;
  readonly #connection: Connection;
  readonly #timers = new Map<TimerName, Cancel>();
  readonly #queue: CeremonyEvent[] = [];
  #running = false;
  #ceremony;
  #linkInput: ReturnType<typeof createMessageLink> | undefined;

  constructor(options: PairingOptions) {
    this.#options = options;
    const { device, greeting, certificate } = options.identity;
    const { clock, random } = options;
    this.#ceremony = createCeremony({ device, greeting });
    this.state = createSignal(viewCeremony(this.#ceremony));
    this.#connection = createConnection({
      peerConnection: options.peerConnection ?? RTCPeerConnection,
      certificate,
      clock,
      onGathered: (endpoint) =>
        this.#dispatch({
          type: 'gathered',
          endpoint,
          nonce: random.bytes(NONCE_BYTES),
          now: clock.now(),
        }),
      onRefused: () => this.#dispatch({ type: 'cannot-connect' }),
      onOpen: () =>
        this.#dispatch({
          type: 'opened',
          random: random.bytes(SECRET_BYTES),
          share: random.bytes(SECRET_BYTES),
        }),
      onMessage: (bytes) => this.#receive(bytes),
      onClosed: () => {
        this.#dispatch({ type: 'closed' });
        this.#linkInput?.markClosed();
      },
    });
  }

  get link(): MessageLink | undefined {
    return this.#linkInput?.link;
  }

  start(): void {
    this.#dispatch({ type: 'start' });
  }

  accept(text: string): CodeRefusal | undefined {
    this.#dispatch({ type: 'read', text, now: this.#options.clock.now() });
    return this.#ceremony.refusal;
  }

  codeDelivered(): void {
    this.#dispatch({ type: 'code-delivered' });
  }

  confirm(): void {
    this.#dispatch({ type: 'confirm' });
  }

  reject(): void {
    this.#dispatch({ type: 'reject' });
  }

  cancel(): void {
    this.#dispatch({ type: 'cancel' });
  }

  persisted(): void {
    this.#dispatch({ type: 'persisted' });
  }

  #receive(bytes: Uint8Array): void {
    if (this.#linkInput && bytes[0] === LINK_BYTE) this.#linkInput.deliver(bytes.subarray(1));
    else this.#dispatch({ type: 'received', bytes });
  }

  /** Whoever listens to the state may act at once; that waits until this event is done with. */
  #dispatch(event: CeremonyEvent): void {
    this.#queue.push(event);
    if (this.#running) return;
    this.#running = true;
    for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#handle(next);
    this.#running = false;
  }

  #handle(event: CeremonyEvent): void {
    const [after, effects] = transition(this.#ceremony, event);
    if (after === this.#ceremony) return;
    this.#ceremony = after;
    for (const effect of effects) this.#carryOut(effect);
    if (after.phase.step === 'done') this.#openLink();
    this.state.set(viewCeremony(after));
  }

  #carryOut(effect: Effect): void {
    if (effect.type === 'gather') this.#connection.gather();
    else if (effect.type === 'connect') this.#connection.connect(effect.theirs);
    else if (effect.type === 'send') this.#connection.send(effect.bytes);
    else if (effect.type === 'close') this.#connection.close();
    else if (effect.type === 'set-timer') this.#setTimer(effect.timer, effect.ms);
    else this.#stopTimers();
  }

  #setTimer(timer: TimerName, ms: number): void {
    this.#timers.get(timer)?.();
    const cancel = this.#options.clock.after(ms, () => this.#dispatch({ type: 'time-up', timer }));
    this.#timers.set(timer, cancel);
  }

  #stopTimers(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
  }

  #openLink(): void {
    this.#linkInput ??= createMessageLink(
      (bytes) => this.#connection.send(concatBytes(Uint8Array.of(LINK_BYTE), bytes)),
      () => {
        this.#connection.close();
        this.#linkInput?.markClosed();
      },
    );
  }
}
