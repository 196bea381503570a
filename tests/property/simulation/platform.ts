/**
 * What Yjs, y-webrtc, simple-peer and fake-indexeddb take from the platform by themselves, chance and timers,
 * made to come from the simulation. They hold on to these functions from the moment that they are loaded, so
 * this must be imported before any of them; while nothing is simulated all is as it was.
 */
import { webcrypto } from 'node:crypto';
import { type Chance, TWO_TO_32 } from './chance.js';

export type Timers = {
  readonly after: (ms: number, run: () => void) => () => void;
};

type Handle = { cancel: () => void };
type Work = (...values: unknown[]) => void;

/** What a task takes. It may not be nothing: fake-indexeddb waits for its transactions by asking again and again. */
export const TASK_MS = 0.25;

const native = {
  getRandomValues: webcrypto.getRandomValues.bind(webcrypto),
  random: Math.random,
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate,
  clearImmediate,
};

let chance: Chance | undefined;
let timers: Timers | undefined;

/** Until it is called back. */
export function steerPlatform(seeded: Chance, steered: Timers): () => void {
  chance = seeded;
  timers = steered;
  return () => {
    chance = undefined;
    timers = undefined;
  };
}

/** Microtasks and Node's ticks, down to the last. */
export function drainMicrotasks(): Promise<void> {
  return new Promise((resolve) => native.setImmediate(resolve));
}

function fill<T extends NodeJS.ArrayBufferView>(array: T): T {
  if (chance === undefined) return Reflect.apply(native.getRandomValues, undefined, [array]);
  const { buffer, byteOffset, byteLength } = array;
  new Uint8Array(buffer, byteOffset, byteLength).set(chance.bytes(byteLength));
  return array;
}

function once(work: Work, ms = 0, ...values: unknown[]): unknown {
  if (timers === undefined) return native.setTimeout(work, ms, ...values);
  return { cancel: timers.after(ms, () => work(...values)) };
}

function again(work: Work, ms = 0, ...values: unknown[]): unknown {
  if (timers === undefined) return native.setInterval(work, ms, ...values);
  const { after } = timers;
  const handle: Handle = { cancel: () => {} };
  const repeat = (): void => {
    handle.cancel = after(Math.max(1, ms), repeat);
    work(...values);
  };
  handle.cancel = after(Math.max(1, ms), repeat);
  return handle;
}

function soon(work: Work, ...values: unknown[]): unknown {
  if (timers === undefined) return native.setImmediate(work, ...values);
  return once(work, TASK_MS, ...values);
}

function isSteered(handle: unknown): handle is Handle {
  return typeof handle === 'object' && handle !== null && 'cancel' in handle;
}

const cancelWith =
  (cancel: (handle: never) => void) =>
  (handle: unknown): void => {
    if (isSteered(handle)) handle.cancel();
    else Reflect.apply(cancel, undefined, [handle]);
  };

Object.assign(Object.getPrototypeOf(webcrypto), { getRandomValues: fill });
Math.random = () => (chance === undefined ? native.random() : chance.below(TWO_TO_32) / TWO_TO_32);
Object.assign(globalThis, {
  setTimeout: once,
  clearTimeout: cancelWith(native.clearTimeout),
  setInterval: again,
  clearInterval: cancelWith(native.clearInterval),
  setImmediate: soon,
  clearImmediate: cancelWith(native.clearImmediate),
});
