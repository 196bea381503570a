/** One RTCPeerConnection with its one negotiated channel: thin wrapping of the browser's calls, no rules. */

import type { Cancel, Clock } from '../kernel/index.js';

export type LineParts = {
  readonly peerConnection: typeof RTCPeerConnection;
  readonly certificate: RTCCertificate | undefined;
  readonly clock: Clock;
  readonly onOpen: () => void;
  readonly onMessage: (bytes: Uint8Array) => void;
  /** Once, when the channel ends without `close` having been called here. */
  readonly onLost: () => void;
};

type Credentials = { readonly ufrag: string; readonly password: string };

export type Line = {
  /** Makes the offer and waits for addresses; the description as SDP. Rejects where the browser refuses. */
  readonly describe: (credentials?: Credentials) => Promise<string>;
  readonly applyAnswer: (sdp: string) => Promise<void>;
  readonly send: (bytes: Uint8Array) => void;
  /** Lets queued messages leave first. */
  readonly close: () => void;
};

/** Host candidates come within a moment; a browser that never says "complete" must not stop the evening. */
const GATHER_MS = 3_000;
const LINGER_MS = 1_000;

export function createLine(parts: LineParts): Line {
  const { certificate, clock, peerConnection } = parts;
  const connection = new peerConnection({
    iceServers: [],
    ...(certificate ? { certificates: [certificate] } : {}),
  });
  const channel = connection.createDataChannel('vesper', { negotiated: true, id: 0 });
  channel.binaryType = 'arraybuffer';
  let ended = false;
  let opened = false;

  const lose = () => {
    if (ended) return;
    ended = true;
    connection.close();
    parts.onLost();
  };
  channel.addEventListener('open', () => {
    opened = true;
    if (!ended) parts.onOpen();
  });
  channel.addEventListener('message', ({ data }) => {
    if (!ended) parts.onMessage(data instanceof ArrayBuffer ? new Uint8Array(data) : NOT_BYTES);
  });
  channel.addEventListener('close', lose);
  connection.addEventListener('connectionstatechange', () => {
    // Before the channel opened, Chromium's `failed` still heals by itself when the partner comes.
    if (opened && connection.connectionState === 'failed') lose();
  });

  return {
    describe: async (credentials) => {
      const offer = await connection.createOffer();
      const sdp = offer.sdp ?? '';
      const local = credentials ? writeCredentials(sdp, credentials) : sdp;
      await connection.setLocalDescription({ type: 'offer', sdp: local });
      await waitForAddresses(connection, clock);
      return connection.localDescription?.sdp ?? '';
    },
    applyAnswer: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    send: (bytes) => {
      if (channel.readyState === 'open') channel.send(Uint8Array.from(bytes));
    },
    close: () => {
      if (ended) return;
      ended = true;
      closeGently(connection, channel, clock);
    },
  };
}

/** A closing channel still sends what is queued; a closed connection doesn't. */
function closeGently(connection: RTCPeerConnection, channel: RTCDataChannel, clock: Clock): void {
  if (channel.readyState !== 'open') {
    connection.close();
    return;
  }
  const stopLingering = clock.after(LINGER_MS, () => connection.close());
  channel.addEventListener('close', () => {
    stopLingering();
    connection.close();
  });
  channel.close();
}

/** No message of ours is empty, so a text message counts as an unexpected one. */
const NOT_BYTES = new Uint8Array();

function writeCredentials(sdp: string, { ufrag, password }: Credentials): string {
  return sdp
    .replace(/^a=ice-ufrag:.*$/m, `a=ice-ufrag:${ufrag}`)
    .replace(/^a=ice-pwd:.*$/m, `a=ice-pwd:${password}`);
}

function waitForAddresses(connection: RTCPeerConnection, clock: Clock): Promise<void> {
  return new Promise((resolve) => {
    let stopWaiting: Cancel | undefined;
    const check = () => {
      if (connection.iceGatheringState !== 'complete') return;
      stopWaiting?.();
      resolve();
    };
    stopWaiting = clock.after(GATHER_MS, resolve);
    connection.addEventListener('icegatheringstatechange', check);
    check();
  });
}
