import { describe, expect, it } from 'vitest';
import { bytesToBase64Url } from '../../../src/kernel/index.js';
import {
  createHubCarrier,
  type HubSocket,
  MAX_HUB_MESSAGE,
  PING_EVERY_MS,
  pauseBefore,
  readPublished,
} from '../../../src/sync/hub-carrier.js';
import { carryOver } from '../../../src/sync/message-carrier.js';
import { createVirtualClock, settlePromises } from './simulation.js';

type FakeSocket = HubSocket & {
  sent: unknown[];
  closed: boolean;
  receive(data: unknown): void;
  url: string;
};

function createSetting() {
  const clock = createVirtualClock(settlePromises);
  const sockets: FakeSocket[] = [];
  const carrier = createHubCarrier({
    url: 'wss://hub.test/meet',
    topic: 'room',
    clock,
    createSocket: (url) => {
      const socket: FakeSocket = {
        url,
        sent: [],
        closed: false,
        send: (text) => socket.sent.push(JSON.parse(text)),
        close: () => {
          socket.closed = true;
        },
        receive: (data) => socket.onmessage?.({ data } as MessageEvent<unknown>),
        onopen: null,
        onclose: null,
        onerror: null,
        onmessage: null,
      };
      sockets.push(socket);
      return socket;
    },
  });
  const open = (socket: FakeSocket) => socket.onopen?.(undefined as never);
  return { clock, sockets, carrier, open };
}

const published = (data: string, topic = 'room') =>
  JSON.stringify({ type: 'publish', topic, data });

describe('the hub as a carrier', () => {
  it("[N60] subscribes, publishes and hears in y-webrtc's protocol", () => {
    const { sockets, carrier, open } = createSetting();
    let openings = 0;
    const heard: Uint8Array[] = [];
    carrier.onOpen(() => openings++);
    carrier.onMessage((bytes) => heard.push(bytes));
    carrier.send(Uint8Array.of(9));
    expect(carrier.isOpen()).toBe(false);
    open(sockets[0]!);
    carrier.send(Uint8Array.of(1, 2));
    sockets[0]!.receive(published(bytesToBase64Url(Uint8Array.of(3, 4))));
    expect(sockets[0]!.sent).toEqual([
      { type: 'subscribe', topics: ['room'] },
      { type: 'publish', topic: 'room', data: bytesToBase64Url(Uint8Array.of(1, 2)) },
    ]);
    expect([openings, heard]).toEqual([1, [Uint8Array.of(3, 4)]]);
    carrier.stop();
  });

  it.each([
    ['another topic', published('AAAA', 'other')],
    ['no JSON', '{'],
    ['null', 'null'],
    ['another type', JSON.stringify({ type: 'signal', topic: 'room', data: 'AAAA' })],
    ['data that is an object', JSON.stringify({ type: 'publish', topic: 'room', data: {} })],
    ['data that is no base64url', published('!!!!')],
    ['bytes', new ArrayBuffer(4)],
    ['too much', published('A'.repeat(MAX_HUB_MESSAGE))],
  ])('[N60] ignores %s', (_what, data) => {
    expect(readPublished(data, 'room')).toBeUndefined();
  });

  it('[N61] connects again with growing pauses, and at once when woken', async () => {
    const { clock, sockets, carrier } = createSetting();
    sockets[0]!.onclose?.(undefined as never);
    expect(carrier.status.get()).toBe('waiting');
    await clock.pass(999);
    expect(sockets).toHaveLength(1);
    await clock.pass(1);
    expect(sockets).toHaveLength(2);
    sockets[1]!.onerror?.(undefined as never);
    await clock.pass(1_999);
    expect(sockets).toHaveLength(2);
    carrier.wake();
    expect(sockets).toHaveLength(3);
    expect([0, 1, 2, 3, 4, 5, 20].map(pauseBefore)).toEqual([
      1000, 2000, 4000, 8000, 10000, 10000, 10000,
    ]);
    carrier.stop();
  });

  it('[N61] replaces a socket that is open but answers no ping', async () => {
    const { clock, sockets, carrier, open } = createSetting();
    open(sockets[0]!);
    await clock.pass(PING_EVERY_MS);
    expect(sockets[0]!.sent.at(-1)).toEqual({ type: 'ping' });
    sockets[0]!.receive(JSON.stringify({ type: 'pong' }));
    await clock.pass(PING_EVERY_MS + 9_999);
    expect(sockets[0]!.closed).toBe(false);
    await clock.pass(1);
    expect(sockets[0]!.closed).toBe(true);
    await clock.pass(1_000);
    expect(sockets).toHaveLength(2);
    carrier.stop();
  });

  it('[N61] leaves nothing behind when stopped', async () => {
    const { clock, sockets, carrier, open } = createSetting();
    open(sockets[0]!);
    carrier.stop();
    await clock.pass(120_000);
    expect([sockets.length, sockets[0]!.closed, carrier.isOpen()]).toEqual([1, true, false]);
  });
});

describe('an open link as a carrier', () => {
  it('is open until the link closes, and never again', () => {
    const sent: Uint8Array[] = [];
    let close = (): void => {};
    const carrier = carryOver({
      send: (bytes) => sent.push(bytes),
      onMessage: () => () => {},
      onClose: (listener) => {
        close = listener;
        return () => {};
      },
    });
    carrier.send(Uint8Array.of(1));
    close();
    carrier.send(Uint8Array.of(2));
    expect([carrier.isOpen(), carrier.persistent, sent]).toEqual([
      false,
      false,
      [Uint8Array.of(1)],
    ]);
  });
});
