/**
 * Two phones in one process: a clock that tests drive, data channels in memory that can be slow, cut or
 * tampered with, and connections that are introduced as real ones are. y-webrtc and simple-peer are real.
 */

import * as Y from 'yjs';
import { type Clock, ok, type Random, type Result } from '../../../src/kernel/index.js';
import { type KnownState, watchHoldings } from '../../../src/ledger/index.js';
import type { Connection, Reach } from '../../../src/sync/connection.js';
import type { Carrier } from '../../../src/sync/faces.js';
import { createSync, type Sync } from '../../../src/sync/index.js';
import type { ChannelListener, RawChannel } from '../../../src/sync/raw-channel.js';
import { fingerprintOf } from '../../../src/sync/session-description.js';
import { createRootSecret, deriveMeetingKeys } from '../../../src/vault/index.js';

export type VirtualClock = Clock & {
  /** Lets time pass, and everything that comes of it happen. */
  readonly pass: (ms: number) => Promise<void>;
  /** Time goes by unnoticed, as for a page that was frozen. */
  readonly skip: (ms: number) => void;
};

export function createVirtualClock(settle = settleAll): VirtualClock {
  let now = 1_800_000_000_000;
  const timers = new Set<{ at: number; run: () => void }>();
  const due = (until: number) =>
    [...timers].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
  return {
    now: () => now,
    timeZone: () => 'Europe/Berlin',
    after: (ms, run) => {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    skip: (ms) => {
      now += ms;
    },
    pass: async (ms) => {
      const until = now + ms;
      await settle();
      for (let timer = due(until); timer; timer = due(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.run();
        await settle();
      }
      now = until;
      await settle();
    },
  };
}

/** Lets everything happen that needs no time: promises, simple-peer's streams and its timers of 0 ms. */
export async function settleAll(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Enough where nothing but promises and microtasks is at work; much faster. */
export async function settlePromises(): Promise<void> {
  for (let turn = 0; turn < 40; turn++) await Promise.resolve();
}

/** Deterministic, and different for each seed. */
export function createSeededRandom(seed: number): Random {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 255;
  };
  return { bytes: (length) => Uint8Array.from({ length }, next) };
}

export type FakeChannel = RawChannel & {
  readonly sent: Uint8Array[];
  open(): void;
  /** Frames wait while a channel is cut, as they do below SCTP. */
  cut: boolean;
  tamper: (frame: Uint8Array) => Uint8Array[];
  /** Hands over what waits. */
  flush(): void;
  /** Bytes that the network has not taken yet; only when `slow`. */
  slow: boolean;
  /** The network takes everything in the buffer. */
  drain(): void;
  inject(frame: Uint8Array): void;
  closed: boolean;
};

type Endpoint = FakeChannel & {
  other: Endpoint | undefined;
  listener: ChannelListener | undefined;
  hearClose(): void;
};

function createEndpoint(): Endpoint {
  let queue: Uint8Array[] = [];
  let buffered = 0;
  let isOpen = false;
  const channel: Endpoint = {
    other: undefined,
    listener: undefined,
    sent: [],
    cut: false,
    slow: false,
    closed: false,
    tamper: (frame) => [frame],
    open: () => {
      isOpen = true;
      queueMicrotask(() => channel.listener?.opened());
    },
    send: (frame) => {
      if (channel.closed) return;
      channel.sent.push(frame);
      queue.push(...channel.tamper(frame));
      if (channel.slow) buffered += frame.length;
      else queueMicrotask(channel.flush);
    },
    flush: () => {
      if (channel.cut) return;
      const ready = queue;
      queue = [];
      for (const frame of ready) channel.inject(frame);
    },
    drain: () => {
      buffered = 0;
      channel.flush();
      channel.listener?.drained();
    },
    inject: (frame) => {
      if (channel.other && !channel.other.closed) channel.other.listener?.received(frame);
    },
    bufferedAmount: () => buffered,
    listen: (listener) => {
      channel.listener = listener;
      if (isOpen) queueMicrotask(() => listener.opened());
    },
    close: () => {
      if (channel.closed) return;
      channel.closed = true;
      // Over a dead way the other side does not hear of it.
      if (!channel.cut) queueMicrotask(() => channel.other?.hearClose());
    },
    hearClose: () => {
      if (channel.closed) return;
      channel.closed = true;
      channel.listener?.closed();
    },
  };
  return channel;
}

function join(a: Endpoint, b: Endpoint): void {
  a.other = b;
  b.other = a;
}

export function createChannelPair(): [FakeChannel, FakeChannel] {
  const [a, b] = [createEndpoint(), createEndpoint()];
  join(a, b);
  return [a, b];
}

type FakeConnection = Connection & {
  readonly channel: Endpoint;
  readonly bulk: Endpoint;
  readonly fingerprint: Uint8Array;
  waitsFor: string | undefined;
  change(reach: Reach): void;
};

/** The air between the phones: matches offers with answers, and can be cut. */
export type Network = {
  readonly makeConnection: (fingerprint: Uint8Array) => () => Connection;
  readonly made: FakeConnection[];
  cut(): void;
  /** Cuts while this frame is on its way, counted from now: the first is 1. */
  cutAtFrame(count: number): void;
  /** Knocks at connections that are closed. */
  knocksInVain: number;
  /** Knocks that are still being tried then reach whoever waits for them. */
  restore(): void;
  /** Someone in the middle shows each side his own certificate. */
  middle: Uint8Array | undefined;
  isCut: boolean;
};

export function createNetwork(): Network {
  const offers = new Map<string, FakeConnection>();
  const knocks = new Set<() => void>();
  let framesUntilCut = Number.POSITIVE_INFINITY;
  const countFrames = (channel: Endpoint): void => {
    const { send } = channel;
    const sendCounted = (frame: Uint8Array<ArrayBuffer>): void => {
      send(frame);
      if (--framesUntilCut === 0) network.cut();
    };
    Object.assign(channel, { send: sendCounted });
  };
  /** A connection that waits is there for one knock only. */
  const knock = (near: FakeConnection, far: FakeConnection): void => {
    if (far.reach() === 'closed') network.knocksInVain += 1;
    if (network.isCut) knocks.add(() => knock(near, far));
    else if (near.reach() === 'connecting' && far.reach() === 'connecting') connect(near, far);
  };
  const connect = (near: FakeConnection, far: FakeConnection): void => {
    if (network.isCut || [near, far].some((end) => end.reach() === 'closed')) return;
    const isNew = near.reach() === 'connecting';
    join(near.channel, far.channel);
    join(near.bulk, far.bulk);
    for (const end of [near, far]) {
      end.change('connected');
      for (const channel of [end.channel, end.bulk]) {
        channel.cut = false;
        if (isNew) channel.open();
        else channel.flush();
      }
    }
  };
  const network: Network = {
    made: [],
    knocksInVain: 0,
    isCut: false,
    middle: undefined,
    cut: () => {
      network.isCut = true;
      for (const connection of network.made) {
        connection.channel.cut = connection.bulk.cut = true;
        if (connection.reach() === 'connected') connection.change('disconnected');
      }
    },
    cutAtFrame: (count) => {
      framesUntilCut = count;
    },
    restore: () => {
      network.isCut = false;
      const waiting = [...knocks];
      knocks.clear();
      for (const knockAgain of waiting) knockAgain();
    },
    makeConnection: (fingerprint) => () => {
      let reach: Reach = 'connecting';
      let other: Uint8Array | undefined;
      let id = 0;
      const watchers: (() => void)[] = [];
      const connection: FakeConnection = {
        fingerprint,
        waitsFor: undefined,
        channel: createEndpoint(),
        bulk: createEndpoint(),
        offer: async () => {
          const name = `${network.made.indexOf(connection)}:${id++}`;
          offers.set(name, connection);
          return writeOffer(name, connection.fingerprint);
        },
        answer: async (sdp, credentials) => {
          const name = readLine(sdp, 'offer');
          const offerer = offers.get(name);
          if (offerer === undefined) throw new Error('no such offer');
          other = network.middle ?? offerer.fingerprint;
          if (credentials !== undefined) {
            if (offerer.waitsFor === credentials.ufrag) knock(connection, offerer);
          } else join(connection.channel, offerer.channel);
          return `answer=${network.made.indexOf(connection)}`;
        },
        accept: async (sdp) => {
          const answerer = network.made[Number(readLine(sdp, 'answer'))]!;
          other = network.middle ?? answerer.fingerprint;
          connect(connection, answerer);
        },
        waitFor: async (sdp) => {
          connection.waitsFor = readLine(sdp, 'a=ice-ufrag', ':');
          other = network.middle ?? fingerprintOf(sdp);
        },
        fingerprints: () => other && { own: fingerprint, other },
        reach: () => reach,
        isRefused: () => false,
        change: (next) => {
          reach = next;
          for (const watcher of watchers) watcher();
        },
        onReach: (watcher) => watchers.push(watcher),
        route: async () => ({ local: '10.0.0.1:1 udp host', remote: '10.0.0.2:2 udp host' }),
        close: () => {
          connection.channel.cut ||= network.isCut;
          connection.channel.close();
          connection.bulk.close();
          reach = 'closed';
        },
      };
      countFrames(connection.channel);
      network.made.push(connection);
      return connection;
    },
  };
  return network;
}

function writeOffer(name: string, fingerprint: Uint8Array): string {
  const value = [...fingerprint].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
  return `offer=${name}\r\na=ice-ufrag:own\r\na=ice-pwd:own\r\na=fingerprint:sha-256 ${value}`;
}

function readLine(sdp: string, name: string, separator = '='): string {
  const start = `${name}${separator}`;
  return (
    sdp
      .split('\r\n')
      .find((line) => line.startsWith(start))
      ?.slice(start.length) ?? ''
  );
}

/** Carriers that hear each other, as on a hub. */
export function createCarriers(
  count: number,
): (Carrier & { open: boolean; heard: Uint8Array[]; openUp(): void })[] {
  const listeners: Set<(bytes: Uint8Array) => void>[] = [];
  const carriers: ReturnType<typeof createCarriers> = [];
  for (let i = 0; i < count; i++) {
    listeners.push(new Set());
    const openings = new Set<() => void>();
    const carrier = {
      route: 'hub' as const,
      persistent: true,
      open: true,
      heard: [] as Uint8Array[],
      openUp: () => {
        carrier.open = true;
        for (const listener of openings) listener();
      },
      isOpen: () => carrier.open,
      send: (bytes: Uint8Array) => {
        queueMicrotask(() => {
          // A hub sends to everyone in the room, the sender included.
          for (const [j, set] of listeners.entries()) {
            if (!carriers[j]!.open) continue;
            carriers[j]!.heard.push(bytes);
            for (const listener of set) listener(bytes);
          }
        });
      },
      onMessage: (listener: (bytes: Uint8Array) => void) => {
        listeners[i]!.add(listener);
        return () => listeners[i]!.delete(listener);
      },
      onOpen: (listener: () => void) => {
        openings.add(listener);
        return () => openings.delete(listener);
      },
    };
    carriers.push(carrier);
  }
  return carriers;
}

export const ANA = { id: '0a'.repeat(16), fingerprint: new Uint8Array(32).fill(1) };
export const BEN = { id: 'be'.repeat(16), fingerprint: new Uint8Array(32).fill(2) };

export type Phone = {
  readonly doc: Y.Doc;
  readonly sync: Sync;
  readonly known: KnownState[];
  /** What the durability barrier says. */
  saved: () => Promise<Result<void, unknown>>;
  readonly write: (text: string) => void;
  readonly read: () => string[];
};

export const BOND = deriveMeetingKeys(createRootSecret(createSeededRandom(7)));

export function createPhone(options: {
  me: typeof ANA;
  partner: typeof BEN;
  clock: Clock;
  network: Network;
  seed: number;
  bond?: typeof BOND;
  doc?: Y.Doc;
  known?: KnownState;
}): Phone {
  const { me, partner, clock, network, seed, bond = BOND, doc = new Y.Doc(), known } = options;
  const told: KnownState[] = [];
  const holdings = watchHoldings({
    doc,
    clock,
    known,
    onKnown: (state) => told.push(state),
  });
  const sync = createSync(
    {
      doc,
      roomName: bond.roomName,
      proofKey: bond.proofKey,
      introductionKey: bond.introductionKey,
      me,
      partner,
      certificate: undefined,
      clock,
      random: createSeededRandom(seed),
      saved: () => phone.saved(),
      holdings,
    },
    network.makeConnection(me.fingerprint),
  );
  const phone: Phone = {
    doc,
    known: told,
    saved: async () => ok(),
    sync: {
      ...sync,
      stop: () => {
        sync.stop();
        holdings.stop();
      },
    },
    write: (text) => doc.getArray('entries').push([new TextEncoder().encode(text)]),
    read: () =>
      doc
        .getArray<Uint8Array>('entries')
        .toArray()
        .map((bytes) => new TextDecoder().decode(bytes)),
  };
  return phone;
}
