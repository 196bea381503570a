import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type ClientOptions, WebSocket } from 'ws';
import { LAN_ADDRESS, openTestHub, type TestHub, type TestHubOptions } from './test-hub.js';

const open: TestHub[] = [];
const sockets: WebSocket[] = [];

async function openHub(options: TestHubOptions = {}): Promise<TestHub> {
  const hub = await openTestHub({ local: true, ...options });
  open.push(hub);
  return hub;
}

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  for (const hub of open.splice(0)) await hub.stop();
});

type Guest = {
  readonly socket: WebSocket;
  say(message: unknown): void;
  /** The next message that came and was not looked at yet. */
  hear(): Promise<unknown>;
  /** Code and reason with which it ended. */
  readonly ended: Promise<[number, string]>;
};

function listenTo(socket: WebSocket): Guest {
  sockets.push(socket);
  const heard: unknown[] = [];
  const waiting: ((message: unknown) => void)[] = [];
  socket.on('message', (data) => {
    const message: unknown = JSON.parse(data.toString());
    const next = waiting.shift();
    if (next) next(message);
    else heard.push(message);
  });
  return {
    socket,
    say: (message) => socket.send(JSON.stringify(message)),
    hear: () =>
      heard.length > 0
        ? Promise.resolve(heard.shift())
        : new Promise((resolve) => waiting.push(resolve)),
    ended: new Promise((resolve) => {
      socket.once('close', (code, reason) => resolve([code, reason.toString()]));
    }),
  };
}

async function enter(hub: TestHub, options: ClientOptions = {}): Promise<Guest> {
  const socket = new WebSocket(`ws://127.0.0.1:${hub.port}/meet`, {
    headers: { host: `localhost:${hub.port}` },
    ...options,
  });
  const guest = listenTo(socket);
  await once(socket, 'open');
  return guest;
}

/** A pong comes after everything said before it was dealt with. */
async function settle(guest: Guest): Promise<void> {
  guest.say({ type: 'ping' });
  expect(await guest.hear()).toEqual({ type: 'pong' });
}

/** Whether there is a place at this moment. */
async function tryToSettle(hub: TestHub): Promise<'settled' | 'turned away'> {
  const guest = await enter(hub);
  guest.say({ type: 'ping' });
  return Promise.race([
    guest.hear().then(() => 'settled' as const),
    guest.ended.then(() => 'turned away' as const),
  ]);
}

/** The HTTP status an attempt to open a socket is refused with; 101 when it is not. */
function attempt(url: string, options: ClientOptions): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, options);
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.once('open', () => resolve(101));
    socket.once('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0));
  });
}

describe('introducing phones', () => {
  it('[H16] passes what one says to everyone who listens, and tells how many they are', async () => {
    const hub = await openHub();
    const [ana, ben, eve] = [await enter(hub), await enter(hub), await enter(hub)];
    ana.say({ type: 'subscribe', topics: ['room'] });
    ben.say({ type: 'subscribe', topics: ['room', 'other'] });
    eve.say({ type: 'subscribe', topics: ['elsewhere'] });
    for (const guest of [ana, ben, eve]) await settle(guest);
    ana.say({ type: 'publish', topic: 'room', data: 'c2VhbGVk', clients: 99 });
    const passed = { type: 'publish', topic: 'room', data: 'c2VhbGVk', clients: 2 };
    expect(await ben.hear()).toEqual(passed);
    expect(await ana.hear()).toEqual(passed);
    await settle(eve);
  });

  it('[H16] stops when one no longer listens, or has gone', async () => {
    const hub = await openHub();
    const [ana, ben, eve] = [await enter(hub), await enter(hub), await enter(hub)];
    for (const guest of [ana, ben, eve]) {
      guest.say({ type: 'subscribe', topics: ['room'] });
      await settle(guest);
    }
    ben.say({ type: 'unsubscribe', topics: ['room'] });
    await settle(ben);
    eve.socket.close();
    await eve.ended;
    ana.say({ type: 'publish', topic: 'room' });
    expect(await ana.hear()).toEqual({ type: 'publish', topic: 'room', clients: 1 });
    await settle(ben);
  });

  it('[H16] passes over messages of a newer kind', async () => {
    const guest = await enter(await openHub());
    guest.say({ type: 'wave' });
    await settle(guest);
  });

  it('[H20] prints nothing of what passes through', async () => {
    const printed = [vi.spyOn(process.stdout, 'write'), vi.spyOn(process.stderr, 'write')];
    const hub = await openHub();
    const ana = await enter(hub);
    ana.say({ type: 'subscribe', topics: ['the-canary-room'] });
    ana.say({ type: 'publish', topic: 'the-canary-room', data: 'the-canary-word' });
    await ana.hear();
    const said = printed.flatMap((spy) => spy.mock.calls.map(([text]) => String(text))).join('');
    expect(said).not.toContain('the-canary');
    for (const spy of printed) spy.mockRestore();
  });
});

