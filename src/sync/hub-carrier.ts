/**
 * The hub's socket as a carrier: y-webrtc's simple publish/subscribe protocol, with sealed messages as
 * its data. Connects again whenever the socket goes, with growing pauses. SPEC N60 to N64.
 */
import {
  base64UrlToBytes,
  bytesToBase64Url,
  type Cancel,
  type Clock,
  createSignal,
  type Signal,
} from '../kernel/index.js';
import type { Carrier, Route } from './faces.js';

export type HubStatus = 'connecting' | 'open' | 'waiting' | 'stopped';

export type HubCarrier = Carrier & {
  readonly status: Signal<HubStatus>;
  /** Connects now instead of at the end of the pause. */
  readonly wake: () => void;
  readonly stop: () => void;
};

/** The part of `WebSocket` that is used. */
export type HubSocket = {
  send(text: string): void;
  close(): void;
  onopen: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  onmessage: ((event: MessageEvent<unknown>) => void) | null;
};

/** The hub's own limit. */
export const MAX_HUB_MESSAGE = 64 * 1024;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 10_000;
/** Phones' networks forget idle sockets without telling either end. */
export const PING_EVERY_MS = 15_000;
const PONG_DEADLINE_MS = 10_000;

export function pauseBefore(failures: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS);
}

/** The sealed bytes in a text from the hub; undefined for anything but a message of this topic. */
export function readPublished(text: unknown, topic: string): Uint8Array | 'pong' | undefined {
  if (typeof text !== 'string' || text.length > MAX_HUB_MESSAGE) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('type' in value)) return undefined;
    if (value.type === 'pong') return 'pong';
    if (value.type !== 'publish' || !('topic' in value) || value.topic !== topic) return undefined;
    return 'data' in value && typeof value.data === 'string'
      ? base64UrlToBytes(value.data)
      : undefined;
  } catch {
    return undefined;
  }
}

export function createHubCarrier(options: {
  /** `hub` unless it is another server that speaks the same. */
  readonly route?: Route;
  readonly url: string;
  /** The room's name. */
  readonly topic: string;
  readonly clock: Clock;
  readonly createSocket: (url: string) => HubSocket;
}): HubCarrier {
  const { url, topic, clock, createSocket } = options;
  const status = createSignal<HubStatus>('connecting');
  const messages = new Set<(bytes: Uint8Array) => void>();
  const openings = new Set<() => void>();
  let socket: HubSocket | undefined;
  let failures = 0;
  let cancelPause: Cancel = () => {};
  let cancelPing: Cancel = () => {};

  const say = (value: object): void => {
    const text = JSON.stringify(value);
    if (status.get() === 'open' && text.length <= MAX_HUB_MESSAGE) socket?.send(text);
  };

  const lose = (lost: HubSocket): void => {
    if (socket !== lost) return;
    socket = undefined;
    cancelPing();
    lost.onopen = lost.onclose = lost.onerror = lost.onmessage = null;
    lost.close();
    if (status.get() === 'stopped') return;
    status.set('waiting');
    cancelPause = clock.after(pauseBefore(failures++), connect);
  };

  /** A socket that doesn't answer in time is as good as closed, whatever it says. */
  const ping = (current: HubSocket): void => {
    cancelPing();
    say({ type: 'ping' });
    cancelPing = clock.after(PONG_DEADLINE_MS, () => lose(current));
  };

  const rest = (current: HubSocket): void => {
    cancelPing();
    cancelPing = clock.after(PING_EVERY_MS, () => ping(current));
  };

  function connect(): void {
    cancelPause();
    if (socket !== undefined || status.get() === 'stopped') return;
    status.set('connecting');
    const opened = openSocket();
    if (opened === undefined) return;
    socket = opened;
    cancelPing = clock.after(PONG_DEADLINE_MS, () => lose(opened));
    opened.onopen = () => {
      status.set('open');
      say({ type: 'subscribe', topics: [topic] });
      rest(opened);
      for (const listener of [...openings]) listener();
    };
    opened.onmessage = ({ data }) => {
      const published = readPublished(data, topic);
      rest(opened);
      if (published === undefined) return;
      failures = 0;
      if (published === 'pong') return;
      for (const listener of [...messages]) listener(published);
    };
    opened.onclose = () => lose(opened);
    opened.onerror = () => lose(opened);
  }

  /** A page under a strict policy, or an address that is none, throws at once. */
  function openSocket(): HubSocket | undefined {
    try {
      return createSocket(url);
    } catch {
      status.set('waiting');
      cancelPause = clock.after(pauseBefore(failures++), connect);
      return undefined;
    }
  }

  connect();

  return {
    route: options.route ?? 'hub',
    persistent: true,
    status,
    isOpen: () => status.get() === 'open',
    send: (bytes) => say({ type: 'publish', topic, data: bytesToBase64Url(bytes) }),
    onMessage: (listener) => {
      messages.add(listener);
      return () => messages.delete(listener);
    },
    onOpen: (listener) => {
      openings.add(listener);
      return () => openings.delete(listener);
    },
    wake: () => {
      if (socket !== undefined && status.get() === 'open') return ping(socket);
      failures = 0;
      connect();
    },
    stop: () => {
      status.set('stopped');
      cancelPause();
      if (socket !== undefined) lose(socket);
    },
  };
}
