/**
 * Introduces phones to each other: y-webrtc's signalling protocol on a WebSocket, beside the app.
 * Passes messages on and forgets them; nothing is stored, nothing of them is printed.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Clock } from '../kernel/index.js';
import { isOwnHost, isOwnPage, isThisComputer, parseHost } from './hosts.js';
import { type Bucket, fillBucket, type Limits, takeToken } from './limits.js';
import { MEET_PATH, readPath } from './routes.js';
import { parseSignal, type SignalMessage } from './signal-message.js';
import { createTopics } from './topics.js';

/** Close codes of RFC 6455, each with the reason a developer reads in the console. */
const CLOSING = {
  stopping: [1001, 'the hub stops'],
  binary: [1003, 'text messages only'],
  malformed: [1007, 'not a message of this protocol'],
  tooManyTopics: [1008, 'too many topics'],
  topicTooLong: [1008, 'topic name too long'],
  tooFast: [1008, 'too many messages'],
  tooManyFromAddress: [1013, 'too many connections from this address'],
  full: [1013, 'the hub is full'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;

type Closing = keyof typeof CLOSING;

type Guest = {
  readonly socket: WebSocket;
  readonly address: string;
  bucket: Bucket;
  answeredPing: boolean;
};

export type Meeting = {
  /** Takes over a connection that asks to become a socket; refuses it unless the hub's own page asks. */
  readonly upgrade: (
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    secure: boolean,
  ) => void;
  /** Ends every socket. */
  readonly close: () => void;
};

export type MeetingSetup = {
  readonly limits: Limits;
  readonly clock: Clock;
  readonly ownName: string | undefined;
};

/** Whoever doesn't answer the farewell must not keep a place, or the hub from ending. */
const FAREWELL_MS = 500;

type Refusal = '403 Forbidden' | '404 Not Found';

/** Undefined when this request may become a socket. Pure. */
export function findRefusal(
  { url = '', headers }: Pick<IncomingMessage, 'url' | 'headers'>,
  secure: boolean,
  ownName: string | undefined,
): Refusal | undefined {
  const path = readPath(url);
  if (!path.ok || path.value !== MEET_PATH) return '404 Not Found';
  const host = parseHost(headers.host);
  const isOurs =
    host !== undefined &&
    isOwnHost(host, ownName) &&
    (secure || isThisComputer(host)) &&
    isOwnPage(headers.origin, headers.host, secure);
  return isOurs ? undefined : '403 Forbidden';
}

export function createMeeting({ limits, clock, ownName }: MeetingSetup): Meeting {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: limits.messageBytes,
    perMessageDeflate: false,
    clientTracking: false,
  });
  const topics = createTopics<Guest>(limits);
  const guests = new Set<Guest>();

  function seeOff(socket: WebSocket): void {
    const stopWaiting = clock.after(FAREWELL_MS, () => socket.terminate());
    socket.once('close', stopWaiting);
  }

  function closeSocket({ socket }: Guest, why: Closing): void {
    const [code, reason] = CLOSING[why];
    socket.close(code, reason);
    seeOff(socket);
  }

  function send(guest: Guest, message: object): void {
    if (guest.socket.readyState !== WebSocket.OPEN) return;
    if (guest.socket.bufferedAmount > limits.backlogBytes) guest.socket.terminate();
    else guest.socket.send(JSON.stringify(message));
  }

  function subscribe(guest: Guest, names: readonly string[]): Closing | undefined {
    const done = topics.subscribe(guest, names);
    if (done.ok) return undefined;
    return done.error.type === 'TopicTooLong' ? 'topicTooLong' : 'tooManyTopics';
  }

  function publish(topic: string, body: Readonly<object>): void {
    const listeners = topics.listenersOf(topic);
    for (const listener of listeners) send(listener, { ...body, clients: listeners.length });
  }

  function follow(guest: Guest, message: SignalMessage): Closing | undefined {
    if (message.type === 'subscribe') return subscribe(guest, message.topics);
    if (message.type === 'unsubscribe') topics.unsubscribe(guest, message.topics);
    else if (message.type === 'publish') publish(message.topic, message.body);
    else if (message.type === 'ping') send(guest, { type: 'pong' });
    return undefined;
  }

  /** Says why this guest has to go, or undefined while all is well. */
  function receive(guest: Guest, data: RawData, isBinary: boolean): Closing | undefined {
    if (guest.socket.readyState !== WebSocket.OPEN) return undefined;
    const bucket = takeToken(guest.bucket, limits, clock.now());
    if (!bucket) return 'tooFast';
    guest.bucket = bucket;
    if (isBinary) return 'binary';
    const message = parseSignal(data.toString());
    return message.ok ? follow(guest, message.value) : 'malformed';
  }

  function findOvercrowding(address: string): Closing | undefined {
    if (guests.size >= limits.sockets) return 'full';
    const neighbours = [...guests].filter((guest) => guest.address === address).length;
    return neighbours >= limits.socketsPerAddress ? 'tooManyFromAddress' : undefined;
  }

  function welcome(socket: WebSocket, address: string): void {
    const bucket = fillBucket(limits, clock.now());
    const guest: Guest = { socket, address, bucket, answeredPing: true };
    // A broken frame or an oversized message: ws has said goodbye with the right code already.
    socket.on('error', () => seeOff(socket));
    const overcrowded = findOvercrowding(address);
    if (overcrowded) {
      closeSocket(guest, overcrowded);
      return;
    }
    guests.add(guest);
    socket.on('message', (data, isBinary) => {
      const fault = receive(guest, data, isBinary);
      if (fault) closeSocket(guest, fault);
    });
    socket.on('pong', () => {
      guest.answeredPing = true;
    });
    socket.on('close', () => {
      guests.delete(guest);
      topics.leave(guest);
    });
  }

  /** A phone that left the network says nothing; without this its place would stay taken. */
  function checkPulse(): void {
    for (const guest of guests) {
      if (!guest.answeredPing) guest.socket.terminate();
      else {
        guest.answeredPing = false;
        guest.socket.ping();
      }
    }
    stopPulse = clock.after(limits.pingEveryMs, checkPulse);
  }
  let stopPulse = clock.after(limits.pingEveryMs, checkPulse);

  return {
    upgrade: (request, socket, head, secure) => {
      const refusal = findRefusal(request, secure, ownName);
      if (refusal) {
        socket.on('error', () => socket.destroy());
        socket.end(`HTTP/1.1 ${refusal}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
        return;
      }
      const address = request.socket.remoteAddress ?? '';
      server.handleUpgrade(request, socket, head, (opened) => welcome(opened, address));
    },
    close: () => {
      stopPulse();
      for (const guest of guests) closeSocket(guest, 'stopping');
      server.close();
    },
  };
}