describe('who may come in', () => {
  it.each([
    ['the page of this computer', { host: 'localhost:H', origin: 'http://localhost:H' }, 101],
    ['a program that is no web page', { host: 'localhost:H' }, 101],
    ['a foreign page', { host: 'localhost:H', origin: 'https://evil.example' }, 403],
    ['a page of another port', { host: 'localhost:H', origin: 'http://localhost:1' }, 403],
    ['a page without an origin of its own', { host: 'localhost:H', origin: 'null' }, 403],
    ['a name pointed here', { host: 'evil.example:H', origin: 'http://evil.example:H' }, 403],
    ['a phone on plain HTTP', { host: `${LAN_ADDRESS}:H`, origin: `http://${LAN_ADDRESS}:H` }, 403],
  ])('[H16] decides about %s', async (_who, headers, status) => {
    const hub = await openHub();
    const filled = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, value.replace('H', String(hub.port))]),
    );
    expect(await attempt(`ws://127.0.0.1:${hub.port}/meet`, { headers: filled })).toBe(status);
  });

  it('[H16] lets a phone in over TLS, from the page it got there', async () => {
    const hub = await openHub({ local: false });
    const ca = readFileSync(join(hub.state, 'ca.crt'), 'utf8');
    const host = `${LAN_ADDRESS}:${hub.tlsPort}`;
    const url = `wss://127.0.0.1:${hub.tlsPort}/meet`;
    const from = (origin: string) => attempt(url, { ca, headers: { host, origin } });
    expect(await from(`https://${host}`)).toBe(101);
    expect(await from(`http://${host}`)).toBe(403);
    expect(await from('https://evil.example')).toBe(403);
    const named = { host: `evil.example:${hub.tlsPort}` };
    const rebound = { ...named, origin: `https://${named.host}` };
    expect(await attempt(url, { ca, headers: rebound })).toBe(403);
  });

  it('[H16] meets at one place only', async () => {
    const hub = await openHub();
    const headers = { host: `localhost:${hub.port}` };
    for (const path of ['/', '/meeting', '/meet/x', '/meet%2f']) {
      expect(await attempt(`ws://127.0.0.1:${hub.port}${path}`, { headers }), path).toBe(404);
    }
  });
});

