/** What this room makes of a browser's connection, with a browser that is slow to tell its page. */
import { describe, expect, it } from 'vitest';
import { type Connection, createConnectionMaker } from '../../../src/sync/connection.js';

type Settle = { resolve: () => void; reject: (cause: Error) => void };

const sdpOf = (fill: string): string =>
  `v=0\r\na=fingerprint:sha-256 ${Array(32).fill(fill).join(':')}\r\n`;
const bytesOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

/** Applies remote descriptions below at once, but tells the page only when the test says so. */
class SlowPeerConnection extends EventTarget {
  static made: SlowPeerConnection[] = [];
  iceGatheringState = 'complete';
  connectionState = 'connected';
  localDescription: RTCSessionDescriptionInit | null = null;
  currentLocalDescription: RTCSessionDescriptionInit | null = null;
  currentRemoteDescription: RTCSessionDescriptionInit | null = null;
  applying: Settle[] = [];

  readonly config: RTCConfiguration;

  constructor(config: RTCConfiguration) {
    super();
    this.config = config;
    SlowPeerConnection.made.push(this);
  }

  createDataChannel = () => ({ readyState: 'connecting', send: () => {}, close: () => {} });
  createOffer = async () => ({ type: 'offer', sdp: sdpOf('AA') });
  createAnswer = async () => ({ type: 'answer', sdp: sdpOf('AA') });
  setLocalDescription = async (description: RTCSessionDescriptionInit) => {
    this.localDescription = description;
  };
  setRemoteDescription = () =>
    new Promise<void>((resolve, reject) => this.applying.push({ resolve, reject }));
  close = () => {};
}

function createSlow(iceServers?: readonly RTCIceServer[]): {
  connection: Connection;
  native: SlowPeerConnection;
} {
  const maker = createConnectionMaker(
    SlowPeerConnection as unknown as typeof RTCPeerConnection,
    () => ({}) as RTCCertificate,
    iceServers,
  );
  const connection = maker();
  return { connection, native: SlowPeerConnection.made.at(-1)! };
}

describe('a connection', () => {
  it('[N62] is given no server', () => {
    expect(createSlow().native.config.iceServers).toEqual([]);
  });

  it('[N62] is given exactly the servers that were set', () => {
    const servers = [
      { urls: 'stun:stun.test' },
      { urls: 'turn:turn.test', username: 'two', credential: 'lamps' },
    ];
    expect(createSlow(servers).native.config.iceServers).toEqual(servers);
  });

  it('[N3] knows both certificates when the channel opens before the page hears of the answer', async () => {
    const { connection, native } = createSlow();
    await connection.offer();
    expect(connection.fingerprints()).toBeUndefined();
    const accepting = connection.accept(sdpOf('BB'));
    expect(native.currentRemoteDescription).toBeNull();
    expect(connection.fingerprints()).toEqual({ own: bytesOf(0xaa), other: bytesOf(0xbb) });
    native.applying[0]?.resolve();
    await accepting;
  });

  it('[N3] knows both on the answering side, too', async () => {
    const { connection, native } = createSlow();
    const answering = connection.answer(sdpOf('BB'));
    native.applying[0]?.resolve();
    await answering;
    expect(connection.fingerprints()).toEqual({ own: bytesOf(0xaa), other: bytesOf(0xbb) });
  });

  it('[N3] does not take the certificate from a description that the browser refused', async () => {
    const { connection, native } = createSlow();
    await connection.offer();
    const first = connection.accept(sdpOf('BB'));
    native.applying[0]?.resolve();
    await first;
    const second = connection.accept(sdpOf('EE'));
    native.applying[1]?.reject(new Error('refused'));
    await expect(second).rejects.toThrow('refused');
    expect(connection.fingerprints()?.other).toEqual(bytesOf(0xbb));
  });

  it('[N3] is not certain after a description with two certificates', async () => {
    const { connection, native } = createSlow();
    await connection.offer();
    const accepting = connection.accept(sdpOf('BB') + sdpOf('EE'));
    native.applying[0]?.resolve();
    await accepting;
    expect(connection.fingerprints()).toBeUndefined();
  });
});
