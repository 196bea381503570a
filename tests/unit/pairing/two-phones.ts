/** Phones without browsers: the real ceremony, with the test as connection, clock and wire between them. */
import { type Random, utf8ToBytes } from '../../../src/kernel/index.js';
import {
  type Ceremony,
  type CeremonyEvent,
  createCeremony,
  type Effect,
  type TimerName,
} from '../../../src/pairing/ceremony.js';
import type { PairingCode } from '../../../src/pairing/code.js';
import { codeToText } from '../../../src/pairing/code-text.js';
import { type PairingState, viewCeremony } from '../../../src/pairing/pairing-state.js';
import type { Endpoint } from '../../../src/pairing/sdp.js';
import { transition } from '../../../src/pairing/transition.js';
import { createDeviceKeys, digest } from '../../../src/vault/index.js';

/** 20:00 on some evening. */
export const EVENING = Date.UTC(2026, 10, 24, 20);
export const MINUTE = 60_000;

/** The same bytes for the same seed, so that a failure can be told again. */
export function createSeededRandom(seed: string): Random {
  let count = 0;
  return {
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      for (let at = 0; at < length; at += 32) {
        const block = digest(utf8ToBytes(`${seed} ${count++}`));
        bytes.set(block.subarray(0, length - at), at);
      }
      return bytes;
    },
  };
}

export function createEndpoint(random: Random): Endpoint {
  return {
    ufrag: 'uFrg',
    password: 'aPasswordOf24Characters+',
    fingerprint: random.bytes(32),
    candidates: [{ family: 'ipv4', address: Uint8Array.of(192, 168, 1, 7), port: 50_000 }],
  };
}

export type Phone = {
  readonly name: string;
  readonly random: Random;
  ceremony: Ceremony;
  /** What it sent and nobody took yet. */
  readonly sent: Uint8Array[];
  readonly effects: Effect[];
  readonly timers: Set<TimerName>;
  connected: boolean;
  closed: boolean;
};

export function createPhone(name: string): Phone {
  const random = createSeededRandom(name);
  const self = { device: createDeviceKeys(random), greeting: utf8ToBytes(name) };
  return {
    name,
    random,
    ceremony: createCeremony(self),
    sent: [],
    effects: [],
    timers: new Set(),
    connected: false,
    closed: false,
  };
}

export function tell(phone: Phone, event: CeremonyEvent): void {
  const [after, effects] = transition(phone.ceremony, event);
  phone.ceremony = after;
  phone.effects.push(...effects);
  for (const effect of effects) {
    if (effect.type === 'send' && !phone.closed) phone.sent.push(effect.bytes);
    if (effect.type === 'connect') phone.connected = true;
    if (effect.type === 'close') phone.closed = true;
    if (effect.type === 'gather') phone.closed = false;
    if (effect.type === 'set-timer') phone.timers.add(effect.timer);
    if (effect.type === 'stop-timers') phone.timers.clear();
  }
}

export function gather(phone: Phone, now = EVENING): void {
  const endpoint = createEndpoint(phone.random);
  tell(phone, { type: 'gathered', endpoint, nonce: phone.random.bytes(16), now });
}

/** As far as showing a code. */
export function invite(phone: Phone, now = EVENING): void {
  tell(phone, { type: 'start' });
  gather(phone, now);
}

export function show(phone: Phone): PairingState {
  return viewCeremony(phone.ceremony);
}

export function stepOf(phone: Phone): string {
  return phone.ceremony.phase.step;
}

export function myCode(phone: Phone): PairingCode {
  const { phase } = phone.ceremony;
  if (!('mine' in phase)) throw new Error(`${phone.name} shows no code in ${phase.step}`);
  return phase.mine;
}

export function read(phone: Phone, text: string, now = EVENING): void {
  tell(phone, { type: 'read', text, now });
}

export function openChannel(phone: Phone): void {
  const { random } = phone;
  tell(phone, { type: 'opened', random: random.bytes(32), share: random.bytes(32) });
}

/** Everything either has sent arrives, in order, until both are silent. */
export function converse(one: Phone, other: Phone): void {
  while (one.sent.length > 0 || other.sent.length > 0) {
    deliver(one, other);
    deliver(other, one);
  }
}

/** The next message of `from` arrives. */
export function deliver(from: Phone, to: Phone): void {
  const bytes = from.sent.shift();
  if (bytes) tell(to, { type: 'received', bytes });
}

/** Ana and Ben, each showing the other's words. */
export function comparePhones(): { ana: Phone; ben: Phone } {
  const { ana, ben } = connectPhones();
  converse(ana, ben);
  return { ana, ben };
}

/** The channel is open and each has sent its commitment. */
export function connectPhones(): { ana: Phone; ben: Phone } {
  const ana = createPhone('Ana');
  const ben = createPhone('Ben');
  invite(ana);
  invite(ben);
  read(ben, codeToText(myCode(ana)));
  read(ana, codeToText(myCode(ben)));
  openChannel(ana);
  openChannel(ben);
  return { ana, ben };
}