describe('limits', () => {
  it('[H17] takes a message of the largest size and closes on one byte more', async () => {
    const hub = await openHub();
    const guest = await enter(hub);
    const frame = JSON.stringify({ type: 'wave', data: '' });
    const largest = JSON.stringify({ type: 'wave', data: 'x'.repeat(65_536 - frame.length) });
    guest.socket.send(largest);
    await settle(guest);
    guest.socket.send(`${largest} `);
    expect((await guest.ended)[0]).toBe(1009);
  });

  it('[H17] lets one socket listen to eight topics, however they are asked for', async () => {
    const hub = await openHub();
    const guest = await enter(hub);
    const topics = Array.from({ length: 8 }, (_, index) => `room-${index}`);
    guest.say({ type: 'subscribe', topics });
    guest.say({ type: 'subscribe', topics });
    guest.say({ type: 'unsubscribe', topics: ['room-0'] });
    guest.say({ type: 'subscribe', topics: ['room-8'] });
    await settle(guest);
    guest.say({ type: 'subscribe', topics: ['room-9'] });
    expect(await guest.ended).toEqual([1008, 'too many topics']);
  });

  it('[H17] refuses a topic with a long name', async () => {
    const guest = await enter(await openHub());
    guest.say({ type: 'subscribe', topics: ['x'.repeat(128)] });
    await settle(guest);
    guest.say({ type: 'subscribe', topics: ['x'.repeat(129)] });
    expect(await guest.ended).toEqual([1008, 'topic name too long']);
  });

  it('[H17] closes on too many messages, and lets them come again with time', async () => {
    const hub = await openHub();
    const guest = await enter(hub);
    for (let count = 0; count < 60; count++) guest.say({ type: 'ping' });
    for (let count = 0; count < 60; count++) await guest.hear();
    hub.clock.advance(1000);
    for (let count = 0; count < 20; count++) guest.say({ type: 'ping' });
    for (let count = 0; count < 20; count++) await guest.hear();
    guest.say({ type: 'ping' });
    expect(await guest.ended).toEqual([1008, 'too many messages']);
  });

  it('[H17] has sixteen places for one address, free again when one leaves', async () => {
    const hub = await openHub();
    const guests = await Promise.all(Array.from({ length: 16 }, () => enter(hub)));
    const late = await enter(hub);
    expect(await late.ended).toEqual([1013, 'too many connections from this address']);
    guests[0]?.socket.close();
    await guests[0]?.ended;
    await settle(await enter(hub));
  });

  it('[H17] has a number of places for all', async () => {
    const hub = await openHub({ limits: { sockets: 2 } });
    await enter(hub);
    await enter(hub);
    expect(await (await enter(hub)).ended).toEqual([1013, 'the hub is full']);
  });

  it('[H17] cuts off a socket that does not read', async () => {
    const hub = await openHub({
      limits: { backlogBytes: 4_096, burst: 10_000, messageBytes: 65_536 },
    });
    const [ana, ben] = [await enter(hub), await enter(hub)];
    ben.say({ type: 'subscribe', topics: ['room'] });
    await settle(ben);
    ben.socket.pause();
    const data = 'x'.repeat(60_000);
    for (let count = 0; count < 200; count++) ana.say({ type: 'publish', topic: 'room', data });
    await settle(ana);
    ana.say({ type: 'subscribe', topics: ['room'] });
    ana.say({ type: 'publish', topic: 'room' });
    expect(await ana.hear()).toEqual({ type: 'publish', topic: 'room', clients: 1 });
    ben.socket.resume();
    expect((await ben.ended)[0]).toBe(1006);
  });

  it('[H18] ends on what is not of this protocol', async () => {
    const hub = await openHub();
    const binary = await enter(hub);
    binary.socket.send(Buffer.from('{"type":"ping"}'), { binary: true });
    expect(await binary.ended).toEqual([1003, 'text messages only']);
    const broken = ['{', 'null', '[]', '{"type":"subscribe"}', '{"type":"publish","topic":1}'];
    for (const text of [...broken, '{"type":"subscribe","topics":[1]}']) {
      const guest = await enter(hub);
      guest.socket.send(text);
      expect((await guest.ended)[0], text).toBe(1007);
    }
  });

  it('[H18] gives the place of a socket that breaks the protocol, and never leaves, to another', async () => {
    const hub = await openHub({ limits: { sockets: 1 } });
    const socket = connect({ port: hub.port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined);
    const closeFrame = 0x88;
    const goodbye = new Promise<void>((resolve) => {
      socket.on('data', (bytes: Buffer) => bytes.includes(closeFrame) && resolve());
    });
    socket.write(
      `GET /meet HTTP/1.1\r\nHost: localhost:${hub.port}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
        'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n\u00ff\u00ff\u00ff\u00ff',
      'latin1',
    );
    await goodbye;
    expect(await (await enter(hub)).ended).toEqual([1013, 'the hub is full']);
    hub.clock.advance(500);
    // The place is free once the system has closed the connection, a moment later.
    await expect.poll(async () => (await tryToSettle(hub)) === 'settled').toBe(true);
    socket.destroy();
  });

  it('[H19] cuts off who does not answer a ping, and forgets what it listened to', async () => {
    const hub = await openHub();
    const [ana, gone] = [await enter(hub), await enter(hub, { autoPong: false })];
    for (const guest of [ana, gone]) {
      guest.say({ type: 'subscribe', topics: ['room'] });
      await settle(guest);
    }
    const pinged = Promise.all([once(ana.socket, 'ping'), once(gone.socket, 'ping')]);
    hub.clock.advance(30_000);
    await pinged;
    await settle(ana);
    hub.clock.advance(30_000);
    expect((await gone.ended)[0]).toBe(1006);
    ana.say({ type: 'publish', topic: 'room' });
    expect(await ana.hear()).toMatchObject({ clients: 1 });
  });
});

it('[H23] says goodbye when the hub stops', async () => {
  const hub = await openTestHub({ local: true });
  const guest = await enter(hub);
  await hub.stop();
  expect(await guest.ended).toEqual([1001, 'the hub stops']);
});
