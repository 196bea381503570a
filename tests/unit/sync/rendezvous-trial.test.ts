/** Trying a rendezvous out, against a real server of y-webrtc's protocol in each state it can be in. */
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { systemClock } from '../../../src/kernel/index.js';
import type { HubSocket } from '../../../src/sync/hub-carrier.js';
import { tryIceServer, trySocket } from '../../../src/sync/rendezvous-trial.js';
import { startSignalling } from '../../setup/signalling.js';
import { createVirtualClock, settlePromises } from './simulation.js';

const endings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

const createSocket = (url: string): HubSocket => new WebSocket(url) as unknown as HubSocket;

function trial(url: string, clock = systemClock) {
  return trySocket({ url, topic: 'made-up', clock, createSocket });
}

/** A server of the tests' own, which answers as `answer` does. */
async function serve(answer: (text: string, socket: WebSocket) => void): Promise<string> {
  const server = new WebSocketServer({ port: 0 });
  server.on('connection', (socket) => socket.on('message', (data) => answer(String(data), socket)));
  await new Promise((resolve) => server.once('listening', resolve));
  endings.push(() => {
    for (const client of server.clients) client.terminate();
    server.close();
  });
  const address = server.address();
  return `ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('trying a rendezvous', () => {
  it('[N135] says that the stock server of y-webrtc works', async () => {
    const signalling = await startSignalling();
    endings.push(signalling.stop);
    expect(await trial(signalling.url)).toEqual({ type: 'works' });
  });

  it('[N135] says that nobody is there', async () => {
    const signalling = await startSignalling();
    await signalling.stop();
    expect(await trial(signalling.url)).toEqual({ type: 'unreachable' });
  });

  it('[N135] says that somebody is there who speaks otherwise, at the deadline', async () => {
    const clock = createVirtualClock(settlePromises);
    let hears = (): void => {};
    const heard = new Promise<void>((resolve) => {
      hears = resolve;
    });
    const url = await serve((_text, socket) => {
      socket.send('hello');
      hears();
    });
    const tried = trial(url, clock);
    await heard;
    await clock.pass(10_000);
    expect(await tried).toEqual({ type: 'silent' });
  });

  it('[N135] says that messages are not passed on', async () => {
    const clock = createVirtualClock(settlePromises);
    let hears = (): void => {};
    const published = new Promise<void>((resolve) => {
      hears = resolve;
    });
    const url = await serve((text, socket) => {
      const { type } = JSON.parse(text);
      if (type === 'ping') socket.send('{"type":"pong"}');
      if (type === 'publish') hears();
    });
    const tried = trial(url, clock);
    await published;
    await clock.pass(10_000);
    expect(await tried).toEqual({ type: 'keepsMessages' });
  });

  it('says so where the page may not even try', async () => {
    const tried = trySocket({
      url: 'wss://meet.test',
      topic: 'made-up',
      clock: systemClock,
      createSocket: () => {
        throw new Error('not allowed');
      },
    });
    expect(await tried).toEqual({ type: 'unreachable' });
  });
});

type Handlers = Pick<RTCPeerConnection, 'onicecandidate' | 'onicecandidateerror'>;

/** Gathers what the test says, when it says so. */
function createGathering(): {
  maker: typeof RTCPeerConnection;
  made: (Handlers & { config: RTCConfiguration; closed: boolean })[];
} {
  const made: (Handlers & { config: RTCConfiguration; closed: boolean })[] = [];
  class Gathering {
    onicecandidate = null;
    onicecandidateerror = null;
    closed = false;
    readonly config: RTCConfiguration;
    constructor(config: RTCConfiguration) {
      this.config = config;
      made.push(this);
    }
    createDataChannel = () => ({});
    setLocalDescription = async () => {};
    close = () => {
      this.closed = true;
    };
  }
  return { maker: Gathering as unknown as typeof RTCPeerConnection, made };
}

describe('trying a server for addresses', () => {
  const found = (one: Handlers, candidate: object | null): void =>
    one.onicecandidate?.call({} as never, { candidate } as RTCPeerConnectionIceEvent);
  const fail = (one: Handlers, errorCode: number): void =>
    one.onicecandidateerror?.call({} as never, { errorCode } as RTCPeerConnectionIceErrorEvent);

  it('[N136] is content with an address from outside, and with no other', async () => {
    const { maker, made } = createGathering();
    const tried = tryIceServer({ urls: 'stun:s.test' }, createVirtualClock(), maker);
    expect(made[0]!.config).toEqual({
      iceServers: [{ urls: 'stun:s.test' }],
      iceTransportPolicy: 'all',
    });
    found(made[0]!, { type: 'host', address: '10.0.0.1' });
    found(made[0]!, { type: 'srflx', address: '203.0.113.7' });
    expect(await tried).toEqual({ type: 'found', kind: 'srflx', address: '203.0.113.7' });
    expect(made[0]!.closed).toBe(true);
  });

  it('[N136] wants a relay of a TURN server, and tells a wrong name', async () => {
    const { maker, made } = createGathering();
    const server = { urls: 'turn:t.test', username: 'two', credential: 'lamps' };
    const relays = tryIceServer(server, createVirtualClock(), maker);
    expect(made[0]!.config.iceTransportPolicy).toBe('relay');
    found(made[0]!, { type: 'relay', address: '203.0.113.9' });
    expect(await relays).toEqual({ type: 'found', kind: 'relay', address: '203.0.113.9' });
    const refuses = tryIceServer(server, createVirtualClock(), maker);
    fail(made[1]!, 401);
    found(made[1]!, null);
    expect(await refuses).toEqual({ type: 'wrongName' });
  });

  it('[N136] tells silence from an answer that helps nobody, and waits no longer than 10 s', async () => {
    const { maker, made } = createGathering();
    const clock = createVirtualClock(settlePromises);
    const silent = tryIceServer({ urls: 'stun:s.test' }, clock, maker);
    fail(made[0]!, 701);
    found(made[0]!, null);
    expect(await silent).toEqual({ type: 'noAnswer' });
    const useless = tryIceServer({ urls: 'stun:s.test' }, clock, maker);
    found(made[1]!, null);
    expect(await useless).toEqual({ type: 'nothingNew' });
    const hanging = tryIceServer({ urls: 'stun:s.test' }, clock, maker);
    await clock.pass(10_000);
    expect(await hanging).toEqual({ type: 'noAnswer' });
    expect(made.every(({ closed }) => closed)).toBe(true);
  });
});
